import { type ErpUserId, type Lead, reachable, type StaffMember } from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'

/** Who is asked or told about a lead, always the same: its owner, whose turn it would be, else a manager, else anybody bound. */
export function recipientFor(lead: Lead, accountId: string, context: SyncContext): StaffMember | undefined {
  const bound = reachable(context.staff.all())
  const owners = lead.owner?.kind === 'users' ? lead.owner.userIds : []
  const { target } = context.rotation.peek(lead.score, accountId)
  const turn = target.kind === 'users' ? target.userIds : []
  return (
    byUser(bound, owners) ??
    byUser(bound, turn) ??
    bound.find((person) => person.role === 'manager') ??
    bound.find(isSales) ??
    bound[0]
  )
}

const isSales = (person: StaffMember) => person.role === 'sales'

/** The bound person of an ERP user. */
export const personOf = (ids: readonly ErpUserId[], context: SyncContext): StaffMember | undefined =>
  byUser(reachable(context.staff.all()), ids)

const byUser = (people: readonly StaffMember[], ids: readonly ErpUserId[]) =>
  people.find((person) => person.erpUserId !== undefined && ids.includes(person.erpUserId))
