import { type Kysely, type Selectable, sql } from 'kysely'
import type {
  CallPriority,
  EntryId,
  EntryQuery,
  EntryState,
  Lease,
  Leased,
  NewEntry,
  OutboxCounts,
  OutboxEntry,
  OutboxJob,
  StepRecord,
  Transition,
} from '../../domain/index.ts'
import type { OutboxRow, Tables } from './tables.ts'

type Db = Kysely<Tables>
type Kind = 'erp' | 'chat'

const open = ['ready', 'running']
const lost: Leased = { ok: false, reason: 'lease_lost' }

const kindOf = (job: OutboxJob): Kind => (job.type === 'say' ? 'chat' : 'erp')

function leadOf(job: OutboxJob): string | null {
  if ('leadId' in job) return job.leadId
  return 'subject' in job && 'leadId' in job.subject ? job.subject.leadId : null
}

/** Adds an entry at the end of its lane; undefined where its fact is there already. */
export async function enqueue(db: Db, entry: NewEntry, now: number): Promise<EntryId | undefined> {
  const head = await headOf(db, entry.lane)
  const inserted = await db
    .insertInto('outbox')
    .values({
      kind: kindOf(entry.job),
      lane: entry.lane,
      dedupe_key: entry.dedupeKey ?? null,
      lead_id: leadOf(entry.job),
      priority: entry.priority,
      rank: entry.priority,
      head: Number(head === undefined),
      state: 'ready',
      due_at: entry.dueAt,
      expires_at: entry.expiresAt ?? null,
      attempts: 0,
      fence: 0,
      job: JSON.stringify(entry.job),
      steps: '[]',
      actor: entry.actor,
      reply_to: entry.replyTo ? JSON.stringify(entry.replyTo) : null,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return undefined
  // What stands in front of something urgent is urgent itself.
  if (head && head.rank > entry.priority) {
    await db.updateTable('outbox').set({ rank: entry.priority }).where('id', '=', head.id).execute()
  }
  return inserted.id as EntryId
}

const headOf = (db: Db, lane: string) =>
  db
    .selectFrom('outbox')
    .select(['id', 'rank'])
    .where('lane', '=', lane)
    .where('state', 'in', open)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

/** Leases due heads, best rank first; then takes over what a dead worker left. */
export async function claimEntries(
  db: Db,
  options: { worker: string; kind: Kind; now: number; leaseMs: number; limit: number; lowest?: CallPriority },
): Promise<OutboxEntry[]> {
  const { kind, now, limit } = options
  let ready = db
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', kind)
    .where('head', '=', 1)
    .where('state', '=', 'ready')
    .where('due_at', '<=', now)
  if (options.lowest !== undefined) ready = ready.where('rank', '<=', options.lowest)
  const ids = (await ready.orderBy('rank').orderBy('due_at').orderBy('id').limit(limit).execute()).map((row) => row.id)
  if (kind === 'erp' && ids.length < limit) ids.push(...(await abandoned(db, kind, now, limit - ids.length)))
  const claimed: OutboxEntry[] = []
  for (const id of ids) claimed.push(await lease(db, id, options))
  return claimed
}

const abandoned = async (db: Db, kind: Kind, now: number, limit: number) =>
  (
    await db
      .selectFrom('outbox')
      .select('id')
      .where('kind', '=', kind)
      .where('state', '=', 'running')
      .where('lease_until', '<', now)
      .orderBy('lease_until')
      .limit(limit)
      .execute()
  ).map((row) => row.id)

async function lease(
  db: Db,
  id: number,
  options: { worker: string; now: number; leaseMs: number },
): Promise<OutboxEntry> {
  const row = await db
    .updateTable('outbox')
    .set({
      state: 'running',
      fence: sql`fence + 1`,
      lease_worker: options.worker,
      lease_until: options.now + options.leaseMs,
      updated_at: options.now,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return fromRow(row as Selectable<OutboxRow>)
}

/** A chat message whose worker died may have been said: it is never said again. */
export async function expireAbandonedChat(db: Db, now: number): Promise<void> {
  for (const id of await abandoned(db, 'chat', now, 100)) {
    await close(db, id, { state: 'expired', reason: '发送时程序中断，可能已送达' }, now)
  }
}

/** Entry that this fence still holds, or undefined. */
const held = (db: Db, id: EntryId, fence: number) =>
  db
    .selectFrom('outbox')
    .selectAll()
    .where('id', '=', id)
    .where('fence', '=', fence)
    .where('state', '=', 'running')
    .executeTakeFirst()

export async function recordStep(db: Db, id: EntryId, fence: number, step: StepRecord): Promise<Leased> {
  const row = await held(db, id, fence)
  if (!row) return lost
  const steps = JSON.parse(row.steps) as StepRecord[]
  const last = steps.findLastIndex((known) => known.step === step.step && known.finishedAt === undefined)
  if (last >= 0) steps[last] = step
  else steps.push(step)
  await db
    .updateTable('outbox')
    .set({ steps: JSON.stringify(steps) })
    .where('id', '=', id)
    .execute()
  return { ok: true }
}

export async function extendLease(db: Db, id: EntryId, lease: Lease): Promise<Leased> {
  const result = await db
    .updateTable('outbox')
    .set({ lease_until: lease.until })
    .where('id', '=', id)
    .where('fence', '=', lease.fence)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n ? { ok: true } : lost
}

export async function finishEntry(
  db: Db,
  id: EntryId,
  fence: number,
  transition: Transition,
  now: number,
): Promise<Leased> {
  if (!(await held(db, id, fence))) return lost
  if (transition.state === 'ready') {
    await db
      .updateTable('outbox')
      .set({
        state: 'ready',
        due_at: transition.dueAt,
        attempts: sql`attempts + ${Number(transition.counts)}`,
        reason: transition.reason,
        lease_worker: null,
        lease_until: null,
        updated_at: now,
      })
      .where('id', '=', id)
      .execute()
  } else await close(db, id, transition, now)
  return { ok: true }
}

/** Ends an entry and lets the next of its lane to the front. */
async function close(db: Db, id: number, end: { state: EntryState; reason?: string }, now: number): Promise<void> {
  const row = await db
    .updateTable('outbox')
    .set({
      state: end.state,
      reason: end.reason ?? null,
      head: 0,
      lease_worker: null,
      lease_until: null,
      updated_at: now,
    })
    .where('id', '=', id)
    .returning('lane')
    .executeTakeFirstOrThrow()
  await promote(db, row.lane)
}

async function promote(db: Db, lane: string): Promise<void> {
  const waiting = await db
    .selectFrom('outbox')
    .select(['id', 'priority', 'head'])
    .where('lane', '=', lane)
    .where('state', 'in', open)
    .orderBy('id')
    .execute()
  const first = waiting[0]
  if (!first) return
  const rank = Math.min(...waiting.map((row) => row.priority))
  await db.updateTable('outbox').set({ head: 1, rank }).where('id', '=', first.id).execute()
}

const decisions = {
  retry: { from: ['dead', 'expired'], to: 'ready' },
  discard: { from: ['dead', 'ready'], to: 'cancelled' },
  cancel: { from: ['ready'], to: 'cancelled' },
} as const

/** A person's decision about an entry; false where its state does not allow it. */
export async function decideEntry(
  db: Db,
  id: EntryId,
  decision: keyof typeof decisions,
  reason: string,
  now: number,
): Promise<boolean> {
  const rule = decisions[decision]
  const row = await db.selectFrom('outbox').select(['lane', 'state', 'steps']).where('id', '=', id).executeTakeFirst()
  if (!row || !(rule.from as readonly string[]).includes(row.state)) return false
  // Once a step has been started, the ERP may know of it: then it is no longer ours to cancel.
  if (decision === 'cancel' && row.steps !== '[]') return false
  if (rule.to === 'cancelled') {
    await close(db, id, { state: 'cancelled', reason }, now)
    return true
  }
  await db
    .updateTable('outbox')
    .set({ state: 'ready', due_at: now, attempts: 0, reason, head: 0, updated_at: now })
    .where('id', '=', id)
    .execute()
  await db.updateTable('outbox').set({ head: 0 }).where('lane', '=', row.lane).where('state', '=', 'ready').execute()
  await promote(db, row.lane)
  return true
}

export async function loadEntry(db: Db, id: EntryId): Promise<OutboxEntry | undefined> {
  const row = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function queryEntries(db: Db, query: EntryQuery): Promise<OutboxEntry[]> {
  let rows = db.selectFrom('outbox').selectAll()
  if (query.state?.length) rows = rows.where('state', 'in', query.state)
  if (query.kind) rows = rows.where('kind', '=', query.kind)
  if (query.leadId) rows = rows.where('lead_id', '=', query.leadId)
  return (
    await rows
      .orderBy('id', 'desc')
      .limit(query.limit ?? 100)
      .execute()
  ).map(fromRow)
}

export async function countEntries(db: Db, kind: Kind, now: number): Promise<OutboxCounts> {
  const rows = await db
    .selectFrom('outbox')
    .select(['state', db.fn.countAll<number>().as('n')])
    .where('kind', '=', kind)
    .where('state', 'in', [...open, 'dead'])
    .groupBy('state')
    .execute()
  const count = (state: string) => Number(rows.find((row) => row.state === state)?.n ?? 0)
  const oldest = await db
    .selectFrom('outbox')
    .select(db.fn.min('due_at').as('at'))
    .where('kind', '=', kind)
    .where('head', '=', 1)
    .where('state', '=', 'ready')
    .executeTakeFirst()
  return {
    ready: count('ready'),
    running: count('running'),
    dead: count('dead'),
    oldestDueMs: oldest?.at == null ? 0 : Math.max(0, now - Number(oldest.at)),
  }
}

export async function nextEntryDue(db: Db, kind: Kind): Promise<number | undefined> {
  const row = await db
    .selectFrom('outbox')
    .select(db.fn.min('due_at').as('at'))
    .where('kind', '=', kind)
    .where('head', '=', 1)
    .where('state', '=', 'ready')
    .executeTakeFirst()
  return row?.at == null ? undefined : Number(row.at)
}

function fromRow(row: Selectable<OutboxRow>): OutboxEntry {
  return {
    id: row.id as EntryId,
    job: JSON.parse(row.job) as OutboxJob,
    lane: row.lane,
    dedupeKey: row.dedupe_key ?? undefined,
    priority: row.priority as CallPriority,
    dueAt: row.due_at,
    expiresAt: row.expires_at ?? undefined,
    actor: row.actor,
    replyTo: row.reply_to ? JSON.parse(row.reply_to) : undefined,
    state: row.state as EntryState,
    steps: JSON.parse(row.steps) as StepRecord[],
    attempts: row.attempts,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    reason: row.reason ?? undefined,
    lease:
      row.lease_worker === null || row.lease_until === null
        ? undefined
        : { worker: row.lease_worker, fence: row.fence, until: row.lease_until },
  }
}
