import { CrmError, type CustomerOrd, callPriority, type ErpJob, leadEntry, type OutboxEntry } from '../domain/index.ts'
import type { SyncContext } from './context.ts'
import type { Unverified } from './unverified.ts'

/** Entries that write again what was not stored. */
export const resendKey = 'again:'

/** So many wait at most before a look is worth its call. */
const enough = 50
const pageSize = 100

/**
 * Reads back what was created: one page, newest first, settles up to a hundred; what is not on it is looked at alone,
 * and what is not there is sent again under the same id. Resolves to the time of the next look, undefined = nothing waits.
 */
export async function verifyCreated(context: SyncContext, now = false): Promise<number | undefined> {
  const { clock, settings, crm, store, unverified } = context
  const waiting = unverified.all()
  const due = dueAt(context)
  if (due === undefined) return undefined
  const left = due - clock.now()
  // Further away than any wait: the clock was set back.
  if (!now && left > 0 && left <= settings.verifyAfterMs && waiting.length < enough) return due
  const call = { actor: 'sync', priority: callPriority.backlog }
  const page = await crm.listCustomers(
    { source: settings.sourceId, sort: '-date1' },
    { index: 1, size: pageSize },
    call,
  )
  const seen = new Set(page.rows.map((row) => row.ord))
  const missing: Unverified[] = []
  for (const one of waiting) {
    const lead = await store.lead(one.leadId)
    if (seen.has(one.ord) || (await stands(context, one.ord, lead?.khid, call))) continue
    // Stays in doubt until it was seen: its owner or its note may be written before it is.
    const still = await bringBack(context, one)
    if (still) missing.push({ ...still, savedAt: clock.now() })
  }
  await unverified.looked(waiting, missing)
  return dueAt(context)
}

const dueAt = ({ unverified, settings }: SyncContext): number | undefined => {
  const oldest = unverified.all()[0]
  return oldest && oldest.savedAt + settings.verifyAfterMs
}

async function stands({ crm }: SyncContext, ord: CustomerOrd, khid: string | undefined, call: { actor: string }) {
  const customer = await crm.getCustomer(ord, call)
  if (customer === undefined || customer.name.trim() === '') return false
  // A server that does not show the number is no proof that nothing is there: notes would come twice.
  return khid === undefined || customer.khid === undefined || customer.khid === khid
}

/** Undefined: it was sent again and that has ended, by a person's will or in the dead letters. */
async function bringBack(context: SyncContext, one: Unverified): Promise<Unverified | undefined> {
  const entries = (await context.store.entries({ leadId: one.leadId, kind: 'erp', limit: 500 })).reverse()
  // What is still to come finds out by itself when it is refused; what is done by then is sent again as a whole.
  if (entries.some(({ state }) => state === 'ready' || state === 'running')) return one
  if (one.again) return undefined
  await sendAgain(context, one, entries)
  return { ...one, again: true }
}

/** The customer and what was written to it; none of it can be there, so nothing comes twice. */
async function sendAgain(context: SyncContext, { leadId, ord }: Unverified, entries: OutboxEntry[]): Promise<void> {
  const { store, clock } = context
  // What an earlier round wrote again is the same work once more.
  const done = entries.filter((entry) => entry.state === 'done' && !isResent(entry))
  const round = entries.filter(isResent).length
  const again: ErpJob[] = done.flatMap(({ job }) =>
    job.type === 'sync_customer' || job.type === 'assign' || job.type === 'follow_up' ? [job] : [],
  )
  await store.transact(async (tx) => {
    for (const [index, job] of again.entries()) {
      const dedupeKey = `${resendKey}${leadId}:${round}:${index}`
      await tx.enqueue(leadEntry(leadId, job, { dedupeKey, priority: callPriority.normal, dueAt: clock.now() }))
    }
  })
  context.emit({ type: 'resaved', leadId, ord })
  context.logger.warn('customer_not_stored', { leadId, ord })
  context.wake('erp')
}

const isResent = ({ dedupeKey }: OutboxEntry): boolean => dedupeKey?.startsWith(resendKey) ?? false

/** The look itself may fail like any call: it is tried again later. */
export const canWait = (error: unknown): boolean => error instanceof CrmError
