import {
  type CustomerOrd,
  callPriority,
  companiesNamed,
  isMobile,
  type Khid,
  type KnownCustomerQuery,
  type Lead,
  normalizeCompany,
} from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'
import type { LinkedBy } from '../events.ts'
import type { Run } from '../outbox/run.ts'
import { typeOf } from './draft.ts'

export type Found =
  | { kind: 'none' }
  | { kind: 'one'; ord: CustomerOrd; by: LinkedBy }
  | { kind: 'many'; ords: CustomerOrd[]; by: LinkedBy }

/**
 * Is this person in the ERP already? By khid, mobile, WeChat id and company, the own index and the ERP (RULES.md,
 * conflict rules): an id that is allocated for somebody who stands there is left unused.
 */
export async function lookUp(lead: Lead, khid: Khid, run: Run, { store, crm }: SyncContext): Promise<Found> {
  const { mobile, wechatId } = lead.fields
  const known = async (query: KnownCustomerQuery) =>
    (await store.findKnownCustomers({ ...query, limit: 5 })).map((customer) => customer.ord)
  const byKhid = oneOf(await known({ khid }), 'khid')
  if (byKhid) return byKhid
  const company = typeOf(lead) === 'company' ? lead.fields.company?.value : undefined
  // A new customer needs all answers: whoever is waited for gets them at once.
  const atOnce = run.entry.priority <= callPriority.hot && !run.careful && isMobile(mobile?.value)
  const asked = mobile && isMobile(mobile.value) ? crm.findByMobile(mobile.value, run.call) : undefined
  const askKhid = asking(() => crm.findByKhid(khid, run.call), atOnce)
  const askCompany = asking(async () => (company ? companiesNamed(crm.listCustomers, company, run.call) : []), atOnce)
  if (asked && mobile) {
    const rows = await asked
    const ords = [...(await known({ mobile: mobile.value })), ...rows.flatMap((row) => row.customerOrd ?? [])]
    const byMobile = oneOf(ords, 'mobile')
    if (byMobile) return byMobile
  }
  const inErp = await askKhid()
  if (inErp) return { kind: 'one', ord: inErp.ord, by: 'khid' }
  const byWechat = wechatId && oneOf(await known({ wechatId: wechatId.value }), 'wechat')
  if (byWechat) return byWechat
  if (company) {
    const ords = [
      ...(await known({ normalizedName: normalizeCompany(company) })),
      ...(await askCompany()).map((row) => row.ord),
    ]
    const byName = oneOf(ords, 'company')
    if (byName) return byName
  }
  return { kind: 'none' }
}

/** Asks now, or when the answer is needed. */
function asking<T>(ask: () => Promise<T>, now: boolean): () => Promise<T> {
  const early = now ? ask() : undefined
  early?.catch(() => {})
  return () => early ?? ask()
}

function oneOf(ords: readonly CustomerOrd[], by: LinkedBy): Found | undefined {
  const distinct = [...new Set(ords)]
  if (distinct.length === 0) return undefined
  return distinct.length === 1
    ? { kind: 'one', ord: distinct[0] as CustomerOrd, by }
    : { kind: 'many', ords: distinct, by }
}
