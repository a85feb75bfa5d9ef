import { ZhibangError } from '../shared/errors.ts'
import type { AssignTarget, ContactRow, Customer, CustomerDraft, CustomerRow, Employee, FollowUp } from './customer.ts'
import type { CustomerOrd, Khid } from './ids.ts'
import type { LoginTrouble } from './login-trouble.ts'

/**
 * How a CRM call can fail. The retry policy knows these and nothing else:
 * `refused` never again · `not_allowed` our own allow-list, nothing was sent · `busy` everyone pauses ·
 * `unreachable` nothing reached the server · `session` login is needed or was refused · `unknown` look before acting.
 */
export type CrmFailure = 'refused' | 'not_allowed' | 'busy' | 'unreachable' | 'session' | 'unknown'

/** Of a write where ERP_SYNC_ENABLED=false. */
export const readOnlyCode = 'erp_read_only'
export const readOnlyWords = 'ERP 同步已关闭（ERP_SYNC_ENABLED=false），没有写入'

export class CrmError extends ZhibangError {
  override readonly name: string = 'CrmError'
  readonly failure: CrmFailure
  readonly code: string
  /** Catalogue name of the operation: `sales.customer.addCompany`. */
  readonly operation: string
  /** The server's own words, for people. */
  readonly serverMessage?: string
  /** With `busy`: pause for this long, ms. */
  readonly retryAfterMs?: number

  constructor(
    failure: CrmFailure,
    operation: string,
    message: string,
    details: { code?: string; serverMessage?: string; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause })
    this.failure = failure
    this.operation = operation
    this.code = details.code ?? `erp_${failure}`
    this.serverMessage = details.serverMessage
    this.retryAfterMs = details.retryAfterMs
  }
}

/** Who asks and how urgent it is. Lower runs first at the rate gate. */
export interface CallContext {
  /** For the operation log: a staff name, `bot`, `sync`. */
  actor?: string
  priority?: CallPriority
  signal?: AbortSignal
  /** Told when a call leaves for the ERP: before, it stood in our own line. */
  onLeave?(): void
}
export const callPriority = { command: 0, hot: 1, normal: 2, backlog: 3 } as const
export type CallPriority = (typeof callPriority)[keyof typeof callPriority]

export interface Page<T> {
  rows: T[]
  total: number
  page: number
  pages: number
}

export interface CustomerFilter {
  /** Substring over name and more (`searchKey`). */
  text?: string
  name?: string
  khid?: string
  /** 客户来源 id; 171 = the WeChat channel. */
  source?: number
  /** In the public pool only. */
  publicPool?: boolean
  /** `-date1` newest first. */
  sort?: string
}

/** What the product needs of an ERP; `src/erp` implements it for 智邦国际. All methods throw CrmError. */
export interface Crm {
  /** Exact, whatever the server's filter matched. */
  findByKhid(khid: Khid, ctx?: CallContext): Promise<Customer | undefined>
  /** Customers whose contacts carry exactly this mobile. */
  findByMobile(mobile: string, ctx?: CallContext): Promise<ContactRow[]>
  listCustomers(
    filter: CustomerFilter,
    page: { index: number; size: number },
    ctx?: CallContext,
  ): Promise<Page<CustomerRow>>
  getCustomer(ord: CustomerOrd, ctx?: CallContext): Promise<Customer | undefined>
  /** A fresh id; nothing is stored yet. */
  allocate(ctx?: CallContext): Promise<CustomerOrd>
  /** First save creates, a repeated save of the same `ord` edits: harmless to repeat. */
  saveCustomer(ord: CustomerOrd, draft: CustomerDraft, ctx?: CallContext): Promise<void>
  /** Reads the detail, lays `changes` over it and saves with the same `ord`. */
  updateCustomer(ord: CustomerOrd, changes: Partial<CustomerDraft>, ctx?: CallContext): Promise<void>
  assign(ord: CustomerOrd, target: AssignTarget, ctx?: CallContext): Promise<void>
  addFollowUp(ord: CustomerOrd, note: FollowUp, ctx?: CallContext): Promise<void>
  /** 收回 / 申请 / 保护 / 放弃保护. Resolves to the server's words. */
  customerAction(
    ord: CustomerOrd,
    action: 'take_back' | 'apply' | 'protect' | 'unprotect',
    ctx?: CallContext,
  ): Promise<string>
  share(ord: CustomerOrd, userIds: readonly number[], ctx?: CallContext): Promise<string>
  listContacts(ord: CustomerOrd, ctx?: CallContext): Promise<ContactRow[]>
  addContact(
    ord: CustomerOrd,
    contact: { name: string; mobile?: string; phone?: string; email?: string; job?: string; wechatId?: string },
    ctx?: CallContext,
  ): Promise<void>
  /** Labels of 客户分类. Absent: this ERP does not tell. */
  categories?(ctx?: CallContext): Promise<string[]>
  employees(ctx?: CallContext): Promise<Employee[]>
  /** Cheap look at the gate and the session, no traffic. */
  health(): CrmHealth
}

export interface CrmHealth {
  loggedIn: boolean
  /** The last login was not taken, and none since. */
  loginTrouble?: LoginTrouble
  /** Calls waiting at the rate gate. */
  waiting: number
  /** Calls started within the last second, and the cap. */
  perSecond: number
  ratePerSecond: number
  /** Mean of the last hundred answers, ms. */
  meanLatencyMs: number
  lastError?: { at: number; message: string }
  /** The last call did not reach the server. */
  away?: boolean
}
