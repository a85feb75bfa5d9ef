import type { Lead, StoreTx, Thread } from '../../domain/index.ts'
import { InvariantError, messageOf } from '../../shared/errors.ts'
import { type SyncContext, untilCommitted } from '../context.ts'
import { act, freeKhid } from './act.ts'
import { decide } from './decide.ts'
import { follow } from './find-person.ts'
import { noteThread } from './note.ts'
import { hearOptedOut, tellOptOut } from './opted-out.ts'
import { readThread, type ThreadReading } from './read-thread.ts'
import { updateLead } from './update-lead.ts'

const batch = 50
/** Threads read at the same time where a model is asked; rules alone gain nothing from it. */
const enrichedAtOnce = 4
const attempts = 5
/** A thread that cannot be read is left alone after so many tries, until its next message. */
const tries = 3
const retryMs = 1_000

export interface Pipeline {
  /** Works on what is due at `now` plus `ahead` ms; resolves to how many threads it touched. */
  run(ahead?: number): Promise<number>
}

/** Due threads: read, assess, decide; decision and outbox entry commit together. */
export function createPipeline(context: SyncContext): Pipeline {
  const failures = new Map<string, number>()
  return {
    async run(ahead = 0) {
      const due = await context.store.dueThreads(context.clock.now() + ahead, batch)
      const lanes = context.enricher ? enrichedAtOnce : 1
      const queue = [...due]
      const work = async () => {
        for (let thread = queue.shift(); thread; thread = queue.shift()) await guarded(context, thread, ahead, failures)
      }
      await Promise.all(Array.from({ length: lanes }, work))
      if (due.length > 0) {
        context.wake('erp')
        context.wake('chat')
      }
      return due.length
    },
  }
}

async function guarded(
  context: SyncContext,
  thread: Thread,
  ahead: number,
  failures: Map<string, number>,
): Promise<void> {
  try {
    await work(context, thread, ahead)
    failures.delete(thread.id)
  } catch (error) {
    // One thread that cannot be read must not stop the others.
    const count = (failures.get(thread.id) ?? 0) + 1
    context.logger.error('thread_failed', { threadId: thread.id, count, error })
    await postpone(context, thread, count < tries ? context.clock.now() + retryMs : undefined)
    if (count < tries) failures.set(thread.id, count)
    else {
      failures.delete(thread.id)
      await context.alerts.raise(
        `thread:${thread.id}`,
        `一个会话处理失败，等下一条消息再试：${messageOf(error).slice(0, 100)}`,
      )
    }
  }
}

async function work(context: SyncContext, due: Thread, ahead: number): Promise<void> {
  const now = context.clock.now() + ahead
  if (due.dueAt !== undefined && due.dueAt <= now) {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const thread = attempt === 0 ? due : await context.store.thread(due.id)
      // New messages while a model was thinking: the last attempts go by rules alone and are quick.
      if (!thread || (await readAndCommit(context, thread, attempt < 2))) break
    }
  }
  const thread = await context.store.thread(due.id)
  if (thread?.noteDueAt !== undefined && thread.noteDueAt <= now && thread.dueAt === undefined)
    await noteThread(context, thread)
}

