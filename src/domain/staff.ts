import type { ErpUserId } from './ids.ts'

export type StaffRole = 'sales' | 'manager' | 'operator'

export interface StaffMember {
  name: string
  role: StaffRole
  erpUserId?: ErpUserId
  /** Bound WeChat contact ids; empty until the person binds. */
  contactIds: string[]
  /** Stable WeChat id seen at binding. */
  wechatId?: string
  department?: string
  active: boolean
}

/** Who works here and can be spoken to; whoever is no longer configured keeps his binding but is told nothing. */
export const reachable = (people: readonly StaffMember[]): StaffMember[] =>
  people.filter((person) => person.active && person.contactIds.length > 0)

/** Where somebody is spoken to: the contact he bound last. */
export const contactOf = (person: StaffMember | undefined): string | undefined => person?.contactIds.at(-1)

/** Who hears what concerns the house: the operators, where there is none the managers. */
export function watchersOf(people: readonly StaffMember[]): StaffMember[] {
  const ofRole = (role: StaffRole) => reachable(people).filter((person) => person.role === role)
  const operators = ofRole('operator')
  return operators.length > 0 ? operators : ofRole('manager')
}

/** A one-time code that binds a WeChat contact to a staff member. */
export interface BindingCode {
  code: string
  staffName: string
  expiresAt: number
}

/** The people of the house: SALES_CONFIG and bindings made in chat. Small, hand-editable document. */
export interface StaffDirectory {
  all(): readonly StaffMember[]
  byContact(contactId: string): StaffMember | undefined
  byName(name: string): StaffMember | undefined
  /** Lays the configured people over the stored ones; bindings are kept. */
  configure(people: readonly StaffMember[]): Promise<void>
  /** Adds a person whom no configuration names: he stays whatever is configured. */
  enlist(person: StaffMember): Promise<void>
  createCode(staffName: string, now: number): Promise<BindingCode>
  /** Uses up the code. Undefined: wrong, used or expired. */
  bind(code: string, person: { contactId: string; wechatId?: string }, now: number): Promise<StaffMember | undefined>
  /** Unbinds a person: his contacts are bound again by a new code only. */
  revoke(staffName: string): Promise<boolean>
}
