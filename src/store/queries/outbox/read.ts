import { type Selectable, sql } from 'kysely'
import {
  type CallPriority,
  type EntryId,
  type EntryQuery,
  type EntryState,
  type OutboxCounts,
  type OutboxEntry,
  type OutboxJob,
  openStates,
  type StepRecord,
} from '../../../domain/index.ts'
import type { OutboxRow } from '../tables.ts'
import type { Db, Kind } from './lane.ts'

export async function loadEntry(db: Db, id: EntryId): Promise<OutboxEntry | undefined> {
  const row = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function queryEntries(db: Db, query: EntryQuery): Promise<OutboxEntry[]> {
  let rows = db.selectFrom('outbox').selectAll()
  if (query.state?.length) rows = rows.where('state', 'in', query.state)
  if (query.kind) rows = rows.where('kind', '=', query.kind)
  // What has ended grows for ever; the few others are found by the index, which begins with the kind.
  else if (query.state?.length && !query.state.includes('done')) rows = rows.where('kind', 'in', ['erp', 'chat'])
  if (query.leadId) rows = rows.where('lead_id', '=', query.leadId)
  if (query.dedupeKey) rows = rows.where('dedupe_key', '=', query.dedupeKey)
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
    .where('state', 'in', [...openStates, 'dead'])
    .groupBy('state')
    .execute()
  const count = (state: string) => Number(rows.find((row) => row.state === state)?.n ?? 0)
  const oldest = await db
    .selectFrom('outbox')
    .select(db.fn.min('due_at').as('at'))
    .where('kind', '=', kind)
    .where(sql<boolean>`head = 1 AND state = 'ready'`)
    .executeTakeFirst()
  return {
    ready: count('ready'),
    running: count('running'),
    dead: count('dead'),
    oldestDueMs: oldest?.at == null ? 0 : Math.max(0, now - Number(oldest.at)),
  }
}

export function fromRow(row: Selectable<OutboxRow>): OutboxEntry {
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