/** False: the thread changed meanwhile, read again. */
async function readAndCommit(context: SyncContext, thread: Thread, enrich: boolean): Promise<boolean> {
  if (thread.muted) return commitMuted(context, thread)
  const known = thread.leadId ? await follow(context.store, thread.leadId) : undefined
  // The words of somebody who wants to be left alone are shown to no model.
  const reading = await readThread(context, thread, enrich && !known?.optedOut)
  await context.probe('thread_read')
  if (known?.optedOut) return commitOptedOut(context, thread, known, reading)
  const khid = await freeKhid(context, known, thread)
  const route = await routeFor(context, thread, reading)
  let scored: Lead | undefined
  const waiting = untilCommitted(context)
  const committed = await context.store.transact(async (tx) => {
    const current = await tx.thread(thread.id)
    if (!current || current.version !== thread.version) return false
    const next: Thread = {
      ...current,
      reading: reading.reading,
      cursor: reading.cursor,
      reread: false,
      dueAt: undefined,
      version: current.version + 1,
    }
    const updated = await updateLead(tx, waiting.context, next, { ...reading, fresh: heardSince(thread, reading) })
    if (updated?.before?.optedOut) {
      const lead = await stayOptedOut(tx, updated.before)
      Object.assign(next, { leadId: lead.id, muted: lead.status === 'ignored' })
      if (!next.muted) await hearOptedOut(tx, waiting.context, next, lead, reading)
    } else if (updated) {
      const lead = await act(tx, waiting.context, next, updated, khid, route)
      scored = { ...lead, version: lead.version + 1 }
      if (!(await tx.saveLead(scored))) throw new InvariantError(`lead ${lead.id} changed within its own transaction`)
      next.leadId = lead.id
      next.muted = lead.status === 'ignored'
      if (lead.optedOut && !next.muted) await hearOptedOut(tx, waiting.context, next, lead, reading)
      if (reading.fresh.length > 0 && !lead.optedOut)
        next.noteDueAt = context.clock.now() + context.settings.noteSilenceMs
      if (lead.optedOut && !updated.before?.optedOut && lead.customerOrd !== undefined) {
        // Nothing of what follows is captured: the talk is over, and its note due.
        next.noteDueAt = context.clock.now()
        await tellOptOut(tx, waiting.context, next, lead, reading)
      }
    }
    await tx.saveThread(next)
    return true
  })
  await context.probe('decision_committed')
  if (committed) waiting.tell()
  if (committed && thread.reading === undefined) context.emit({ type: 'thread', threadId: thread.id })
  if (committed && scored) {
    context.emit({ type: 'scored', threadId: thread.id, lead: scored })
    context.emit({ type: 'read', thread, lead: scored, assessment: reading.assessment })
  }
  return committed
}

/** What was read again is no news. */
const heardSince = ({ cursor }: Thread, { fresh }: ThreadReading) =>
  fresh.filter(({ sentAt }) => cursor === undefined || sentAt > cursor.sentAt)

/** Nothing of what another conversation of his says is laid over the lead. */
async function stayOptedOut(tx: StoreTx, before: Lead): Promise<Lead> {
  const status = before.status === 'ignored' ? before.status : 'opted_out'
  const lead: Lead = { ...before, status, version: before.version + 1 }
  if (!(await tx.saveLead(lead))) throw new InvariantError(`lead ${lead.id} changed within its own transaction`)
  return lead
}

/** Read on, so that it is known when he comes back by himself; the lead stays as it is, and nobody hears of the rest. */
async function commitOptedOut(
  context: SyncContext,
  thread: Thread,
  lead: Lead,
  reading: ThreadReading,
): Promise<boolean> {
  return context.store.transact(async (tx) => {
    const [current, now] = [await tx.thread(thread.id), await tx.lead(lead.id)]
    if (!current || current.version !== thread.version || !now?.optedOut) return false
    await tx.saveThread({
      ...current,
      reading: reading.reading,
      cursor: reading.cursor,
      reread: false,
      dueAt: undefined,
      version: current.version + 1,
    })
    if (now.status !== 'ignored') await hearOptedOut(tx, context, current, now, reading)
    return true
  })
}

/** Whose turn it is, settled before the decision commits and remembered, so that a crash between does not skip anybody. */
async function routeFor(context: SyncContext, thread: Thread, { assessment }: ThreadReading) {
  const lead = thread.leadId ? await follow(context.store, thread.leadId) : undefined
  const known = { status: lead?.status ?? 'watching', byCommandOnly: lead?.byCommandOnly } as const
  const decision = decide({ ...assessment, ...known }, context.judge, context.settings)
  if (decision.kind !== 'enqueue') return undefined
  return context.rotation.give(thread.id, assessment.score, thread.accountId)
}

async function commitMuted({ store }: SyncContext, thread: Thread): Promise<boolean> {
  return store.transact(async (tx) => {
    const current = await tx.thread(thread.id)
    if (!current || current.version !== thread.version) return false
    await tx.saveThread({ ...current, dueAt: undefined, version: current.version + 1 })
    return true
  })
}

async function postpone({ store }: SyncContext, thread: Thread, dueAt: number | undefined): Promise<void> {
  await store.transact(async (tx) => {
    const current = await tx.thread(thread.id)
    // Given up, its note would fail again and again as well; with the next message both come back.
    const noteDueAt = dueAt === undefined ? undefined : current?.noteDueAt
    if (current) await tx.saveThread({ ...current, dueAt, noteDueAt, version: current.version + 1 })
  })
}
