import { type ChatTarget, callPriority, type EntryId, type EntryState, sayEntry } from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'

/** Writes that were asked for in one step: their results are told in one message, not one by one. */
export interface Batch {
  /** For people: `李娜的客户交给王强`. */
  what: string
  entryIds: readonly EntryId[]
  replyTo: ChatTarget
  askedAt: number
}

const cursorName = 'batches'
const resultExpiryMs = 6 * 3_600_000
const shownFailures = 5
const ended: readonly EntryState[] = ['done', 'dead', 'cancelled', 'expired']

/** Kept with the batch's entries, so that its end is told after a restart too. */
export const openBatches = ({ cursors }: Pick<SyncContext, 'cursors'>): readonly Batch[] =>
  cursors.get<Batch[]>(cursorName) ?? []

export async function keepBatch({ cursors }: SyncContext, batch: Batch): Promise<void> {
  await cursors.change<Batch[], void>(cursorName, (open = []) => ({ value: [...open, batch], result: undefined }))
}

/** Tells the batches that are through, each once. Resolves to whether any is still open. */
export async function tellBatches(context: SyncContext): Promise<boolean> {
  const told = new Set<string>()
  for (const batch of openBatches(context)) if (await tellEnd(context, batch)) told.add(keyOf(batch))
  if (told.size > 0)
    // One that was asked for meanwhile stays.
    await context.cursors.change<Batch[], void>(cursorName, (open = []) => ({
      value: open.filter((batch) => !told.has(keyOf(batch))),
      result: undefined,
    }))
  return openBatches(context).length > 0
}

const keyOf = ({ entryIds, askedAt }: Pick<Batch, 'entryIds' | 'askedAt'>) => `batch:${entryIds[0]}:${askedAt}`

async function tellEnd(context: SyncContext, batch: Batch): Promise<boolean> {
  const { store, clock } = context
  const { what, entryIds, replyTo } = batch
  const failed: string[] = []
  for (const id of entryIds) {
    const entry = await store.entry(id)
    if (entry && !ended.includes(entry.state)) return false
    if (entry?.state !== 'done') failed.push(`#T${id} ${entry?.reason ?? ''}`.slice(0, 60).trim())
  }
  const done = entryIds.length - failed.length
  const more =
    failed.length > shownFailures ? [`……另有 ${failed.length - shownFailures} 个，原因请运维看 /erp 队列`] : []
  const text = [
    failed.length === 0 ? `✅ ${what}：${done} 个全部完成` : `⚠️ ${what}：完成 ${done} 个，没有完成 ${failed.length} 个`,
    ...failed.slice(0, shownFailures),
    ...more,
  ].join('\n')
  await store.transact((tx) =>
    tx.enqueue(
      sayEntry({
        to: replyTo,
        text,
        dedupeKey: keyOf(batch),
        priority: callPriority.command,
        dueAt: clock.now(),
        expiresAfterMs: resultExpiryMs,
      }),
    ),
  )
  context.wake('chat')
  return true
}
