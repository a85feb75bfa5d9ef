import type { AuditQuery, AuditRecord } from './audit.ts'
import type { CallPriority } from './crm.ts'
import type { CustomerOrd, EntryId, ErpUserId, LeadId, ThreadId } from './ids.ts'
import type { KnownCustomer, KnownCustomerQuery } from './known-customer.ts'
import type { Lead, LeadStatus } from './lead.ts'
import type { ThreadMessage } from './message.ts'
import type {
  EntryState,
  Lease,
  Leased,
  NewEntry,
  OutboxCounts,
  OutboxEntry,
  StepRecord,
  Transition,
} from './outbox.ts'
import type { Cursor, MessageToStore, Thread } from './thread.ts'

/** `mobile:138…`, `wechat:abc`, `khid:WX…`, `contact:account|id`: what makes two threads one person. */
export type IdentityKey = `${'mobile' | 'wechat' | 'khid' | 'contact' | 'ord'}:${string}`

/** A numbered question that waits for one person's answer in one chat. */
export interface Prompt {
  id: string
  contactId: string
  conversationId: string
  /** Command that continues with the answer: `新建`, `ask_missing`, … */
  kind: string
  /** JSON of the continuation. */
  data: Record<string, unknown>
  createdAt: number
  expiresAt: number
}

/** Reads and writes inside one transaction: all of it is committed, or none. Holds no policy. */
export interface StoreTx {
  thread(id: ThreadId): Promise<Thread | undefined>
  /** The threads of a lead, to change them. */
  threadsOfLead(id: LeadId): Promise<Thread[]>
  saveThread(thread: Thread): Promise<void>
  lead(id: LeadId): Promise<Lead | undefined>
  /** Inserts at version 1, else requires `lead.version` to be the stored one plus 1; false: somebody was faster. */
  saveLead(lead: Lead): Promise<boolean>
  /** Claims keys for a lead. Returns the keys that belong to other leads already, with their owner. */
  claim(leadId: LeadId, keys: readonly IdentityKey[]): Promise<Array<{ key: IdentityKey; leadId: LeadId }>>
  /** Moves all keys of `from` to `to` (join of two leads). */
  moveIdentities(from: LeadId, to: LeadId): Promise<void>
  /** Gives keys up that this lead holds (two leads are parted again). */
  release(leadId: LeadId, keys: readonly IdentityKey[]): Promise<void>
  findLead(key: IdentityKey): Promise<Lead | undefined>
  /** The leads of one customer of the ERP, to change them: each of its contacts may have one. */
  leadsOfCustomer(ord: CustomerOrd): Promise<Lead[]>
  /** Undefined: an entry with this dedupe key exists already. */
  enqueue(entry: NewEntry): Promise<EntryId | undefined>
  savePrompt(prompt: Prompt): Promise<void>
  audit(record: AuditRecord): Promise<void>
}

export interface LeadQuery {
  status?: readonly LeadStatus[]
  minScore?: number
  ownerId?: ErpUserId
  /** Of these customers of the ERP. */
  customerOrds?: readonly CustomerOrd[]
  /** Substring of name, company or nickname. */
  text?: string
  limit?: number
  offset?: number
  order?: 'score' | 'recent'
}

export interface EntryQuery {
  state?: readonly EntryState[]
  kind?: 'erp' | 'chat'
  leadId?: LeadId
  dedupeKey?: string
  limit?: number
}

export interface Store {
  /** Commits messages durably, each id once per account; true = it was new. A recall drops its target's text. */
  append(messages: readonly MessageToStore[]): Promise<boolean[]>
  /** Threads whose run or note is due, oldest first. */
  dueThreads(now: number, limit: number): Promise<Thread[]>
  /** Earliest due time over all threads. */
  nextThreadDue(): Promise<number | undefined>
  /** Messages of the thread's conversation after the cursor, in order, seen from the thread's customer. */
  threadMessages(
    thread: Thread,
    after: Cursor | undefined,
    limit: number,
  ): Promise<Array<ThreadMessage & { cursor: Cursor }>>
  /** Messages of people outside the house that came since `receivedSince`, whatever became of them; not those of one account. */
  countHeard(receivedSince: number, exceptAccount: string): Promise<number>
  transact<T>(work: (tx: StoreTx) => Promise<T>): Promise<T>

