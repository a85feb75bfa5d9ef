import type { CustomerRow } from './customer.ts'
import type { ErpUserId } from './ids.ts'

/** A customer of the ERP as last seen: the pulled index. */
export interface KnownCustomer extends CustomerRow {
  /** Company name without suffixes, brackets and spaces. */
  normalizedName: string
  ownerId?: ErpUserId
  wechatId?: string
  email?: string
  seenAt: number
  /** A full pull did not meet it any more, nor had the ERP its detail. */
  goneAt?: number
  /** When its detail was last read; lists need not show the khid. */
  detailAt?: number
}

/** All conditions hold; without any, nothing is found. */
export interface KnownCustomerQuery {
  khid?: string
  mobile?: string
  wechatId?: string
  normalizedName?: string
  /** Substring of the name. */
  text?: string
  /** Not seen since, the longest ago first. */
  seenBefore?: number
  /** @default 50 */
  limit?: number
}
