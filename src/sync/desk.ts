import {
  type AssignTarget,
  type CustomerRow,
  callPriority,
  type EntryId,
  type ErpJob,
  type FieldName,
  type FollowUp,
  fieldNames,
  type JobSubject,
  type Lead,
  type LeadFields,
  type LeadId,
  type NewEntry,
  type OutboxEntry,
  type Requester,
  type SalesDesk,
  type StoreTx,
  type SyncStatus,
  type Thread,
  type Ticket,
} from '../domain/index.ts'
import type { SyncContext } from './context.ts'
import { leadLane, subjectLane } from './lanes.ts'
import { normalizeCompany } from './normalize-company.ts'
import { keepBatch } from './office/batches.ts'
import type { ErpWorker } from './outbox/worker.ts'
import { freeKhid } from './pipeline/act.ts'
import { follow } from './pipeline/find-person.ts'
import { isMobile } from './pipeline/identity.ts'
import { shortHash } from './pipeline/khid.ts'
import { mergeFields } from './pipeline/merge-fields.ts'
import { withMarker } from './pipeline/note.ts'

/** What was seen so lately need not be written down again, ms. */
const seenAnewMs = 600_000

const missingWords: Record<string, string> = {
  has_mobile: '缺有效的手机号（11 位），请补上',
  has_name: '缺姓名，请补上',
  has_company: '缺公司名，请补上，或按个人客户建档',
}

export interface DeskDeps {
  worker: ErpWorker
  syncNow(): Promise<string>
  lastPullAt(): number | undefined
  messagesToday(): number
  setPaused(paused: boolean): void
  isPaused(): boolean
}

