import { type CustomerRow, callPriority, type KnownCustomer, normalizeCompany } from '../domain/index.ts'
import { withoutAbsent } from '../shared/collections.ts'
import type { SyncContext } from './context.ts'
import { tie } from './tie.ts'

/** Of the rate, while leads wait: they go first. */
const shareWhileBusy = 0.2

export interface IndexedPage {
  /** Rows that are new or have changed. */
  fresh: number
  /** Leads that learned their customer. */
  linked: number
  /** Details read. */
  details: number
}

/** Leads come first: while any waits, the pull keeps to its share. */
export async function giveWay({ store, clock, settings }: SyncContext, signal?: AbortSignal): Promise<void> {
  const { ready, running } = await store.outboxCounts('erp', clock.now())
  if (ready + running > 0) await clock.sleep(1_000 / (settings.ratePerSecond * shareWhileBusy), signal)
}

/** Takes a page of the customer list into the index and ties it to our leads. */
export async function indexPage(
  context: SyncContext,
  rows: readonly CustomerRow[],
  detailsLeft: number,
): Promise<IndexedPage> {
  const known: KnownCustomer[] = []
  let fresh = 0
  let details = 0
  for (const row of rows) {
    const before = await context.store.knownCustomer(row.ord)
    if (!before || before.name !== row.name || before.ownerName !== row.ownerName) fresh++
    const wanted = needsDetail(before, row) && details < detailsLeft
    if (wanted) details++
    known.push(await seen(context, row, wanted))
  }
  await context.store.upsertCustomers(known)
  return { fresh, details, linked: await tie(context, known) }
}

/** Once per customer: what its detail says about the khid is remembered, also that there is none. */
const needsDetail = (before: KnownCustomer | undefined, row: CustomerRow) =>
  row.khid === undefined && before?.khid === undefined && before?.detailAt === undefined

async function seen(context: SyncContext, row: CustomerRow, withDetail: boolean): Promise<KnownCustomer> {
  const now = context.clock.now()
  if (!withDetail) return { ...row, normalizedName: normalizeCompany(row.name), seenAt: now }
  await giveWay(context)
  const detail = await context.crm.getCustomer(row.ord, { actor: 'sync', priority: callPriority.backlog })
  const full = { ...row, ...withoutAbsent(detail ?? {}), ownerName: row.ownerName ?? detail?.ownerName }
  return { ...full, normalizedName: normalizeCompany(full.name), seenAt: now, detailAt: now }
}
