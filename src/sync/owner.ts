import {
  type CallContext,
  type Customer,
  type CustomerOrd,
  type Lead,
  type Owner,
  ownerInErp,
  ownerLabel,
  ownerSaid,
  type StoreTx,
} from '../domain/index.ts'
import type { SyncContext } from './context.ts'

/**
 * Whose customer of the ERP this is now. Where the ERP does not tell, an owner whom the index remembers is believed, a
 * 公海 that it remembers is not: nobody loses a customer over it. Undefined: unknown.
 */
export async function ownerNow(
  customer: Customer,
  context: Pick<SyncContext, 'crm' | 'store' | 'staff' | 'roster'>,
  call: CallContext,
): Promise<Owner | undefined> {
  const { crm, store } = context
  const told = await ownerInErp(crm, customer, call)
  if (told) return withIds(told, context)
  const known = await store.knownCustomer(customer.ord)
  const remembered = known && ownerSaid(known)
  return remembered?.kind === 'users' ? withIds(remembered, context) : undefined
}

/** What the index says of an owner must not be older than what we did ourselves. */
export async function rememberOwner(
  ord: CustomerOrd,
  owner: Owner,
  { store }: Pick<SyncContext, 'store'>,
): Promise<void> {
  const known = await store.knownCustomer(ord)
  if (!known) return
  const ownerId = owner.kind === 'users' ? owner.userIds[0] : undefined
  await store.upsertCustomers([{ ...known, ownerName: ownerLabel(owner), ownerId }])
}

/** The ERP's owner is the owner of every lead of that customer: two contacts of one company are two leads. */
export async function saveOwner(
  tx: StoreTx,
  ord: CustomerOrd,
  owner: Owner,
  { clock }: Pick<SyncContext, 'clock'>,
): Promise<Lead[]> {
  const saved: Lead[] = []
  for (const lead of await tx.leadsOfCustomer(ord)) {
    if (lead.mergedInto) continue
    const next: Lead = { ...lead, owner, updatedAt: clock.now(), version: lead.version + 1 }
    if (await tx.saveLead(next)) saved.push(next)
  }
  return saved
}

/** A list names the owner; whose name it is the ERP's accounts tell, before they are known our own people. */
export function withIds(owner: Owner, { staff, roster }: Pick<SyncContext, 'staff' | 'roster'>): Owner {
  if (owner.kind === 'public_pool' || owner.userIds.length > 0) return owner
  const [name] = owner.names ?? []
  if (name === undefined) return { ...owner, userIds: [] }
  const accounts = roster?.idsOf(name)
  // Two accounts of one name: whose it is stays open.
  if (accounts && accounts.length > 0) return { ...owner, userIds: accounts.length === 1 ? [...accounts] : [] }
  const id = staff.byName(name)?.erpUserId
  return { ...owner, userIds: id === undefined ? [] : [id] }
}
