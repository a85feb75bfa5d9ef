import type { Kysely } from 'kysely'
import type { AuditRecord, MessageToStore, Store, StoreTx } from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import { queryAudit } from './queries/audit.ts'
import { countCustomers, findCustomers, loadCustomer, upsertCustomers } from './queries/customers.ts'
import { dropTailsBefore } from './queries/drop-tails.ts'
import { moveDueTimes } from './queries/due-times.ts'
import { forgetLead } from './queries/forget.ts'
import {
  claimIdentities,
  countLeads,
  findLead,
  leadsOfCustomer,
  loadLead,
  moveIdentities,
  queryLeads,
  releaseIdentities,
  saveLead,
} from './queries/leads.ts'
import { appendMessages, countHeard, dropTextBefore, readThread } from './queries/messages.ts'
import * as outbox from './queries/outbox/index.ts'
import { loadPrompts, savePrompt, takePrompt } from './queries/prompts.ts'
import type { Tables } from './queries/tables.ts'
import { nextFreeThread, takeDueThreads } from './queries/taken-threads.ts'
import { dueThreads, loadThread, loadThreadsOfLead, nextThreadDue, saveThread } from './queries/threads.ts'

/** Nobody answers more questions than that. */
const mostPrompts = 200

/** What the store needs of a database, whichever it is. */
export interface Database {
  /** All statements of `work` commit together or not at all. */
  transaction<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  read<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  /** A change that needs no transaction where several connections make it, and does no harm when it is made twice. */
  statement<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  /** Adds to the operation log; with `db` as part of that transaction. */
  audit(record: AuditRecord, db?: Kysely<Tables>): Promise<void>
  /** After an erasure: leaves no older copy in the files. */
  scrub?(): Promise<void>
  close(): Promise<void>
}

/** One of several processes that share a database. */
export interface Member {
  /** The same after a restart. */
  readonly id: string
  /** Remembers which accounts it receives messages of. */
  receives(db: Kysely<Tables>, messages: readonly MessageToStore[]): Promise<void>
  /** Entries to people whom an account of this process knows, or whom none knows. */
  reaches(): outbox.Among
}

