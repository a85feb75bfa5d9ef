import type { Crm } from './crm.ts'
import type { AssignTarget, CustomerRow, FollowUp } from './customer.ts'
import type { EntryId, LeadId } from './ids.ts'
import type { Lead } from './lead.ts'
import type { ChatTarget, ErpJob, JobSubject } from './outbox.ts'
import type { StaffMember } from './staff.ts'
import type { Store } from './store.ts'

/** Who gave a command and where the result is told. */
export interface Requester {
  staff: StaffMember
  replyTo: ChatTarget
}

export interface Ticket {
  entryId: EntryId
  /** `T91`, shown to people. */
  ticket: string
  /** Entries ahead at this moment. */
  ahead: number
}

/** What is new at one look: drives 状态, metrics and the console. */
export interface SyncStatus {
  erp: ReturnType<Crm['health']>
  breaker: 'closed' | 'open' | 'probing'
  pausedByOperator: boolean
  outbox: { ready: number; running: number; dead: number; oldestDueMs: number }
  chat: { ready: number; dead: number }
  leads: Record<string, number>
  /** Of customers, since midnight in China; past conversations from files do not count. */
  messagesToday: number
  lastPullAt?: number
  /** Processes that work over the same store. */
  processes?: number
}

/**
 * What commands may ask of the sync: writes go through the outbox and answer with a ticket;
 * their result is told to `replyTo` when it is there.
 */
export interface SalesDesk {
  readonly store: Store
  readonly crm: Crm
  submit(job: ErpJob, by: Requester, options?: { dedupeKey?: string; holdMs?: number }): Promise<Ticket>
  /** Many writes of one step, `what` in words: their results are told in one message when all are through. */
  submitAll(jobs: readonly ErpJob[], what: string, by: Requester): Promise<void>
  /** Rows of the ERP that somebody has just seen: what is answered from while it is away. */
  remember(rows: readonly CustomerRow[]): Promise<void>
  /** A person takes the lead into the ERP; fields he gives win. Problem: what is missing, in Chinese. */
  accept(leadId: LeadId, fields: Record<string, string>, by: Requester): Promise<Ticket | { problem: string }>
  ignore(leadId: LeadId, by: Requester): Promise<void>
  followUp(subject: JobSubject, note: FollowUp, by: Requester): Promise<Ticket>
  assign(subject: JobSubject, target: AssignTarget, by: Requester): Promise<Ticket>
  findLead(text: string): Promise<Lead[]>
  status(): Promise<SyncStatus>
  pause(): Promise<void>
  resume(): Promise<void>
  /** Starts a pull and a sweep; resolves to a Chinese report. */
  syncNow(): Promise<string>
}
