import type { CallContext, CustomerFilter } from '../../domain/crm.ts'
import type { ContactRow, Customer, CustomerRow, FollowUp } from '../../domain/customer.ts'
import type { CustomerOrd, Khid } from '../../domain/ids.ts'
import type { Admission } from '../../domain/lead.ts'
import type { FollowUps } from '../crm/follow-up.ts'
import type { Contacts } from '../resources/contacts.ts'
import type { Customers } from '../resources/customers.ts'
import { checkAdmission, type WeChatContact, type WeChatThread } from './admission.ts'
import { maskSensitive } from './mask-sensitive.ts'
import type { SdkRules } from './owners.ts'
import { syncFromWeChat, type WeChatSyncResult } from './sync-from-wechat.ts'

/** The short ways to the four integration scenarios (RULES.md, "The SDK that users of this API know"). */
export interface Sdk {
  /** @example await client.syncFromWeChat({ id: 'c1', type: 'personal', name: '林秀', phone }, { score: 82, summary }) */
  syncFromWeChat(contact: WeChatContact, thread: WeChatThread, context?: CallContext): Promise<WeChatSyncResult>
  /** Exact, whatever the server's filter matched. */
  findByKhid(khid: Khid | string, context?: CallContext): Promise<Customer | undefined>
  /** Exact, through the contact list. */
  findByMobile(mobile: string, context?: CallContext): Promise<ContactRow[]>
  /** A template's wording and content as 洽谈进展; resolves to the number of notes, as long content is split. */
  addFollowUp(
    ord: CustomerOrd | number,
    template: FollowUp['template'],
    content: string,
    context?: CallContext & { channel?: FollowUp['channel'] },
  ): Promise<number>
  /** To users by id, or open to all (公海). */
  assign(ord: CustomerOrd | number, to: readonly number[] | 'everyone', context?: CallContext): Promise<void>
  /** @example for await (const row of client.list({ source: 171, sort: '-date1' })) … */
  list(filter?: CustomerFilter, context?: CallContext): AsyncGenerator<CustomerRow, void>
  /** May this lead be written? With the names of the checks that fail. */
  checkAdmission(contact: WeChatContact, score: number): Admission
  maskSensitive<T extends object>(customer: T): T
}

export function createSdk(parts: {
  customers: Customers
  contacts: Contacts
  followUps: FollowUps
  rules: SdkRules
}): Sdk {
  const { customers, contacts, followUps, rules } = parts
  return {
    syncFromWeChat: (contact, thread, context) => syncFromWeChat(parts, contact, thread, context),
    findByKhid: customers.findByKhid,
    findByMobile: contacts.findByMobile,
    addFollowUp: (ord, template, content, context) =>
      followUps.addFromTemplate('customer', ord, template, content, context),
    assign: (ord, to, context) => customers.assign(ord as CustomerOrd, to, context),
    list: customers.list,
    checkAdmission: (contact, score) => checkAdmission(contact, score, rules.scoreThreshold),
    maskSensitive,
  }
}