/** The Store port over a database. Wires queries to transactions and holds no policy. */
export function storeOver(database: Database, clock: Clock, member?: Member): Store {
  const { read, transaction, statement } = database
  return {
    append: (messages) =>
      transaction(async (db) => {
        await member?.receives(db, messages)
        return appendMessages(db, messages)
      }),
    transact: (work) => transaction((db) => work(transactionOver(database, db, clock))),

    dueThreads: (now, limit) =>
      member ? statement((db) => takeDueThreads(db, now, limit, member.id)) : read((db) => dueThreads(db, now, limit)),
    nextThreadDue: () => read((db) => (member ? nextFreeThread(db, clock.now(), member.id) : nextThreadDue(db))),
    threadMessages: (thread, after, limit) => read((db) => readThread(db, thread, after, limit)),
    countHeard: (since, except) => read((db) => countHeard(db, since, except)),
    thread: (id) => read((db) => loadThread(db, id)),
    threadsOfLead: (id) => read((db) => loadThreadsOfLead(db, id)),

    lead: (id) => read((db) => loadLead(db, id)),
    findLead: (key) => read((db) => findLead(db, key)),
    leads: (query) => read((db) => queryLeads(db, query)),
    countLeads: () => read(countLeads),

    claimEntries: (options) =>
      options.kind === 'erp'
        ? statement((db) => outbox.claimEntries(db, options))
        : transaction(async (db) => {
            await outbox.expireAbandonedChat(db, options.now)
            return outbox.claimEntries(db, options, member?.reaches())
          }),
    recordStep: (id, fence, step) => statement((db) => outbox.recordStep(db, id, fence, step)),
    extendLease: (id, lease) => statement((db) => outbox.extendLease(db, id, lease)),
    finishEntry: (id, fence, transition, now, also) =>
      transaction(async (db) => {
        const leased = await outbox.holdEntry(db, id, fence)
        if (!leased.ok) return leased
        // Leads before lanes, as everywhere: two who need both never wait for each other.
        await also?.(transactionOver(database, db, clock))
        await outbox.endRun(db, id, transition, now)
        return leased
      }),
    entry: (id) => read((db) => outbox.loadEntry(db, id)),
    entries: (query) => read((db) => outbox.queryEntries(db, query)),
    decideEntry: (id, decision, reason, now, also) =>
      orNothing(transaction, async (db) => {
        // Leads before lanes, as everywhere.
        await also?.(transactionOver(database, db, clock))
        return outbox.decideEntry(db, id, decision, reason, now)
      }),
    outboxCounts: (kind, now) => read((db) => outbox.countEntries(db, kind, now)),
    nextEntryDue: (kind) =>
      read((db) => outbox.nextEntryDue(db, kind, kind === 'chat' ? member?.reaches() : undefined)),

    prompt: (contactId, conversationId) => read(async (db) => (await loadPrompts(db, contactId, conversationId, 1))[0]),
    prompts: (contactId, conversationId) => read((db) => loadPrompts(db, contactId, conversationId, mostPrompts)),
    savePrompt: (prompt) => transaction((db) => savePrompt(db, prompt)),
    takePrompt: (id) => transaction((db) => takePrompt(db, id)),

    upsertCustomers: (rows) => (rows.length === 1 ? statement : transaction)((db) => upsertCustomers(db, rows)),
    knownCustomer: (ord) => read((db) => loadCustomer(db, ord)),
    findKnownCustomers: (query) => read((db) => findCustomers(db, query)),
    countKnownCustomers: () => read(countCustomers),

    audit: (record) => database.audit(record),
    auditRecords: (query) => read((db) => queryAudit(db, query)),

    moveDueTimes: (byMs) => transaction((db) => moveDueTimes(db, byMs)),
    async dropTextBefore(time) {
      await dropInParts((limit) => transaction((db) => dropTailsBefore(db, time, limit)))
      return dropInParts((limit) => transaction((db) => dropTextBefore(db, time, limit)))
    },
    async forget(id) {
      const messages = await transaction((db) => forgetLead(db, id, clock.now()))
      await database.scrub?.()
      return messages
    },
    close: () => database.close(),
  }
}

class Nothing extends Error {}

/** False: what the work did is undone. */
async function orNothing(
  transaction: Database['transaction'],
  work: (db: Kysely<Tables>) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await transaction(async (db) => {
      if (!(await work(db))) throw new Nothing()
      return true
    })
  } catch (error) {
    if (error instanceof Nothing) return false
    throw error
  }
}

/** Rows of one transaction, so that messages need not wait for years of them. */
const droppedAtOnce = 5_000

async function dropInParts(drop: (limit: number) => Promise<number>): Promise<number> {
  let dropped = 0
  for (;;) {
    const part = await drop(droppedAtOnce)
    dropped += part
    if (part < droppedAtOnce) return dropped
  }
}

function transactionOver(database: Database, db: Kysely<Tables>, clock: Clock): StoreTx {
  return {
    thread: (id) => loadThread(db, id, 'to change it'),
    threadsOfLead: (id) => loadThreadsOfLead(db, id, 'to change it'),
    saveThread: (thread) => saveThread(db, thread),
    lead: (id) => loadLead(db, id, 'to change it'),
    saveLead: (lead) => saveLead(db, lead),
    claim: (leadId, keys) => claimIdentities(db, leadId, keys),
    moveIdentities: (from, to) => moveIdentities(db, from, to),
    release: (leadId, keys) => releaseIdentities(db, leadId, keys),
    findLead: (key) => findLead(db, key, 'to change it'),
    leadsOfCustomer: (ord) => leadsOfCustomer(db, ord, 'to change it'),
    enqueue: (entry) => outbox.enqueue(db, entry, clock.now()),
    savePrompt: (prompt) => savePrompt(db, prompt),
    audit: (record) => database.audit(record, db),
  }
}
