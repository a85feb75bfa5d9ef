import {
  CrmError,
  callPriority,
  type EntryId,
  type ErpJob,
  leadLane,
  type NewEntry,
  type OutboxEntry,
  type Requester,
  readOnlyCode,
  readOnlyWords,
  type StoreTx,
  subjectLane,
  type Ticket,
} from '../../domain/index.ts'
import { InvariantError } from '../../shared/errors.ts'
import type { SyncContext } from '../context.ts'
import { keepBatch } from '../office/batches.ts'

interface SubmitOptions {
  dedupeKey?: string
  holdMs?: number
}

/** The way of people's writes into the outbox. */
export type Submitting = ReturnType<typeof createSubmitting>

export function createSubmitting(context: SyncContext) {
  const { store, clock, settings } = context

  async function submit(job: ErpJob, by: Requester, options: SubmitOptions = {}): Promise<Ticket> {
    mayWrite(job)
    const lane = await laneOf(job)
    const id = await store.transact((tx) => enqueue(tx, job, lane, by, options))
    if (id === undefined) return ticketOf((await entryOf(options.dedupeKey)) as OutboxEntry)
    context.wake('erp')
    return ticketOf(await store.entry(id))
  }

  /** Nothing waits for the day on which writing is switched on again: nobody would remember it. */
  function mayWrite({ type }: ErpJob): void {
    if (!settings.syncEnabled) throw new CrmError('not_allowed', type, readOnlyWords, { code: readOnlyCode })
  }

  const enqueue = (tx: StoreTx, job: ErpJob, lane: string, by: Requester, options: SubmitOptions) =>
    tx.enqueue(entryOfJob(job, lane, by, options))

  const entryOfJob = (job: ErpJob, lane: string, by: Requester, options: SubmitOptions): NewEntry => ({
    job,
    lane,
    dedupeKey: options.dedupeKey,
    priority: callPriority.command,
    dueAt: clock.now() + (options.holdMs ?? settings.holdMs),
    actor: by.staff.name,
    replyTo: by.replyTo,
  })

  async function submitAll(jobs: readonly ErpJob[], what: string, by: Requester): Promise<void> {
    jobs.forEach(mayWrite)
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
    if (!entry) throw new InvariantError('the entry is not there')
    const { ready, running } = await store.outboxCounts('erp', clock.now())
    // Commands overtake the backlog: ahead are only those at work and its own lane.
    const ahead = entry.priority === callPriority.command ? running : ready + running - 1
    return { entryId: entry.id, ticket: `T${entry.id}`, ahead: Math.max(0, ahead) }
  }

  return { submit, submitAll, enqueue, ticketOf }
}
