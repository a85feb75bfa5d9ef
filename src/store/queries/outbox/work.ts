import { sql } from 'kysely'
import type { EntryId, Lease, Leased, StepRecord, Transition } from '../../../domain/index.ts'
import { isShared } from '../locks.ts'
import { close, type Db, leaveLane } from './lane.ts'

const lost: Leased = { ok: false, reason: 'lease_lost' }

/** Entry that this fence still holds, or undefined. */
const held = (db: Db, id: EntryId, fence: number) =>
  db
    .selectFrom('outbox')
    .select('steps')
    .where('id', '=', id)
    .where('fence', '=', fence)
    .where('state', '=', 'running')
    .$if(isShared(db), (rows) => rows.forUpdate())
    .executeTakeFirst()

/** One record a step, the latest: an entry that is tried for hours does not grow. */
export async function recordStep(db: Db, id: EntryId, fence: number, step: StepRecord): Promise<Leased> {
  if (isShared(db)) return recordShared(db, id, fence, step)
  const row = await held(db, id, fence)
  if (!row) return lost
  const others = (JSON.parse(row.steps) as StepRecord[]).filter((known) => known.step !== step.step)
  await db
    .updateTable('outbox')
    .set({ steps: JSON.stringify([...others, step]) })
    .where('id', '=', id)
    .execute()
  return { ok: true }
}

/** The same as one statement. `json`, as `jsonb` refuses some signs that people write. */
async function recordShared(db: Db, id: EntryId, fence: number, step: StepRecord): Promise<Leased> {
  const { numAffectedRows } = await sql`UPDATE outbox SET steps = (
      SELECT '[' || string_agg(record, ',' ORDER BY place) || ']' FROM (
        SELECT known.value::text AS record, known.ordinality AS place
          FROM json_array_elements(outbox.steps::json) WITH ORDINALITY AS known
          WHERE known.value ->> 'step' != ${step.step}
        UNION ALL SELECT ${JSON.stringify(step)}, ${lastPlace}::bigint) AS records)
    WHERE id = ${id} AND fence = ${fence} AND state = 'running'`.execute(db)
  return numAffectedRows === 1n ? { ok: true } : lost
}

const lastPlace = 1_000_000

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

/** Still held by this fence, and until the transaction ends by nobody else. */
export const holdEntry = async (db: Db, id: EntryId, fence: number): Promise<Leased> =>
  (await held(db, id, fence)) ? { ok: true } : lost

/** Carries out what policy decided for an entry that is held. */
export async function endRun(db: Db, id: EntryId, transition: Transition, now: number): Promise<void> {
  if (transition.state === 'ready') await putBack(db, id, transition, now)
  else await close(db, id, transition, now)
}

const putBack = (db: Db, id: EntryId, again: Extract<Transition, { state: 'ready' }>, now: number) =>
  // An older one may have been reopened meanwhile.
  leaveLane(
    db,
    db
      .updateTable('outbox')
      .set({
        state: 'ready',
        head: 0,
        due_at: again.dueAt,
        attempts: sql`attempts + ${Number(again.counts)}`,
        reason: again.reason,
        lease_worker: null,
        lease_until: null,
        updated_at: now,
      })
      .where('id', '=', id),
  )
