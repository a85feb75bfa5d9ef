import {
  type CustomerRow,
  callPriority,
  type KnownCustomer,
  normalizeCompany,
  ownerInErp,
  ownerLabel,
  ownerSaid,
} from '../domain/index.ts'
import { withoutAbsent } from '../shared/collections.ts'
import type { SyncContext } from './context.ts'
import { takeName } from './erp-name.ts'
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
  for (const shown of rows) {
    const before = await context.store.knownCustomer(shown.ord)
    const row = await withOwner(context, shown, before)
    if (!before || before.name !== row.name || before.ownerName !== row.ownerName) fresh++
    const wanted = needsDetail(before, row) && details < detailsLeft
    if (wanted) details++
    known.push(await seen(context, row, wanted))
    if (before && before.name !== row.name) await takeName(context, row.ord, before.name, row.name)
  }
  await context.store.upsertCustomers(known)
  return { fresh, details, linked: await tie(context, known) }
}

/**
 * A row that names nobody where somebody was named was given up to 公海, as far as its list says so; where 公海 is known it
 * stays that, so that such a row is no news every time.
 */
async function withOwner(
  context: SyncContext,
  row: CustomerRow,
  before: KnownCustomer | undefined,
): Promise<CustomerRow> {
  const known = before && ownerSaid(before)
  if (row.ownerName !== '' || !known) return row
  if (known.kind === 'public_pool') return { ...row, ownerName: before.ownerName }
  await giveWay(context)
  const owner = await ownerInErp(context.crm, row, { actor: 'sync', priority: callPriority.backlog })
  return owner ? { ...row, ownerName: ownerLabel(owner) } : row
}

/** Once per customer: what its detail says about the khid is remembered, also that there is none. */
const needsDetail = (before: KnownCustomer | undefined, row: CustomerRow) =>
  row.khid === undefined && before?.khid === undefined && before?.detailAt === undefined

async function seen(context: SyncContext, row: CustomerRow, withDetail: boolean): Promise<KnownCustomer> {
  const now = context.clock.now()
  if (!withDetail) return { ...row, normalizedName: normalizeCompany(row.name), seenAt: now }
  await giveWay(context)
  const detail = await context.crm.getCustomer(row.ord, { actor: 'sync', priority: callPriority.backlog })
  const full = {
    ...row,
    ...withoutAbsent(detail ?? {}),
    ownerName: row.ownerName || detail?.ownerName || row.ownerName,
  }
  return { ...full, normalizedName: normalizeCompany(full.name), seenAt: now, detailAt: now }
}
