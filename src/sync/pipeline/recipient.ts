import type { ErpUserId, Lead, StaffMember } from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'

/** Who is asked or told about a lead, always the same: its owner, whose turn it would be, else a manager, else anybody bound. */
export function recipientFor(lead: Lead, accountId: string, context: SyncContext): StaffMember | undefined {
  const bound = context.staff.all().filter((person) => person.active && person.contactIds.length > 0)
  const owners = lead.owner?.kind === 'users' ? lead.owner.userIds : []
  const { target } = context.rotation.peek(lead.score, accountId)
  const turn = target.kind === 'users' ? target.userIds : []
  const byUser = (ids: readonly ErpUserId[]) =>
    bound.find((person) => person.erpUserId !== undefined && ids.includes(person.erpUserId))
  return (
    byUser(owners) ??
    byUser(turn) ??
    bound.find((person) => person.role === 'manager') ??
    bound.find(isSales) ??
    bound[0]
  )
}

const isSales = (person: StaffMember) => person.role === 'sales'

/** The bound person of an ERP user. */
export const personOf = (ids: readonly ErpUserId[], context: SyncContext): StaffMember | undefined =>
  context.staff
    .all()
    .find((person) => person.contactIds.length > 0 && person.erpUserId !== undefined && ids.includes(person.erpUserId))
