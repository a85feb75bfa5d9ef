import { type Lead, leadName, type Owner, ownerLabel } from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'

/**
 * A salesperson's command changes no colleague's customer, nor one whose owner nobody knows: whoever it belongs to may
 * be known only now, when it is written. What the conversation itself says goes there as it would without him.
 */
export function barredFrom(
  owner: Owner | undefined,
  actor: string | undefined,
  { staff }: Pick<SyncContext, 'staff'>,
): boolean {
  const asker = actor === undefined ? undefined : staff.byName(actor)
  if (asker?.role !== 'sales' || owner?.kind === 'public_pool') return false
  return !(owner && asker.erpUserId !== undefined && owner.userIds.includes(asker.erpUserId))
}

/** The lead without what people of the house entered. */
export const asSaid = (lead: Lead): Lead => ({
  ...lead,
  fields: Object.fromEntries(Object.entries(lead.fields).filter(([, { source }]) => source !== 'staff')),
})

/** What he is told, without the name that a colleague's customer has in the ERP. */
export const barredWords = (lead: Lead, owner: Owner | undefined): string =>
  `客户已在 ERP 中，${owner ? `归${ownerLabel(owner)}` : '负责人未知'}：您填的没有写入。要接手请发 /erp 申请 ${leadName(lead)}`
