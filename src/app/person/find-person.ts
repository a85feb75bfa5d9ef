import { type IdentityKey, type KnownCustomer, type Lead, plainMobile } from '../../domain/index.ts'
import { ConfigError } from '../../shared/errors.ts'
import type { App } from '../app.ts'

/** By what a person is looked for; one of the three. */
export interface PersonQuery {
  mobile?: string
  wechat?: string
  khid?: string
}

/** What is known here of one person. */
export interface Person {
  leads: Lead[]
  /** Rows of the pulled index: what the ERP showed of him last. */
  customers: KnownCustomer[]
}

/** Throws ConfigError where nothing, or no usable number, was given. */
export async function findPerson({ data }: App, query: PersonQuery): Promise<Person> {
  const { mobile, wechatId, khid } = checked(query)
  const keys = [
    mobile && `mobile:${mobile}`,
    wechatId && `wechat:${wechatId}`,
    wechatId && `wechat:${wechatId.toLowerCase()}`,
    khid && `khid:${khid}`,
  ].filter(Boolean) as IdentityKey[]
  const leads = new Map<string, Lead>()
  for (const key of keys) {
    let lead = await data.store.findLead(key)
    while (lead && !leads.has(lead.id)) {
      leads.set(lead.id, lead)
      lead = lead.mergedInto && (await data.store.lead(lead.mergedInto))
    }
  }
  const customers = await data.store.findKnownCustomers({ mobile, wechatId, khid, limit: 100 })
  return { leads: [...leads.values()], customers }
}

function checked({ mobile, wechat, khid }: PersonQuery) {
  const given = [mobile, wechat, khid].filter((one) => one !== undefined && one.trim() !== '')
  if (given.length !== 1)
    throw new ConfigError([
      {
        setting: '--mobile / --wechat / --khid',
        found: given.length === 0 ? '没有' : '多于一个',
        expected: '给出其中一个，例如 --mobile 13800000000',
      },
    ])
  const digits = mobile === undefined ? undefined : plainMobile(mobile)
  if (digits !== undefined && !/^1\d{10}$/.test(digits))
    throw new ConfigError([{ setting: '--mobile', found: '不是手机号', expected: '11 位手机号' }])
  return { mobile: digits, wechatId: wechat?.trim(), khid: khid?.trim() }
}
