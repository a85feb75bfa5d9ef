import {
  type Crm,
  callPriority,
  type EntryId,
  type ErpJob,
  type Lead,
  type LeadId,
  type Requester,
  type SalesDesk,
  type Store,
  type SyncStatus,
  type Ticket,
} from '../../src/domain/index.ts'
import type { Clock } from '../../src/shared/clock.ts'

/** A desk over a real store whose outbox nobody works on: tests see what would be written. */
export class MemoryDesk implements SalesDesk {
  readonly store: Store
  readonly crm: Crm
  readonly accepted: Array<{ leadId: LeadId; fields: Record<string, string>; by: string }> = []
  readonly ignored: LeadId[] = []
  /** What `accept` misses. */
  problem: string | undefined
  paused = false
  breaker: SyncStatus['breaker'] = 'closed'
  readonly #clock: Clock

  constructor(store: Store, crm: Crm, clock: Clock) {
    this.store = store
    this.crm = crm
    this.#clock = clock
  }

  async submit(job: ErpJob, by: Requester, options: { dedupeKey?: string; holdMs?: number } = {}): Promise<Ticket> {
    const id = (await this.store.transact((tx) =>
      tx.enqueue({
        job,
        lane: JSON.stringify('subject' in job ? job.subject : job.leadId),
        dedupeKey: options.dedupeKey,
        priority: callPriority.command,
        dueAt: this.#clock.now() + (options.holdMs ?? 60_000),
        actor: by.staff.name,
        replyTo: by.replyTo,
      }),
    )) as EntryId
    return { entryId: id, ticket: `T${id}`, ahead: 0 }
  }

  submitAll: SalesDesk['submitAll'] = async (jobs, _what, by) => {
    for (const job of jobs) await this.submit(job, by)
  }

  remember: SalesDesk['remember'] = (rows) =>
    this.store.upsertCustomers(rows.map((row) => ({ ...row, normalizedName: row.name, seenAt: this.#clock.now() })))

  async accept(leadId: LeadId, fields: Record<string, string>, by: Requester): Promise<Ticket | { problem: string }> {
    if (this.problem && Object.keys(fields).length === 0) return { problem: this.problem }
    this.accepted.push({ leadId, fields, by: by.staff.name })
    return this.submit({ type: 'sync_customer', leadId, trigger: 'command' }, by)
  }

  async ignore(leadId: LeadId): Promise<void> {
    this.ignored.push(leadId)
  }

  followUp: SalesDesk['followUp'] = (subject, note, by) =>
    this.submit({ type: 'follow_up', subject, note, marker: 'm' }, by)

  assign: SalesDesk['assign'] = (subject, target, by) =>
    this.submit({ type: 'assign', subject, target, why: by.staff.name }, by)

  async findLead(text: string): Promise<Lead[]> {
    const all = await this.store.leads({ limit: 500 })
    return all.filter((lead) =>
      [lead.nickname, lead.khid, ...Object.values(lead.fields).map((f) => f.value)].some((v) => v?.includes(text)),
    )
  }

  async status(): Promise<SyncStatus> {
    const erp = await this.store.outboxCounts('erp', this.#clock.now())
    return {
      erp: this.crm.health(),
      breaker: this.breaker,
      pausedByOperator: this.paused,
      outbox: erp,
      chat: { ready: 0, dead: 0 },
      leads: await this.store.countLeads(),
      messagesToday: 7,
    }
  }

  async pause(): Promise<void> {
    this.paused = true
  }
  async resume(): Promise<void> {
    this.paused = false
  }
  syncNow: SalesDesk['syncNow'] = async () => '已同步：拉取 3 个客户'
}