/** What commands may ask of the sync. */
export function createDesk(context: SyncContext, deps: DeskDeps): SalesDesk {
  const { store, crm, clock, settings } = context

  async function submit(
    job: ErpJob,
    by: Requester,
    options: { dedupeKey?: string; holdMs?: number } = {},
  ): Promise<Ticket> {
    const lane = await laneOf(job)
    const id = await store.transact((tx) => enqueue(tx, job, lane, by, options))
    if (id === undefined) return ticketOf((await entryOf(options.dedupeKey)) as OutboxEntry)
    context.wake('erp')
    return ticketOf(await store.entry(id))
  }

  const enqueue = (
    tx: StoreTx,
    job: ErpJob,
    lane: string,
    by: Requester,
    options: { dedupeKey?: string; holdMs?: number },
  ) => tx.enqueue(entryOfJob(job, lane, by, options))

  const entryOfJob = (
    job: ErpJob,
    lane: string,
    by: Requester,
    options: { dedupeKey?: string; holdMs?: number },
  ): NewEntry => ({
    job,
    lane,
    dedupeKey: options.dedupeKey,
    priority: callPriority.command,
    dueAt: clock.now() + (options.holdMs ?? settings.holdMs),
    actor: by.staff.name,
    replyTo: by.replyTo,
  })

  async function submitAll(jobs: readonly ErpJob[], what: string, by: Requester): Promise<void> {
    const lanes = await Promise.all(jobs.map(laneOf))
    const entryIds: EntryId[] = []
    await store.transact(async (tx) => {
      for (const [index, job] of jobs.entries()) {
        const { replyTo: _one, ...entry } = entryOfJob(job, lanes[index] as string, by, {})
        const id = await tx.enqueue(entry)
        if (id !== undefined) entryIds.push(id)
      }
    })
    await keepBatch(context, { what, entryIds, replyTo: by.replyTo, askedAt: clock.now() })
    context.wake('erp')
  }

  async function remember(rows: readonly CustomerRow[]): Promise<void> {
    const seenAt = clock.now()
    const fresh = []
    for (const row of rows) {
      const known = await store.knownCustomer(row.ord)
      const same = known?.name === row.name && known.ownerName === row.ownerName && known.seenAt > seenAt - seenAnewMs
      if (!same) fresh.push({ ...row, normalizedName: normalizeCompany(row.name), seenAt })
    }
    if (fresh.length > 0) await store.upsertCustomers(fresh)
  }

  async function laneOf(job: ErpJob): Promise<string> {
    if (!('subject' in job)) return leadLane(job.leadId)
    if ('leadId' in job.subject) return subjectLane(job.subject)
    // A customer of one of our leads shares that lead's lane.
    const lead = await store.findLead(`ord:${job.subject.ord}`)
    return lead ? leadLane(lead.id) : subjectLane(job.subject)
  }

  async function entryOf(dedupeKey: string | undefined): Promise<OutboxEntry | undefined> {
    return dedupeKey === undefined ? undefined : (await store.entries({ dedupeKey, limit: 1 }))[0]
  }

  async function ticketOf(entry: OutboxEntry | undefined): Promise<Ticket> {
    if (!entry) throw new Error('the entry is not there')
    const { ready, running } = await store.outboxCounts('erp', clock.now())
    // Commands overtake the backlog: ahead are only those at work and its own lane.
    const ahead = entry.priority === callPriority.command ? running : ready + running - 1
    return { entryId: entry.id, ticket: `T${entry.id}`, ahead: Math.max(0, ahead) }
  }

  async function accept(
    leadId: LeadId,
    given: Record<string, string>,
    by: Requester,
  ): Promise<Ticket | { problem: string }> {
    const found = await follow(store, leadId)
    if (!found) return { problem: '这条线索已不在' }
    if (!settings.syncEnabled) return { problem: 'ERP 同步已关闭（ERP_SYNC_ENABLED=false），没有写入' }
    if (given.mobile !== undefined && !isMobile(given.mobile))
      return { problem: `手机号『${given.mobile}』不对，应为 11 位` }
    if (found.customerOrd !== undefined && found.status === 'synced') return edit(found, given, by)
    const lead = withGiven(found, given)
    if (lead.optedOut) return { problem: '客户要求不再联系，不能建档' }
    const other = given.sameAs ? await follow(store, given.sameAs as LeadId) : undefined
    const missing = missingFor(lead, given)
    if (missing !== undefined && !other) return { problem: missingWords[missing] ?? '资料不全，不能建档' }
    return queue(lead, given, other, by)
  }

  /** A person may let the nickname do for the name: the ERP then knows the customer by it. */
  function missingFor(lead: Lead, given: Record<string, string>): string | undefined {
    const clearance = context.judge.clear(lead, 'command')
    if (clearance.ok) return undefined
    const named = given.asNickname !== undefined && lead.nickname.trim() !== ''
    const missing = clearance.missing.filter((check) => check !== 'has_name' || !named)
    return clearance.never ? '' : missing[0]
  }

  function withGiven(lead: Lead, given: Record<string, string>): Lead {
    const fields: LeadFields = {}
    for (const [name, value] of Object.entries(given)) {
      if (!(fieldNames as readonly string[]).includes(name) || value.trim() === '') continue
      fields[name as FieldName] = { value: value.trim(), source: 'staff', confidence: 1, at: clock.now() }
    }
    if (fields.company && !fields.type) fields.type = { ...fields.company, value: 'company' }
    return { ...lead, fields: mergeFields(lead.fields, fields) }
  }

  async function queue(
    lead: Lead,
    given: Record<string, string>,
    other: Lead | undefined,
    by: Requester,
  ): Promise<Ticket> {
    const open = await openEntry(lead.id)
    const attempt = await countEntries(lead.id)
    const thread = (await store.thread(lead.threadId)) ?? manualThread(lead)
    const khid = lead.khid ?? (await freeKhid(context, lead, thread))
    const job: ErpJob = {
      type: 'sync_customer',
      leadId: lead.id,
      trigger: 'command',
      separate: given.separate !== undefined || undefined,
      linkTo: other?.customerOrd,
    }
    const id = await store.transact(async (tx) => {
      const current = await tx.lead(lead.id)
      if (!current) throw new Error(`lead ${lead.id} is not there`)
      const next: Lead = {
        ...withGiven(current, given),
        khid,
        status: 'queued',
        updatedAt: clock.now(),
        version: current.version + 1,
      }
      await tx.saveLead(next)
      await tx.claim(lead.id, [`khid:${khid}`])
      // At work right now: it takes what was given with its next look.
      if (open?.state === 'running') return undefined
      // One that waits behind a backlog becomes as urgent as the command behind it.
      return enqueue(tx, job, leadLane(lead.id), by, {
        dedupeKey: attempt === 0 ? `customer:${lead.id}` : `customer:${lead.id}:${attempt}:${clock.now()}`,
      })
    })
    if (open?.state === 'dead') await store.decideEntry(open.id, 'discard', `${by.staff.name} 已另下指令`, clock.now())
    context.wake('erp')
    return ticketOf(id === undefined ? open : await store.entry(id))
  }

  const customerEntries = async (leadId: LeadId) =>
    (await store.entries({ leadId, kind: 'erp', limit: 200 })).filter((entry) => entry.job.type === 'sync_customer')

  const openEntry = async (leadId: LeadId) =>
    (await customerEntries(leadId)).find((entry) => ['ready', 'running', 'dead'].includes(entry.state))
  const countEntries = async (leadId: LeadId) => (await customerEntries(leadId)).length

  /** The customer stands in the ERP: what a person gives is an edit with his consent. */
  async function edit(lead: Lead, given: Record<string, string>, by: Requester): Promise<Ticket | { problem: string }> {
    const changed = withGiven(lead, given)
    await store.transact(async (tx) => {
      const current = await tx.lead(lead.id)
      if (current) await tx.saveLead({ ...withGiven(current, given), version: current.version + 1 })
    })
    const { company, name, type: _type, sameAs: _sameAs, separate: _separate, asNickname: _asNickname, ...rest } = given
    const isCompany = changed.fields.company !== undefined
    const changes = {
      ...rest,
      ...(company && { name: company }),
      ...(name && (isCompany ? { contactName: name } : { name })),
    }
    if (Object.keys(changes).length === 0) return { problem: '客户已在 ERP 中，没有要改的内容' }
    return submit({ type: 'update_customer', subject: { leadId: lead.id }, changes }, by)
  }

  async function ignore(leadId: LeadId, by: Requester): Promise<void> {
    const open = await openEntry(leadId)
    if (open) await store.decideEntry(open.id, 'discard', `${by.staff.name} 忽略`, clock.now())
    const threads = await store.threadsOfLead(leadId)
    await store.transact(async (tx) => {
      const lead = await tx.lead(leadId)
      if (!lead) return
      await tx.saveLead({ ...lead, status: 'ignored', updatedAt: clock.now(), version: lead.version + 1 })
      for (const { id } of threads) {
        const thread = await tx.thread(id)
        if (thread) await tx.saveThread({ ...thread, muted: true, version: thread.version + 1 })
      }
      await tx.audit({
        at: clock.now(),
        kind: 'decision',
        operation: 'ignore',
        actor: by.staff.name,
        outcome: 'ok',
        leadId,
      })
    })
  }

  const followUp = async (subject: JobSubject, note: FollowUp, by: Requester): Promise<Ticket> => {
    const lead = 'leadId' in subject ? await store.lead(subject.leadId) : await store.findLead(`ord:${subject.ord}`)
    const khid = lead?.khid ?? ('ord' in subject ? String(subject.ord) : subject.leadId)
    const named = { ...note, text: `${by.staff.name}：${note.text}` }
    const marked = withMarker(
      named.text.length > 970 ? note : named,
      khid,
      `${clock.now()}:${by.staff.name}:${note.text}`,
    )
    return submit({ type: 'follow_up', subject, ...marked }, by)
  }

  const assign = (subject: JobSubject, target: AssignTarget, by: Requester): Promise<Ticket> =>
    submit({ type: 'assign', subject, target, why: `${by.staff.name} 指派` }, by)

  async function settled(id: EntryId, ms: number) {
    const until = clock.now() + ms
    for (;;) {
      const entry = await store.entry(id)
      if (entry && (entry.state === 'done' || entry.state === 'dead' || entry.state === 'cancelled'))
        return { state: entry.state, reason: entry.reason }
      if (clock.now() >= until) return undefined
      await clock.sleep(Math.min(100, until - clock.now()))
    }
  }

  async function findLead(text: string): Promise<Lead[]> {
    const key = text.trim()
    const direct = isMobile(key)
      ? await store.findLead(`mobile:${key}`)
      : ((await store.findLead(`khid:${key.toUpperCase()}`)) ?? (await store.findLead(`wechat:${key.toLowerCase()}`)))
    const lead = direct && (await follow(store, direct.id))
    const byText = isMobile(key) ? [] : await store.leads({ text: key, limit: 50 })
    const all = [...(lead ? [lead] : []), ...byText.filter((one) => one.id !== lead?.id)]
    return all.filter((one) => one.mergedInto === undefined)
  }

  async function status(): Promise<SyncStatus> {
    const now = clock.now()
    const { ready, dead } = await store.outboxCounts('chat', now)
    return {
      erp: crm.health(),
      breaker: deps.worker.state(),
      pausedByOperator: deps.isPaused(),
      outbox: await store.outboxCounts('erp', now),
      chat: { ready, dead },
      leads: await store.countLeads(),
      messagesToday: deps.messagesToday(),
      lastPullAt: deps.lastPullAt(),
      processes: context.processes?.(),
    }
  }

  return {
    store,
    crm,
    submit,
    submitAll,
    remember,
    settled,
    accept,
    ignore,
    followUp,
    assign,
    findLead,
    status,
    async pause() {
      deps.setPaused(true)
    },
    async resume() {
      deps.setPaused(false)
    },
    syncNow: deps.syncNow,
  }
}

/** A lead entered by hand has no conversation. */
const manualThread = (lead: Lead): Thread => ({
  id: lead.threadId,
  accountId: 'manual',
  conversationId: lead.id,
  room: false,
  contactId: `manual:${lead.id}:${shortHash(lead.id)}`,
  nickname: lead.nickname,
  reread: false,
  muted: false,
  version: 0,
})
