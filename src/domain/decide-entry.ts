import { hotAlertKey } from './entries.ts'
import type { EntryId, LeadId } from './ids.ts'
import type { OutboxEntry } from './outbox.ts'
import type { Store, StoreTx } from './store.ts'

type Deciding = Pick<Store, 'entry' | 'entries' | 'decideEntry' | 'threadsOfLead'>

/**
 * A person's decision about an entry, and what it means for the lead: one whose customer is not to be created any more
 * waits for nothing, and only a person's command writes it from then on. False: the entry is not in a state for it.
 */
export async function decideEntry(
  store: Deciding,
  id: EntryId,
  decision: 'retry' | 'discard' | 'cancel',
  reason: string,
  now: number,
): Promise<boolean> {
  const entry = await store.entry(id)
  const job = entry?.job
  if (!entry || job?.type !== 'sync_customer' || decision === 'retry' || (await hasAnother(store, entry)))
    return store.decideEntry(id, decision, reason, now)
  const { leadId } = job
  const release = async (tx: StoreTx) => {
    const lead = await tx.lead(leadId)
    if (lead?.status !== 'queued') return
    await tx.saveLead({ ...lead, status: 'watching', byCommandOnly: true, updatedAt: now, version: lead.version + 1 })
  }
  if (!(await store.decideEntry(id, decision, reason, now, release))) return false
  await stopAlerts(store, leadId, now)
  return true
}

async function hasAnother(store: Deciding, { id, job }: OutboxEntry): Promise<boolean> {
  const leadId = job.type === 'sync_customer' ? job.leadId : undefined
  const open = await store.entries({ leadId, kind: 'erp', state: ['ready', 'running', 'dead'], limit: 200 })
  return open.some((one) => one.id !== id && one.job.type === 'sync_customer')
}

/** Nothing waits for the ERP any more: it is not told so. */
async function stopAlerts(store: Deciding, leadId: LeadId, now: number): Promise<void> {
  for (const thread of await store.threadsOfLead(leadId)) {
    const dedupeKey = hotAlertKey(thread.id)
    for (const { id } of await store.entries({ kind: 'chat', state: ['ready'], dedupeKey }))
      await store.decideEntry(id, 'cancel', '建档已取消', now)
  }
}
