import type { CallContext } from '../../domain/crm.ts'
import type { ContactRow, Customer, CustomerDraft, CustomerRow } from '../../domain/customer.ts'
import type { CustomerOrd, ErpUserId, Khid } from '../../domain/ids.ts'
import type { CustomerType, ValueLevel } from '../../domain/lead.ts'
import type { OptionBook } from '../option-book.ts'
import { idOf, pick, textOf } from '../wire/json.ts'
import { type DocumentResult, type ErpRow, fieldOf } from '../wire/result.ts'
import { fromErpDate } from './erp-time.ts'

/** 价值评估 ids of one installation: count only where the server has no list (RULES.md, field mapping). */
export const levelIds: Record<ValueLevel, number> = { 很高: 175, 较高: 289, 一般: 176, 较低: 177, 很低: 290 }

export interface MappingSettings {
  /** `ly`, 客户来源. */
  sourceId: number
  /** 客户分类, by label. */
  category: string
}

/** A draft under the ERP's field ids; what the draft does not say is left out. */
export async function draftValues(
  draft: Partial<CustomerDraft>,
  book: OptionBook,
  context?: CallContext,
): Promise<Record<string, string>> {
  const { value } = draft
  return present({
    ...ownValues(draft),
    jz: value && (await book.idOf('value', value, levelIds[value], context)),
  })
}

/** What a new customer needs besides: where it comes from and where it belongs. */
export async function newCustomerValues(
  book: OptionBook,
  settings: MappingSettings,
  context?: CallContext,
): Promise<{ ly: string; sort1: string }> {
  return {
    ly: await book.sourceId(settings.sourceId, context),
    sort1: await book.categoryPath(settings.category, context),
  }
}

const ownValues = (draft: Partial<CustomerDraft>) => ({
  khid: draft.khid,
  name: draft.name,
  person_name: draft.contactName,
  mobile: draft.mobile,
  phone: draft.phone,
  email: draft.email,
  qq: draft.qq,
  weixinAcc: draft.wechatId,
  job: draft.job,
  address: draft.address,
  product: draft.profile,
  intro: draft.remark,
})

const present = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1])))

const text = (row: unknown, ...names: string[]): string | undefined => textOf(pick(row, ...names)) || undefined

/** A row of the customer list; columns vary by installation. */
export function customerRow(row: ErpRow): CustomerRow | undefined {
  const ord = idOf(pick(row, 'ord', 'id', '客户ID'))
  const name = text(row, 'name', '客户名称')
  if (ord === undefined || name === undefined) return undefined
  return {
    ord: ord as CustomerOrd,
    name,
    khid: text(row, 'khid', '客户编号') as Khid | undefined,
    ownerName: ownerNamed(row),
    contactName: text(row, 'personname', 'person_name', '联系人'),
    mobile: text(row, 'mobile', '手机'),
    phone: text(row, 'phone', '电话', '办公电话'),
    category: text(row, 'sortname', '客户分类'),
    stage: text(row, 'sort1name', '跟进程度'),
    latestNote: text(row, 'telintro', '最新洽谈', '洽谈进展'),
    createdAt: fromErpDate(text(row, 'date1', '添加时间', '建档时间')),
  }
}

/** Empty where the list has the column and names nobody: whoever was named before is the owner no more. */
function ownerNamed(row: ErpRow): string | undefined {
  const owner = pick(row, 'catename', '销售人员', '负责人')
  return owner === undefined ? undefined : textOf(owner)
}

/** What the detail says; undefined where the document is empty, as some servers answer for an unknown id. */
export function customerOf(document: DocumentResult, ord: CustomerOrd): Customer | undefined {
  const value = (...ids: string[]) =>
    ids.map((id) => textOf(fieldOf(document, id)?.value)).find((found) => found !== '')
  const shown = (id: string) => fieldOf(document, id)?.text || value(id)
  // A bare id is no word for people, and must not be laid over the label that a list showed.
  const labelled = (id: string) => (/^[\d,]+$/.test(shown(id) ?? '') ? undefined : shown(id))
  const name = value('name')
  if (name === undefined) return undefined
  return {
    ord,
    name,
    khid: value('khid') as Khid | undefined,
    type: typeOf(document),
    ownerId: ownerOf(document),
    ownerName: value('catename') ?? fieldOf(document, 'cateid')?.text,
    contactName: value('person_name', 'personname'),
    mobile: value('mobile'),
    phone: value('phone'),
    email: value('email'),
    qq: value('qq'),
    wechatId: value('weixinAcc'),
    job: value('job'),
    address: value('address'),
    value: shown('jz'),
    category: labelled('sort1'),
    profile: value('product'),
    remark: value('intro'),
    latestNote: value('telintro'),
  }
}

function ownerOf(document: DocumentResult): ErpUserId | undefined {
  return idOf(fieldOf(document, 'cateid')?.value) as ErpUserId | undefined
}

/** Individuals have no contact person of their own. */
export function typeOf(document: DocumentResult): CustomerType {
  const stated = textOf(fieldOf(document, 'intsort')?.value)
  if (stated === '2' || stated.includes('个人')) return 'personal'
  if (stated === '1' || stated.includes('单位')) return 'company'
  if (document.caption.includes('个人')) return 'personal'
  if (document.caption.includes('单位')) return 'company'
  return fieldOf(document, 'person_name') ? 'company' : 'personal'
}

/** A row of the contact list: `name` is the customer's where the contact has a name of its own. */
export function contactRow(row: ErpRow): ContactRow | undefined {
  const contactId = idOf(pick(row, 'ord', 'person', 'id', 'personid'))
  if (contactId === undefined) return undefined
  const own = text(row, 'person_name', 'personname', '联系人姓名', '姓名', '联系人')
  const plain = text(row, 'name')
  return {
    contactId,
    name: own ?? plain ?? '',
    customerOrd: idOf(pick(row, 'company', 'telord', 'khord', 'companyid', 'tel')) as CustomerOrd | undefined,
    customerName:
      text(row, 'companyname', 'company_name', 'telname', 'khname', '客户名称', '关联客户', '所属客户') ??
      (own === undefined ? undefined : plain),
    mobile: text(row, 'mobile', '手机'),
    phone: text(row, 'phone', '电话', '办公电话'),
    job: text(row, 'job', 'personjob', '职务'),
    wechatId: text(row, 'weixinAcc', '微信'),
    email: text(row, 'email', '邮箱', '电子邮件'),
  }
}
