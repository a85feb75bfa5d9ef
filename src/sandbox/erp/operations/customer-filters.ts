import type { Customer, Fields } from '../model.ts'
import type { World } from '../world.ts'
import { holds, isBelow, isOneOf, isWithin } from './filters.ts'

/** Whether 客户列表 shows a customer, by its documented filters. Dates of 领用 (`tdate1`, `tdate2`) are not kept here. */
export function fits(customer: Customer, params: Fields, world: World, userId: number): boolean {
  return (
    ownFields(customer, params) &&
    isWithin(customer.createdAt, params.date1_0, params.date1_1) &&
    isWithin(customer.createdAt, params.a_date_0, params.a_date_1) &&
    isOfKind(customer, params.stype, userId) &&
    isAbout(customer, params) &&
    (!asksContact(params) || contactFields(customer, params, world))
  )
}

function ownFields({ ord, fields }: Customer, params: Fields): boolean {
  for (const id of ['khid', 'name', 'pym', 'url', 'address', 'zip', 'intro', 'product'] as const) {
    if (!holds(fields[id], params[id])) return false
  }
  return (
    isOneOf(ord, params.telord) &&
    isOneOf(ord, params.ord) &&
    isOneOf(fields.ly, params.ly) &&
    isOneOf(fields.ly, params.khly) &&
    isOneOf(fields.trade, params.trade) &&
    isOneOf(fields.trade, params.khhy) &&
    isOneOf(fields.jz, params.jz) &&
    isOneOf(fields.jz, params.khjz) &&
    isBelow(fields.sort1, params.telsort) &&
    isBelow(fields.area, params.area)
  )
}

const asksContact = ({ phone, fax, searchKey }: Fields) => Boolean(phone || fax || searchKey)

function contactFields({ fields, person }: Customer, { phone, fax, searchKey }: Fields, { state }: World): boolean {
  const shown = (id: string) => fields[id] ?? state.contacts.get(person)?.fields[id]
  if (!holds(shown('phone'), phone) || !holds(shown('fax'), fax)) return false
  return ['name', 'khid', 'phone', 'mobile', 'person_name'].some((id) => holds(shown(id), searchKey))
}

/** `stype`: 1 客户池, 2 待审核, 3 已保护, 4 已共享, 5 被共享. */
function isOfKind({ pool, review, protectedBy, shared }: Customer, stype: string | undefined, userId: number): boolean {
  switch (stype) {
    case '1':
      return pool
    case '2':
      return review === 'waiting'
    case '3':
      return protectedBy !== undefined
    case '4':
      return shared !== undefined
    case '5':
      return shared !== undefined && (shared.everyone || shared.users.includes(userId))
    default:
      return true
  }
}

/** `catetype`: whose people are meant by `cateid`; who gave a customer up (2) is not kept. */
function isAbout({ owners, addedBy, protectedBy }: Customer, { a_cateid, cateid, catetype }: Fields): boolean {
  const owned = (ids: string | undefined) => !ids || owners.some((id) => isOneOf(id, ids))
  if (!owned(a_cateid)) return false
  const added = isOneOf(addedBy, cateid)
  switch (catetype) {
    case '2':
      return !cateid
    case '3':
    case '5':
      return added
    case '4':
      return owned(cateid) || added
    case '6':
      return protectedBy !== undefined && isOneOf(protectedBy, cateid)
    case '7':
      return protectedBy === undefined && owned(cateid)
    default:
      return owned(cateid)
  }
}
