import { type FieldValue, guessedFirm, type LeadFields } from '../../domain/index.ts'
import { placePrefix } from '../gazetteer/divisions.ts'
import { speaksOfFirm, typePoints } from './customer-type.ts'
import type { FieldState, Held, HeldField } from './field-state.ts'
import { standing } from './listen.ts'

/** The best value of each field, as of the last message read. */
export function resolveFields(state: FieldState): LeadFields {
  const fields: LeadFields = {}
  const put = (field: HeldField, held: Held | undefined) => {
    if (held) fields[field] = toField(held)
  }
  const his = (field: HeldField) => standing(field, state.held[field] ?? [])
  put('name', bestName(his('name')))
  put('company', bestCompany(his('company')))
  put('address', bestAddress(his('address')))
  for (const field of ['mobile', 'phone', 'email', 'wechatId', 'qq', 'job'] as const) put(field, latest(his(field)))
  // 江苏苏淮路桥工程有限公司: the name of a firm that sounds like a road.
  if (fields.address && fields.address.value === fields.company?.value) delete fields.address
  const type = customerType(state, fields)
  if (type) fields.type = type
  return fields
}

const toField = (held: Held): FieldValue => ({
  value: held.value,
  source: held.source,
  messageId: held.messageId,
  quote: held.quote,
  confidence: Math.round(held.weight) / 100,
  at: held.at,
})

/** Values of about the same weight: the later one counts. */
function latest(held: readonly Held[], margin = 14): Held | undefined {
  const top = Math.max(...held.map((h) => h.weight))
  return held.filter((h) => h.weight >= top - margin).sort((a, b) => b.seq - a.seq || b.weight - a.weight)[0]
}

/** A full name before a surname with a form of address; then what was said outright. */
function bestName(held: readonly Held[]): Held | undefined {
  const full = held.filter((h) => !h.partial)
  const titled = held.filter((h) => h.value.length > 1)
  return latest(full.length > 0 ? full : titled.length > 0 ? titled : held, 6)
}

/** The full form of the name that counts: 鲁泰 → 山东鲁泰能源装备有限公司. */
function bestCompany(held: readonly Held[]): Held | undefined {
  const full = held.filter((h) => !h.partial)
  const best = latest(full.length > 0 ? full : held)
  if (!best) return undefined
  const longer = held.filter(
    (h) => h.weight >= 60 && h.value.length > best.value.length && h.value.includes(best.value),
  )
  return longer.sort((a, b) => b.value.length - a.value.length)[0] ?? best
}

/** The latest; a street alone is completed by the district said before it. */
function bestAddress(held: readonly Held[]): Held | undefined {
  const best = latest(held)
  if (!best || placePrefix(best.value) > 0) return best
  const fuller = held.find((h) => h !== best && h.value.endsWith(best.value))
  return fuller ?? best
}

/** Somebody's home by its wording. */
const dwelling =
  /^(?!.*(?:大厦|写字楼|工业|产业|科技|创业|商贸|商城|市场|广场|公司|厂|店|学院|医院)).*(?:(?:小区|花园|家园|苑|公寓|府|湾|庭|庄|里|城|郡|墅|院|新村|汇).{0,12}\d|单元|\d-\d{1,3}-\d|[栋幢].{0,4}\d)/

function customerType(state: FieldState, fields: LeadFields): FieldValue | undefined {
  const { company, personal } = typePoints(state.type)
  const { quote, messageId, at } = state.type
  const home = fields.address && !fields.company && dwelling.test(fields.address.value) ? 2 : 0
  const forCompany = company + (fields.company ? 4 : 0) + (fields.job ? 2 : 0) + (fields.phone ? 0.5 : 0)
  const forPerson = personal + home
  if (forCompany === forPerson) return undefined
  const value = forCompany > forPerson ? 'company' : 'personal'
  const margin = Math.abs(forCompany - forPerson)
  const sure =
    value === 'personal' || speaksOfFirm(state.type) || fields.company !== undefined || fields.job !== undefined
  const from = fields.company && value === 'company' ? fields.company : undefined
  return {
    value,
    source: 'inferred',
    messageId: from?.messageId ?? messageId,
    quote: from?.quote ?? quote,
    confidence: Math.min(sure ? 0.95 : guessedFirm, 0.55 + margin * 0.08),
    at: from?.at ?? at,
  }
}
