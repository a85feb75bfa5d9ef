import {
  type CustomerOrd,
  callPriority,
  isMobile,
  type Khid,
  type KnownCustomerQuery,
  type Lead,
} from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'
import type { LinkedBy } from '../events.ts'
import { normalizeCompany } from '../normalize-company.ts'
import type { Run } from '../outbox/run.ts'
import { typeOf } from './draft.ts'

export type Found =
  | { kind: 'none' }
  | { kind: 'one'; ord: CustomerOrd; by: LinkedBy }
  | { kind: 'many'; ords: CustomerOrd[]; by: LinkedBy }

/** Is this person in the ERP already? Own index first, then the ERP by mobile and khid (RULES.md, conflict rules). */
export async function lookUp(lead: Lead, khid: Khid, run: Run, { store, crm }: SyncContext): Promise<Found> {
  const { mobile, wechatId } = lead.fields
  const known = async (query: KnownCustomerQuery) =>
    (await store.findKnownCustomers({ ...query, limit: 5 })).map((customer) => customer.ord)
  const byKhid = oneOf(await known({ khid }), 'khid')
  if (byKhid) return byKhid
  const askKhid = () => crm.findByKhid(khid, run.call)
  let early: ReturnType<typeof askKhid> | undefined
  if (mobile && isMobile(mobile.value)) {
    const asked = crm.findByMobile(mobile.value, run.call)
    // A new customer needs both answers: whoever is waited for gets them at once.
    if (run.entry.priority <= callPriority.hot && !run.careful) early = askKhid()
    early?.catch(() => {})
    const rows = await asked
    const ords = [...(await known({ mobile: mobile.value })), ...rows.flatMap((row) => row.customerOrd ?? [])]
    const byMobile = oneOf(ords, 'mobile')
    if (byMobile) return byMobile
  }
  const inErp = await (early ?? askKhid())
  if (inErp) return { kind: 'one', ord: inErp.ord, by: 'khid' }
  const byWechat = wechatId && oneOf(await known({ wechatId: wechatId.value }), 'wechat')
  if (byWechat) return byWechat
  if (typeOf(lead) === 'company' && lead.fields.company) {
    const byName = oneOf(await known({ normalizedName: normalizeCompany(lead.fields.company.value) }), 'company')
    if (byName) return byName
  }
  return { kind: 'none' }
}

function oneOf(ords: readonly CustomerOrd[], by: LinkedBy): Found | undefined {
  const distinct = [...new Set(ords)]
  if (distinct.length === 0) return undefined
  return distinct.length === 1
    ? { kind: 'one', ord: distinct[0] as CustomerOrd, by }
    : { kind: 'many', ords: distinct, by }
}
