import { type CustomerRow, callPriority, type KnownCustomer, type Lead, type StoreTx } from '../domain/index.ts'
import type { SyncContext } from './context.ts'
import { ownerOf } from './jobs/finish-customer.ts'
import { normalizeCompany } from './normalize-company.ts'
import { isMobile } from './pipeline/identity.ts'

export interface PullReport {
  pages: number
  customers: number
  fresh: number
  linked: number
}

interface PullState {
  /** Next page of a full pull that was interrupted. */
  page?: number
  finishedAt?: number
}

const pageSize = 100
const cursorOf = (mode: 'recent' | 'full') => `pull.${mode}`
/** Of the rate, while leads wait (issue: two-way sync). */
const shareWhileBusy = 0.2
/** Details read per pull for rows whose list does not show the khid. */
const detailsPerPull = 100

export const lastPullAt = ({ cursors }: Pick<SyncContext, 'cursors'>): number | undefined =>
  cursors.get<PullState>(cursorOf('recent'))?.finishedAt ?? cursors.get<PullState>(cursorOf('full'))?.finishedAt

/**
 * Brings the ERP's customers into our index. `recent`: the WeChat channel, newest first, until a page holds nothing new.
 * `full`: all customers, from the page where it was interrupted; learns changed owners and names.
 */
export async function pull(context: SyncContext, mode: 'recent' | 'full', signal?: AbortSignal): Promise<PullReport> {
  const { crm, cursors, clock, settings } = context
  const report: PullReport = { pages: 0, customers: 0, fresh: 0, linked: 0 }
  const state = cursors.get<PullState>(cursorOf(mode)) ?? {}
  const filter = mode === 'recent' ? { source: settings.sourceId, sort: '-date1' } : { sort: '-date1' }
  let details = detailsPerPull
  for (let index = mode === 'full' ? (state.page ?? 1) : 1; ; index++) {
    signal?.throwIfAborted()
    await giveWay(context)
    const page = await crm.listCustomers(
      filter,
      { index, size: pageSize },
      { actor: 'sync', priority: callPriority.backlog, signal },
    )
    const taken = await take(context, page.rows, details)
    details -= taken.details
    report.pages++
    report.customers += page.rows.length
    report.fresh += taken.fresh
    report.linked += taken.linked
    const ended = index >= page.pages || page.rows.length === 0 || (mode === 'recent' && taken.fresh === 0)
    await cursors.set(cursorOf(mode), ended ? { finishedAt: clock.now() } : { ...state, page: index + 1 })
    if (ended) return report
  }
}

/** Leads come first: while any waits, the pull keeps to its share. */
async function giveWay({ store, clock, settings }: SyncContext): Promise<void> {
  const { ready, running } = await store.outboxCounts('erp', clock.now())
  if (ready + running > 0) await clock.sleep(1_000 / (settings.ratePerSecond * shareWhileBusy))
}

async function take(context: SyncContext, rows: readonly CustomerRow[], detailsLeft: number) {
  let fresh = 0
  let linked = 0
  let details = 0
  const known: KnownCustomer[] = []
  for (const row of rows) {
    const before = await context.store.knownCustomer(row.ord)
    const changed = !before || before.name !== row.name || before.ownerName !== row.ownerName
    if (changed) fresh++
    let full: CustomerRow = row
    if (!before?.khid && row.khid === undefined && details < detailsLeft) {
      await giveWay(context)
      details++
      full = { ...row, ...(await context.crm.getCustomer(row.ord, { actor: 'sync', priority: callPriority.backlog })) }
    }
    known.push({ ...full, normalizedName: normalizeCompany(full.name), seenAt: context.clock.now() })
  }
  await context.store.upsertCustomers(known)
  for (const customer of known) if (await tie(context, customer)) linked++
  return { fresh, linked, details }
}

/** Ties a customer of the ERP to the lead that is the same person; true = a lead learned its customer. */
async function tie(context: SyncContext, customer: KnownCustomer): Promise<boolean> {
  return context.store.transact(async (tx) => {
    const lead = await leadOf(tx, customer)
    if (!lead || lead.mergedInto) return false
    const owner = ownerOf(customer)
    if (lead.customerOrd === customer.ord) {
      if (lead.status === 'synced' && !sameOwner(lead, owner, customer))
        await tx.saveLead({ ...lead, owner: named(owner, context), version: lead.version + 1 })
      return false
    }
    // On its way, or a person's business: the worker and the questions deal with those.
    if (lead.customerOrd !== undefined || !['watching', 'shadow', 'asking'].includes(lead.status)) return false
    const next: Lead = {
      ...lead,
      customerOrd: customer.ord,
      owner: named(owner, context),
      status: 'synced',
      version: lead.version + 1,
    }
    await tx.saveLead(next)
    await tx.claim(lead.id, [`ord:${customer.ord}`])
    context.emit({
      type: 'customer_linked',
      lead: next,
      ord: customer.ord,
      by: customer.khid === lead.khid ? 'khid' : 'mobile',
    })
    return true
  })
}

async function leadOf(tx: StoreTx, customer: KnownCustomer): Promise<Lead | undefined> {
  return (
    (await tx.findLead(`ord:${customer.ord}`)) ??
    (customer.khid ? await tx.findLead(`khid:${customer.khid}`) : undefined) ??
    (isMobile(customer.mobile) ? await tx.findLead(`mobile:${customer.mobile}`) : undefined) ??
    (customer.wechatId ? await tx.findLead(`wechat:${customer.wechatId.toLowerCase()}`) : undefined)
  )
}

function sameOwner(lead: Lead, owner: NonNullable<Lead['owner']>, customer: KnownCustomer): boolean {
  if (lead.owner?.kind !== owner.kind) return false
  if (owner.kind === 'public_pool' || lead.owner.kind === 'public_pool') return true
  return customer.ownerId !== undefined
    ? lead.owner.userIds.includes(customer.ownerId)
    : (lead.owner.names ?? []).includes(customer.ownerName ?? '')
}

/** A list names the owner, the staff directory knows his id. */
function named(owner: NonNullable<Lead['owner']>, { staff }: SyncContext): NonNullable<Lead['owner']> {
  if (owner.kind === 'public_pool' || owner.userIds.length > 0) return owner
  const id = owner.names?.[0] === undefined ? undefined : staff.byName(owner.names[0])?.erpUserId
  return { ...owner, userIds: id === undefined ? [] : [id] }
}
