import {
  type AssignTarget,
  type CustomerRow,
  type FollowUp,
  isMobile,
  type JobSubject,
  type Lead,
  type LeadId,
  normalizeCompany,
  type Requester,
  type SalesDesk,
  type SyncStatus,
  type Ticket,
} from '../domain/index.ts'
import { chinaDay, chinaMidnight } from '../shared/china-time.ts'
import type { SyncContext } from './context.ts'
import { createAccepting, openCustomerEntry } from './desk/accept.ts'
import { createSubmitting } from './desk/submit.ts'
import { takeName } from './erp-name.ts'
import { importAccount } from './import-thread.ts'
import type { ErpWorker } from './outbox/worker.ts'
import { follow } from './pipeline/find-person.ts'
import { signed, withMarker } from './pipeline/note.ts'

/** What was seen so lately need not be written down again, ms. */
const seenAnewMs = 600_000

export interface DeskDeps {
  worker: ErpWorker
  syncNow(): Promise<string>
  lastPullAt(): number | undefined
  setPaused(paused: boolean): void
  isPaused(): boolean
}

/** What commands may ask of the sync. */
export function createDesk(context: SyncContext, deps: DeskDeps): SalesDesk {
  const { store, crm, clock } = context
  const submitting = createSubmitting(context)
  const { submit, submitAll } = submitting
  const accept = createAccepting(context, submitting)

  async function remember(rows: readonly CustomerRow[]): Promise<void> {
    const seenAt = clock.now()
    const fresh = []
    for (const row of rows) {
      const known = await store.knownCustomer(row.ord)
      const same =
        known?.goneAt === undefined &&
        known?.name === row.name &&
        known.ownerName === row.ownerName &&
        known.seenAt > seenAt - seenAnewMs
      if (known && known.name !== row.name) await takeName(context, row.ord, known.name, row.name)
      if (!same) fresh.push({ ...row, normalizedName: normalizeCompany(row.name), seenAt })
    }
    if (fresh.length > 0) await store.upsertCustomers(fresh)
  }

  async function ignore(leadId: LeadId, by: Requester): Promise<void> {
    const open = await openCustomerEntry(store, leadId)
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
    const tickets: Ticket[] = []
    for (const [part, named] of signed(by.staff.name, note).entries()) {
      const marked = withMarker(named, khid, `${clock.now()}:${by.staff.name}:${part}:${note.text}`)
      tickets.push(await submit({ type: 'follow_up', subject, ...marked }, by))
    }
    return tickets.at(-1) as Ticket
  }

  const assign = (subject: JobSubject, target: AssignTarget, by: Requester): Promise<Ticket> =>
    submit({ type: 'assign', subject, target, why: `${by.staff.name} 指派` }, by)

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
      // Out of the store: the same after a restart, and in every process of a fleet.
      messagesToday: await store.countHeard(chinaMidnight(chinaDay(now)), importAccount),
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