  thread(id: ThreadId): Promise<Thread | undefined>
  threadsOfLead(id: LeadId): Promise<Thread[]>
  lead(id: LeadId): Promise<Lead | undefined>
  findLead(key: IdentityKey): Promise<Lead | undefined>
  leads(query: LeadQuery): Promise<Lead[]>
  countLeads(): Promise<Record<LeadStatus, number>>

  /** Takes due heads of lanes, best priority first, and leases them. Expired leases are taken over with a higher fence. */
  claimEntries(options: {
    worker: string
    kind: 'erp' | 'chat'
    now: number
    leaseMs: number
    limit: number
    lowest?: CallPriority
    /** Entries this worker is at work on: not taken over, whatever the clock says about their leases. */
    except?: readonly EntryId[]
  }): Promise<OutboxEntry[]>
  /** Keeps the latest record of a step; refused when the lease is lost. */
  recordStep(id: EntryId, fence: number, step: StepRecord): Promise<Leased>
  extendLease(id: EntryId, lease: Lease): Promise<Leased>
  /** Ends a run: the transition and the changes that belong to it commit together. */
  finishEntry(
    id: EntryId,
    fence: number,
    transition: Transition,
    now: number,
    also?: (tx: StoreTx) => Promise<void>,
  ): Promise<Leased>
  entry(id: EntryId): Promise<OutboxEntry | undefined>
  entries(query: EntryQuery): Promise<OutboxEntry[]>
  /**
   * A person's decision: retry a dead entry, discard it, cancel one that the ERP surely knows nothing of. False: not in a state for it.
   * The changes that belong to it commit together with it, or not at all.
   */
  decideEntry(
    id: EntryId,
    decision: 'retry' | 'discard' | 'cancel',
    reason: string,
    now: number,
    also?: (tx: StoreTx) => Promise<void>,
  ): Promise<boolean>
  outboxCounts(kind: 'erp' | 'chat', now: number): Promise<OutboxCounts>
  /** Earliest time at which an entry becomes due or a lease runs out. */
  nextEntryDue(kind: 'erp' | 'chat'): Promise<number | undefined>

  /** The last question of this person in this chat, whether or not it has expired. */
  prompt(contactId: string, conversationId: string): Promise<Prompt | undefined>
  /** All of them, the last one first. */
  prompts(contactId: string, conversationId: string): Promise<Prompt[]>
  savePrompt(prompt: Prompt): Promise<void>
  /** Takes the prompt away; false when it was gone: an answer counts once. */
  takePrompt(id: string): Promise<boolean>

  upsertCustomers(rows: readonly KnownCustomer[]): Promise<void>
  knownCustomer(ord: CustomerOrd): Promise<KnownCustomer | undefined>
  findKnownCustomers(query: KnownCustomerQuery): Promise<KnownCustomer[]>
  countKnownCustomers(): Promise<number>

  audit(record: AuditRecord): Promise<void>
  auditRecords(query: AuditQuery): Promise<AuditRecord[]>

  /** The clock was set back (`byMs` < 0): moves what is due, leased or expires by as much, so that nothing stalls and nothing bursts. */
  moveDueTimes(byMs: number): Promise<void>

  /** Drops message text older than this; leads stay. Returns how many messages lost their text. */
  dropTextBefore(time: number): Promise<number>
  /** Erases what is known of a lead's person (忘记) and mutes his threads. Returns how many messages lost their text. */
  forget(id: LeadId): Promise<number>
  close(): Promise<void>
}

/** Small values that survive a restart: pull position, caches. A hand-editable document. */
export interface Cursors {
  get<T>(name: string): T | undefined
  set(name: string, value: unknown): Promise<void>
  /** Changes a value by what it is at that moment: of two changes at once, by processes that share the values, none is lost. */
  change<T, R>(name: string, work: (value: T | undefined) => { value: T; result: R }): Promise<R>
}
