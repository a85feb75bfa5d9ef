import { sql } from 'kysely'
import type { EntryId, NewEntry } from '../../../domain/index.ts'
import { type Db, headOf, kindOf, leadOf, lockLane } from './lane.ts'

/** Adds an entry at the end of its lane; undefined where its fact is there already. */
export async function enqueue(db: Db, entry: NewEntry, now: number): Promise<EntryId | undefined> {
  await lockLane(db, entry.lane)
  const inserted = await db
    .insertInto('outbox')
    .values({ ...rowOf(entry, now), head: sql<number>`CASE WHEN ${headOf(entry.lane)} IS NULL THEN 1 ELSE 0 END` })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'head'])
    .executeTakeFirst()
  if (!inserted) return undefined
  // What stands in front of something urgent is urgent itself.
  if (inserted.head === 0)
    await sql`UPDATE outbox SET rank = ${entry.priority}
      WHERE id = ${headOf(entry.lane)} AND rank > ${entry.priority}`.execute(db)
  return inserted.id as EntryId
}

const rowOf = (entry: NewEntry, now: number) => ({
  kind: kindOf(entry.job),
  lane: entry.lane,
  dedupe_key: entry.dedupeKey ?? null,
  lead_id: leadOf(entry.job),
  priority: entry.priority,
  rank: entry.priority,
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
