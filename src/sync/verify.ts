import { CrmError, type CustomerOrd, callPriority, type ErpJob, type LeadId } from '../domain/index.ts'
import type { SyncContext } from './context.ts'
import { leadLane } from './lanes.ts'

/** A customer we saved and have not seen in the ERP since. */
export interface Unverified {
  leadId: LeadId
  ord: CustomerOrd
  savedAt: number
}

/** Entries that write again what was not stored. */
export const resendKey = 'again:'

const cursorName = 'unverified'
/** So many wait at most before a look is worth its call. */
const enough = 50
const pageSize = 100
const longestList = 2_000

const listOf = ({ cursors }: Pick<SyncContext, 'cursors'>): Unverified[] => cursors.get<Unverified[]>(cursorName) ?? []

export const isUnverified = (context: SyncContext, ord: CustomerOrd): boolean =>
  listOf(context).some((one) => one.ord === ord)

/** Kept before the customer counts as created, so that no crash skips the look. */
export async function addUnverified(context: SyncContext, one: Unverified): Promise<void> {
  const others = listOf(context).filter((known) => known.ord !== one.ord)
  await context.cursors.set(cursorName, [...others, one].slice(-longestList))
}

/**
 * Reads back what was created: one page, newest first, settles up to a hundred; what is not on it is looked at alone,
 * and what is not there is sent again under the same id. Resolves to the time of the next look, undefined = nothing waits.
 */
export async function verifyCreated(context: SyncContext, now = false): Promise<number | undefined> {
  const { clock, settings, crm, store } = context
  const waiting = listOf(context)
  const oldest = waiting[0]
  if (!oldest) return undefined
  const due = oldest.savedAt + settings.verifyAfterMs
  if (!now && clock.now() < due && waiting.length < enough) return due
  const call = { actor: 'sync', priority: callPriority.backlog }
  const page = await crm.listCustomers(
    { source: settings.sourceId, sort: '-date1' },
    { index: 1, size: pageSize },
    call,
  )
  const seen = new Set(page.rows.map((row) => row.ord))
  const settled = new Set<CustomerOrd>()
  for (const one of waiting) {
    const lead = await store.lead(one.leadId)
    const standing = seen.has(one.ord) || (await stands(context, one.ord, lead?.khid, call))
    if (!standing) await sendAgain(context, one)
    settled.add(one.ord)
  }
  await context.cursors.set(
    cursorName,
    listOf(context).filter((one) => !settled.has(one.ord)),
  )
  return undefined
}

async function stands({ crm }: SyncContext, ord: CustomerOrd, khid: string | undefined, call: { actor: string }) {
  const customer = await crm.getCustomer(ord, call)
  if (customer === undefined || customer.name.trim() === '') return false
  // A server that does not show the number is no proof that nothing is there: notes would come twice.
  return khid === undefined || customer.khid === undefined || customer.khid === khid
}

/** The customer and what was written to it; none of it can be there, so nothing comes twice. */
async function sendAgain(context: SyncContext, { leadId, ord }: Unverified): Promise<void> {
  const { store, clock } = context
  const entries = (await store.entries({ leadId, kind: 'erp', limit: 500 })).reverse()
  // What an earlier round wrote again is the same work once more.
  const done = entries.filter((entry) => entry.state === 'done' && !entry.dedupeKey?.startsWith(resendKey))
  const round = entries.filter((entry) => entry.dedupeKey?.startsWith(resendKey)).length
  const again: ErpJob[] = done.flatMap(({ job }) =>
    job.type === 'sync_customer' || job.type === 'assign' || job.type === 'follow_up' ? [job] : [],
  )
  await store.transact(async (tx) => {
    for (const [index, job] of again.entries())
      await tx.enqueue({
        job,
        lane: leadLane(leadId),
        dedupeKey: `${resendKey}${leadId}:${round}:${index}`,
        priority: callPriority.normal,
        dueAt: clock.now(),
        actor: 'sync',
      })
  })
  context.emit({ type: 'resaved', leadId, ord })
  context.logger.warn('customer_not_stored', { leadId, ord })
  context.wake('erp')
}

/** The look itself may fail like any call: it is tried again later. */
export const canWait = (error: unknown): boolean => error instanceof CrmError
