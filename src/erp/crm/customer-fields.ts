import type { CallContext } from '../../domain/crm.ts'
import type { ContactRow, Customer, CustomerDraft, CustomerRow } from '../../domain/customer.ts'
import type { CustomerOrd, ErpUserId, Khid } from '../../domain/ids.ts'
import type { ValueLevel } from '../../domain/lead.ts'
import type { OptionBook } from '../option-book.ts'
import { idOf, pick, textOf } from '../wire/json.ts'
import { type DocumentResult, type ErpRow, fieldOf } from '../wire/result.ts'

/** 价值评估 ids of one installation: count only where the server has no list (RULES.md, field mapping). */
const levelIds: Record<ValueLevel, number> = { 很高: 175, 较高: 289, 一般: 176, 较低: 177, 很低: 290 }

export interface MappingSettings {
  /** `ly`, 客户来源. */
  sourceId: number
  /** 客户分类, by label. */
  category: string
}

const limits = { name: 100, address: 200, product: 4000, intro: 4000 } as const

/** A draft under the ERP's field ids; what the draft does not say is left out. */
export async function draftValues(
  draft: Partial<CustomerDraft>,
  book: OptionBook,
  settings: MappingSettings,
  context?: CallContext,
): Promise<Record<string, string>> {
  const { value } = draft
  const values: Record<string, string | undefined> = {
    ...(await ownValues(draft)),
    jz: value && (await book.idOf('value', value, levelIds[value], context)),
    ...(draft.khid && {
      ly: String(settings.sourceId),
      sort1: await book.categoryPath(settings.category, context),
    }),
  }
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1])))
}

async function ownValues(draft: Partial<CustomerDraft>) {
  return {
    khid: draft.khid,
    name: draft.name?.slice(0, limits.name),
    person_name: draft.contactName,
    mobile: draft.mobile,
    phone: draft.phone,
    email: draft.email,
    qq: draft.qq,
    weixinAcc: draft.wechatId,
    job: draft.job,
    address: draft.address?.slice(0, limits.address),
    product: draft.profile?.slice(0, limits.product),
    intro: draft.remark?.slice(0, limits.intro),
  }
}

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
    ownerName: text(row, 'catename', '销售人员', '负责人'),
    contactName: text(row, 'personname', 'person_name', '联系人'),
    mobile: text(row, 'mobile', '手机'),
    phone: text(row, 'phone', '电话', '办公电话'),
    category: text(row, 'sortname', '客户分类'),
    stage: text(row, 'sort1name', '跟进程度'),
    latestNote: text(row, 'telintro', '最新洽谈', '洽谈进展'),
    createdAt: dateOf(text(row, 'date1', '添加时间', '建档时间')),
  }
}

/** `2026-11-24 08:30:00` of the ERP is Asia/Shanghai. */
function dateOf(value: string | undefined): number | undefined {
  const m = value && /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:\s+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?/.exec(value)
  if (!m) return undefined
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = m.slice(1).map((part) => Number(part ?? 0))
  return Date.UTC(year, month - 1, day, hour - 8, minute, second)
}

/** What the detail says; undefined where the document is empty, as some servers answer for an unknown id. */
export function customerOf(document: DocumentResult, ord: CustomerOrd): Customer | undefined {
  const value = (...ids: string[]) =>
    ids.map((id) => textOf(fieldOf(document, id)?.value)).find((found) => found !== '') || undefined
  const shown = (id: string) => fieldOf(document, id)?.text || value(id)
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
    category: shown('sort1'),
    profile: value('product'),
    remark: value('intro'),
    latestNote: value('telintro'),
  }
}

function ownerOf(document: DocumentResult): ErpUserId | undefined {
  return idOf(fieldOf(document, 'cateid')?.value) as ErpUserId | undefined
}

/** Individuals have no contact person of their own. */
export function typeOf(document: DocumentResult): Customer['type'] {
  const stated = textOf(fieldOf(document, 'intsort')?.value)
  if (stated === '2' || stated.includes('个人')) return 'personal'
  if (stated === '1' || stated.includes('单位')) return 'company'
  if (document.caption.includes('个人')) return 'personal'
  if (document.caption.includes('单位')) return 'company'
  return fieldOf(document, 'person_name') ? 'company' : 'personal'
}

/** A row of the contact list. */
export function contactRow(row: ErpRow): ContactRow | undefined {
  const contactId = idOf(pick(row, 'ord', 'person', 'id', 'personid'))
  if (contactId === undefined) return undefined
  return {
    contactId,
    name: text(row, 'person_name', 'personname', 'name', '姓名', '联系人') ?? '',
    customerOrd: idOf(pick(row, 'company', 'telord', 'tel', 'khord', 'companyid')) as CustomerOrd | undefined,
    customerName: text(row, 'companyname', 'telname', 'khname', 'company_name', '客户名称', '所属客户'),
    mobile: text(row, 'mobile', '手机'),
    phone: text(row, 'phone', '电话', '办公电话'),
    job: text(row, 'job', 'personjob', '职务'),
    wechatId: text(row, 'weixinAcc', '微信'),
    email: text(row, 'email', '邮箱', '电子邮件'),
  }
}
