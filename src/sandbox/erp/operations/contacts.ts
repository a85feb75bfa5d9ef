import { parseId } from '../check.ts'
import type { Contact, Fields } from '../model.ts'
import { done, type Result, refused } from '../result.ts'
import type { ApiCall, World } from '../world.ts'
import { dateProblem, foundOnce, holds, isBelow, isOneOf, isWithin } from './filters.ts'
import { tableResult } from './paging.ts'

/** 联系人添加: with the `ord` of an existing contact it edits. Without `cmdkey` it opens a fresh document. */
export function save({ params, user, world }: ApiCall): Result {
  const company = parseId(params.company)
  if (company === undefined || !world.state.customers.has(company)) return refused('关联客户不存在')
  const given = parseId(params.ord)
  const before = given === undefined ? undefined : world.state.contacts.get(given)
  if (given && !before && !world.state.allocatedContacts.has(given)) return refused('联系人不存在或已被删除')
  const { ord: _, company: __, ...fields } = params
  world.state.putContact({
    person: given || world.state.allocateContact(),
    company,
    fields: { ...before?.fields, ...fields },
    addedBy: before?.addedBy ?? user.userId,
    createdAt: before?.createdAt ?? world.now(),
  })
  return done('保存成功')
}

export function detail({ params, world, endpoint }: ApiCall): Result {
  const contact = world.state.contacts.get(parseId(params.ord) ?? 0)
  if (!contact) return refused('联系人不存在或已被删除')
  const values: Fields = { ...contact.fields, company: String(contact.company) }
  const fields = Object.entries(values).map(([id, value]) => ({ id, caption: captionOf(id), type: 'text', value }))
  const document = {
    id: 'person',
    caption: endpoint.name,
    value: contact.person,
    groups: [{ id: 'base', caption: '基本信息', fields }],
  }
  return { kind: 'document', document }
}

const captions: Record<string, string> = {
  person_name: '姓名',
  company: '关联客户',
  mobile: '手机',
  phone: '办公电话',
  job: '职务',
}
const captionOf = (id: string) => captions[id] ?? id

const columns = [
  { id: 'ord', caption: '联系人ID' },
  { id: 'person_name', caption: '姓名' },
  { id: 'company', caption: '客户ID' },
  { id: 'companyname', caption: '客户名称' },
  { id: 'job', caption: '职务' },
  { id: 'phone', caption: '办公电话' },
  { id: 'mobile', caption: '手机' },
  { id: 'email', caption: '电子邮件' },
  { id: 'weixinAcc', caption: '微信' },
]

export function list({ endpoint, params, world }: ApiCall): Result {
  const problem = dateProblem(endpoint, params)
  if (problem) return refused(problem)
  const found = foundOnce(world.state, 'contacts', params, () => search(params, world))
  return tableResult(found, params, columns, (contact) => ({
    ...contact.fields,
    ord: contact.person,
    company: contact.company,
    companyname: nameOf(contact, world),
  }))
}

function search(params: Fields, world: World): Contact[] {
  const found = candidates(params, world).filter((contact) => fits(contact, params, world))
  const newestFirst = (params._rpt_sort ?? '-').startsWith('-')
  return found.sort((a, b) => (newestFirst ? b.person - a.person : a.person - b.person))
}

function candidates({ company = '', mobile = '' }: Fields, { state }: World): Contact[] {
  if (company) return state.contactsOf(Number(company))
  const ids = mobile && state.mobiles.candidates(mobile)
  return ids ? [...ids].flatMap((id) => state.contacts.get(id) ?? []) : [...state.contacts.values()]
}

const textFilters = 'person_name pym part1 job mobile phone fax qq email joy intro'.split(' ')

function fits(contact: Contact, params: Fields, world: World): boolean {
  const { fields, createdAt } = contact
  if (!textFilters.every((id) => holds(fields[id], params[id]))) return false
  if (params.sex && fields.sex !== params.sex) return false
  if (!isWithin(createdAt, params.date1_0, params.date1_1)) return false
  const { name, telsort, area, trade, searchKey } = params
  if (name || telsort || area || trade) {
    const its = world.state.customers.get(contact.company)?.fields ?? {}
    if (!holds(its.name, name) || !isBelow(its.sort1, telsort)) return false
    if (!isBelow(its.area, area) || !isOneOf(its.trade, trade)) return false
  }
  return !searchKey || Object.values(fields).some((value) => value.includes(searchKey))
}

const nameOf = (contact: Contact, { state }: World) => state.customers.get(contact.company)?.fields.name ?? ''
