import { companiesNamed } from '../../domain/company-name.ts'
import { type CallContext, CrmError } from '../../domain/crm.ts'
import type { ContactRow, CustomerDraft } from '../../domain/customer.ts'
import type { CustomerOrd, Khid } from '../../domain/ids.ts'
import { makeKhid } from '../../domain/khid.ts'
import { valueLevelOf } from '../../domain/lead.ts'
import { ErpUnknownOutcomeError } from '../errors.ts'
import type { Contacts } from '../resources/contacts.ts'
import type { Customers } from '../resources/customers.ts'
import { checkAdmission, type WeChatContact, type WeChatThread } from './admission.ts'
import { ownersFor, type SdkRules } from './owners.ts'

export interface WeChatSyncResult {
  /** `skipped`: stands in the ERP already. `rejected`: not admissible. */
  status: 'success' | 'skipped' | 'rejected'
  customerId?: CustomerOrd
  khid: Khid
  /**
   * Failed checks, or by what the customer was recognised: `khid`, `mobile`, `wechat`, `company`.
   * `company_ambiguous`: several customers have this company's name, a person has to choose.
   */
  reason?: string[]
}

interface Parts {
  customers: Customers
  contacts: Contacts
  rules: SdkRules
}

/**
 * One conversation into the ERP: admitted, looked for by number, mobile, WeChat id and company, created, read back and
 * given an owner by score (RULES.md, conflict rules, scenarios 1 and 3). Whoever stands there keeps his owner and his
 * data. Calling it again for the same contact changes nothing. Throws CrmError.
 */
export async function syncFromWeChat(
  parts: Parts,
  contact: WeChatContact,
  thread: WeChatThread,
  context?: CallContext,
): Promise<WeChatSyncResult> {
  const { customers, rules } = parts
  const khid = makeKhid((contact.wechatId ?? contact.id).toLowerCase())
  const { passed, reason } = checkAdmission(contact, thread.score, rules.scoreThreshold)
  if (!passed) return { status: 'rejected', khid, reason }
  const known = await standing(parts, contact, khid, context)
  if (known) return known
  // Only now: an id that is allocated for somebody who stands there is left unused.
  const ord = await customers.allocate(context)
  await saveAndLook(customers, ord, draftOf(contact, thread, khid), context)
  await customers.assign(ord, ownersFor(thread.score, khid, rules), context)
  return { status: 'success', customerId: ord, khid }
}

/** Who stands in the ERP already, by the surest sign first; undefined: nobody. */
async function standing(
  { customers, contacts }: Parts,
  contact: WeChatContact,
  khid: Khid,
  context?: CallContext,
): Promise<WeChatSyncResult | undefined> {
  const { phone = '', wechatId, type, company } = contact
  const holders = async (rows: Promise<ContactRow[]>) => (await rows).flatMap((row) => row.customerOrd ?? [])
  const numbered = await customers.findByKhid(khid, context)
  if (numbered) return { status: 'skipped', customerId: numbered.ord, khid, reason: ['khid'] }
  const signs: Array<[reason: string, find: () => Promise<CustomerOrd[]>]> = [
    ['mobile', () => holders(contacts.findByMobile(phone, context))],
    ['wechat', async () => (wechatId ? holders(contacts.findByWechatId(wechatId, context)) : [])],
    ['company', async () => (type === 'company' && company ? namesakes(customers, company, context) : [])],
  ]
  for (const [reason, find] of signs) {
    const ords = [...new Set(await find())]
    if (reason === 'company' && ords.length > 1) return { status: 'rejected', khid, reason: ['company_ambiguous'] }
    const customer = ords[0] === undefined ? undefined : await customers.get(ords[0], context)
    if (customer) return { status: 'skipped', customerId: customer.ord, khid: customer.khid ?? khid, reason: [reason] }
  }
  return undefined
}

const namesakes = async (customers: Customers, company: string, context?: CallContext) =>
  (await companiesNamed(customers.page, company, context)).map((row) => row.ord)

function draftOf(contact: WeChatContact, thread: WeChatThread, khid: Khid): CustomerDraft {
  const company = contact.type === 'company'
  return {
    khid,
    type: contact.type,
    name: company ? (contact.company ?? contact.name) : contact.name,
    contactName: company ? contact.name : undefined,
    mobile: contact.phone,
    email: contact.email,
    wechatId: contact.wechatId,
    address: contact.address,
    value: valueLevelOf(thread.score),
    profile: thread.summary,
    remark: `微信评分 ${Math.round(thread.score)}`,
  }
}

/** A repeated save of the same `ord` is harmless, so an unknown outcome and a 保存成功 that stored nothing end alike. */
async function saveAndLook(customers: Customers, ord: CustomerOrd, draft: CustomerDraft, context?: CallContext) {
  for (let tries = 1; tries <= 2; tries++) {
    try {
      await customers.save(ord, draft, context)
    } catch (error) {
      if (!(error instanceof CrmError && error.failure === 'unknown')) throw error
    }
    const stored = await customers.get(ord, context)
    if (stored?.khid === draft.khid) return
  }
  throw new ErpUnknownOutcomeError('sales.customer.save', `客户 ${ord} 保存后查不到`, { code: 'erp_not_stored' })
}
