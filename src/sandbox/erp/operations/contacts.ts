import { parseId } from '../check.ts'
import type { Contact, Fields } from '../model.ts'
import { done, type Result, refused } from '../result.ts'
import type { ApiCall, World } from '../world.ts'
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

export function list({ params, world }: ApiCall): Result {
  const found = candidates(params, world).filter((contact) => fits(contact, params, world))
  found.sort((a, b) => b.person - a.person)
  return tableResult(found, params, columns, (contact) => ({
    ...contact.fields,
    ord: contact.person,
    company: contact.company,
    companyname: nameOf(contact, world),
  }))
}

function candidates({ company = '', mobile = '' }: Fields, { state }: World): Contact[] {
  if (company) return state.contactsOf(Number(company))
  const ids = mobile && state.mobiles.candidates(mobile)
  return ids ? [...ids].flatMap((id) => state.contacts.get(id) ?? []) : [...state.contacts.values()]
}

function fits(contact: Contact, params: Fields, world: World): boolean {
  for (const id of ['person_name', 'mobile', 'phone', 'job', 'email', 'qq', 'part1'] as const) {
    if (params[id] && !contact.fields[id]?.includes(params[id])) return false
  }
  if (params.company && contact.company !== Number(params.company)) return false
  if (params.name && !nameOf(contact, world).includes(params.name)) return false
  const { searchKey } = params
  return !searchKey || Object.values(contact.fields).some((value) => value.includes(searchKey))
}

const nameOf = (contact: Contact, { state }: World) => state.customers.get(contact.company)?.fields.name ?? ''
