import type { Lead } from '../domain/index.ts'
import type { SyncContext } from './context.ts'

const pageSize = 200

/**
 * Leads that may be written but are not, as rules or settings changed. Their threads are made due, so that the pipeline
 * decides as always. What a person took back is his. Resolves to how many.
 */
export async function sweep(context: SyncContext): Promise<number> {
  const { store, settings, judge } = context
  if (!settings.syncEnabled || !settings.autoSync) return 0
  let count = 0
  for (let offset = 0; ; offset += pageSize) {
    const leads = await store.leads({ status: ['watching', 'shadow'], order: 'recent', limit: pageSize, offset })
    for (const lead of leads) {
      const trigger = lead.committed ? 'committed' : 'automatic'
      if (!lead.byCommandOnly && judge.clear(lead, trigger).ok && (await makeDue(context, lead))) count++
    }
    if (leads.length < pageSize) break
  }
  if (count > 0) context.wake('pipeline')
  return count
}

async function makeDue({ store, clock }: SyncContext, lead: Lead): Promise<boolean> {
  return store.transact(async (tx) => {
    const thread = await tx.thread(lead.threadId)
    if (!thread || thread.muted || thread.dueAt !== undefined) return false
    await tx.saveThread({ ...thread, dueAt: clock.now(), version: thread.version + 1 })
    return true
  })
}
