import { type Kysely, sql, type UpdateQueryBuilder, type UpdateResult } from 'kysely'
import type { EntryState, OutboxJob } from '../../../domain/index.ts'
import { InvariantError } from '../../../shared/errors.ts'
import { isShared } from '../locks.ts'
import type { Tables } from '../tables.ts'

export type Db = Kysely<Tables>
export type Kind = 'erp' | 'chat'

/** The entry stands in its lane. As literals: only so does the partial index of the lanes serve, and not every entry ever is read. */
export const isOpen = sql<boolean>`state IN ('ready', 'running')`

export const kindOf = (job: OutboxJob): Kind => (job.type === 'say' ? 'chat' : 'erp')

export function leadOf(job: OutboxJob): string | null {
  if ('leadId' in job) return job.leadId
  return 'subject' in job && 'leadId' in job.subject ? job.subject.leadId : null
}

/** Whoever changes the order of a lane does so alone, until the transaction ends. */
export async function lockLane(db: Db, lane: string): Promise<void> {
  if (isShared(db)) await sql`SELECT pg_advisory_xact_lock(hashtextextended(${lane}, 0))`.execute(db)
}

/** As lockLane, for the lane that an entry stands in. */
export async function lockLaneOf(db: Db, id: number): Promise<void> {
  if (!isShared(db)) return
  const row = await db.selectFrom('outbox').select('lane').where('id', '=', id).executeTakeFirst()
  if (row) await lockLane(db, row.lane)
}

/** The first open entry of a lane: the only one that may run. */
export const headOf = (lane: string) =>
  sql<number>`(SELECT id FROM outbox WHERE lane = ${lane} AND ${isOpen} ORDER BY id LIMIT 1)`

/**
 * Makes the first open entry of a lane its head, as urgent as the most urgent behind it. Not while another one runs: one
 * that was reopened in front of it waits for its end.
 */
export async function promote(db: Db, lane: string): Promise<void> {
  await sql`UPDATE outbox SET head = 1,
    rank = (SELECT min(priority) FROM outbox AS waiting WHERE lane = ${lane} AND ${isOpen})
    WHERE id = ${headOf(lane)} AND NOT EXISTS (
      SELECT 1 FROM outbox AS other
      WHERE lane = ${lane} AND ${isOpen} AND state = 'running' AND id != ${headOf(lane)})`.execute(db)
}

/** Ends an entry and lets the next of its lane to the front. */
export async function close(
  db: Db,
  id: number,
  end: { state: EntryState; reason?: string },
  now: number,
): Promise<void> {
  await leaveLane(
    db,
    db
      .updateTable('outbox')
      .set({
        state: end.state,
        reason: end.reason ?? null,
        head: 0,
        lease_worker: null,
        lease_until: null,
        updated_at: now,
      })
      .where('id', '=', id),
  )
}

type ChangeOfOne = UpdateQueryBuilder<Tables, 'outbox', 'outbox', UpdateResult>

/**
 * Changes an entry so that another one of its lane may come first. The lane is locked only then: until the commit
 * nobody sees the change, and whoever changes the order by then has done so before it is looked at.
 */
export async function leaveLane(db: Db, change: ChangeOfOne): Promise<void> {
  const changed = change.returning('lane')
  const lane = isShared(db) ? await lockedLane(db, changed) : (await changed.executeTakeFirstOrThrow()).lane
  await promote(db, lane)
}

/** One round trip for both. */
async function lockedLane(db: Db, changed: ReturnType<ChangeOfOne['returning']>): Promise<string> {
  const { rows } = await sql<{ lane: string }>`WITH changed AS (${changed})
    SELECT lane, pg_advisory_xact_lock(hashtextextended(lane, 0)) FROM changed`.execute(db)
  if (!rows[0]) throw new InvariantError('no such entry')
  return rows[0].lane
}
