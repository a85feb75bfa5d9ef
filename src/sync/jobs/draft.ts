import type { Customer, CustomerDraft, CustomerType, Khid, Lead, LeadFields } from '../../domain/index.ts'
import { isMobile, isUnconfirmed, signedPoints, valueLevelOf } from '../../domain/index.ts'

const chinaTime = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

const confirmed = ({ fields }: Lead): LeadFields =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => !isUnconfirmed(field)))

/** Company where a company is known, else an individual; what a person entered wins. */
export function typeOf(lead: Lead): CustomerType {
  const said = lead.fields.type?.value
  if (said === 'personal') return 'personal'
  return confirmed(lead).company ? 'company' : 'personal'
}

/** What a person wrote with the command, besides what the lead knows. */
export type Entered = Pick<CustomerDraft, 'category' | 'remark'>

/** The lead as the ERP takes it (RULES.md, field mapping). */
export function draftOf(lead: Lead, khid: Khid, entered: Entered = {}): CustomerDraft {
  const fields = confirmed(lead)
  const type = typeOf(lead)
  const person = fields.name?.value ?? lead.nickname
  return {
    khid,
    type,
    name: cut(type === 'company' ? (fields.company?.value ?? person) : person, 100),
    contactName: type === 'company' ? person : undefined,
    mobile: isMobile(fields.mobile?.value) ? fields.mobile?.value : undefined,
    phone: fields.phone?.value,
    email: fields.email?.value,
    qq: fields.qq?.value,
    wechatId: fields.wechatId?.value,
    job: fields.job?.value,
    address: fields.address && cut(fields.address.value, 200),
    value: valueLevelOf(lead.score),
    profile: cut(lead.profile, 4_000),
    remark: cut([entered.remark, remarkOf(lead)].filter(Boolean).join('\n'), 4_000),
    ...(entered.category && { category: entered.category }),
  }
}

const remarkOf = (lead: Lead): string =>
  [
    `微信评分 ${Math.round(lead.score)}`,
    lead.reasons.length > 0 && `依据：${lead.reasons.map((r) => `${r.label}${signedPoints(r.points)}`).join('、')}`,
    `首次联系：${chinaTime.format(lead.firstContactAt)}`,
  ]
    .filter(Boolean)
    .join('\n')

const cut = (text: string, limit: number) =>
  [...text].length <= limit ? text : `${[...text].slice(0, limit - 1).join('')}…`

/** Fields of a lead that fill a blank in the ERP. */
export const fillable = ['mobile', 'phone', 'email', 'qq', 'wechatId', 'job', 'address'] as const

/** What the lead knows and the ERP does not: nothing that stands there is touched. */
export function blanksToFill(customer: Customer, draft: CustomerDraft): Partial<CustomerDraft> {
  const changes: Partial<CustomerDraft> = {}
  for (const name of [...fillable, 'profile'] as const) {
    if (!customer[name] && draft[name]) changes[name] = draft[name]
  }
  if (!customer.khid) changes.khid = draft.khid
  return changes
}

/** What was entered of it stands in the ERP otherwise, and stays as it is there. */
export function keptInErp(customer: Customer, { category, remark }: Entered): string {
  const kept = [
    category && customer.category !== category && `分类 ${customer.category ?? ''}`.trim(),
    remark && customer.remark && '备注',
  ].filter(Boolean)
  return kept.length > 0 ? `；ERP 里原有的没有改：${kept.join('、')}` : ''
}
