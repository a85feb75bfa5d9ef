import type { CustomerOrd, ErpUserId, Khid } from './ids.ts'
import type { CustomerType, ValueLevel } from './lead.ts'

/** A customer as the product writes it; the ERP client maps names, labels and ids. */
export interface CustomerDraft {
  khid: Khid
  type: CustomerType
  /** Company, or the person's name for an individual; ≤ 100. */
  name: string
  /** Contact person; required for companies. */
  contactName?: string
  mobile?: string
  phone?: string
  email?: string
  qq?: string
  wechatId?: string
  job?: string
  address?: string
  value?: ValueLevel
  /** 客户简介, ≤ 4000. */
  profile?: string
  /** 备注, ≤ 4000. */
  remark?: string
  /** 客户分类 by its label, of a new customer. Absent: as configured. */
  category?: string
}

/** One row of a customer list. Absent = the list did not say. */
export interface CustomerRow {
  ord: CustomerOrd
  name: string
  khid?: Khid
  /** Empty: nobody is named, which some servers do for 公海. */
  ownerName?: string
  contactName?: string
  /** The list's own mobile column. */
  mobile?: string
  phone?: string
  category?: string
  stage?: string
  latestNote?: string
  createdAt?: number
}

export interface Customer extends CustomerRow {
  type?: CustomerType
  ownerId?: ErpUserId
  email?: string
  qq?: string
  wechatId?: string
  job?: string
  address?: string
  value?: string
  profile?: string
  remark?: string
}

export interface ContactRow {
  contactId: number
  name: string
  customerOrd?: CustomerOrd
  customerName?: string
  mobile?: string
  phone?: string
  job?: string
  wechatId?: string
  email?: string
}

/** 洽谈进展. */
export interface FollowUp {
  text: string
  /** 106 谈的很好 · 107 无人接听 · 108 没考虑 · 109 明天面谈 · 120 考虑中. */
  template: 106 | 107 | 108 | 109 | 120
  /** 481 电话 · 482 邮件 · 483 上门 · 484 其他(微信). */
  channel: 481 | 482 | 483 | 484
}

export type AssignTarget = { kind: 'users'; userIds: readonly ErpUserId[] } | { kind: 'public_pool' }

export interface Employee {
  userId: ErpUserId
  name: string
  department?: string
  active: boolean
}
