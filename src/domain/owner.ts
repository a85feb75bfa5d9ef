import type { CallContext, Crm, CustomerFilter } from './crm.ts'
import type { Customer, CustomerRow } from './customer.ts'
import type { Owner } from './lead.ts'

type Owned = Pick<Customer, 'ord' | 'name' | 'ownerId' | 'ownerName'>

/** The ERP's word for nobody's customers, open to all. */
export const publicPool = '公海'

/** Whose customer it is as far as this says; undefined: it does not say, which is not 公海. */
export function ownerSaid({ ownerId, ownerName }: Pick<Customer, 'ownerId' | 'ownerName'>): Owner | undefined {
  if (ownerId === undefined && !ownerName) return undefined
  if (ownerId === undefined && ownerName === publicPool) return { kind: 'public_pool' }
  return {
    kind: 'users',
    userIds: ownerId === undefined ? [] : [ownerId],
    names: ownerName ? [ownerName] : undefined,
  }
}

/**
 * As ownerSaid; where a detail does not name the owner the lists are asked: a row of the customer list names him, and
 * whoever has none stands in the list of 公海. Undefined: the ERP does not tell. Throws CrmError.
 */
export async function ownerInErp(
  crm: Pick<Crm, 'listCustomers'>,
  customer: Owned,
  call?: CallContext,
): Promise<Owner | undefined> {
  const said = ownerSaid(customer)
  if (said) return said
  const row = await rowOf(crm, customer, {}, call)
  if (!row) return undefined
  return ownerSaid(row) ?? ((await rowOf(crm, customer, { publicPool: true }, call)) && { kind: 'public_pool' })
}

const pageSize = 100
/** A name so common that it fills more pages leaves the owner unknown. */
const mostPages = 5

async function rowOf(
  crm: Pick<Crm, 'listCustomers'>,
  { ord, name }: Owned,
  filter: CustomerFilter,
  call?: CallContext,
): Promise<CustomerRow | undefined> {
  for (let index = 1; index <= mostPages; index++) {
    const { rows, pages } = await crm.listCustomers({ ...filter, name }, { index, size: pageSize }, call)
    const found = rows.find((row) => row.ord === ord)
    if (found || index >= pages) return found
  }
  return undefined
}
