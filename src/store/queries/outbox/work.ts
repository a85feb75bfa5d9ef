import { sql } from 'kysely'
import type { EntryId, Lease, Leased, StepRecord, Transition } from '../../../domain/index.ts'
import { isShared } from '../locks.ts'
import { close, type Db, lockLaneOf, promote } from './lane.ts'

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

async function putBack(db: Db, id: EntryId, again: Extract<Transition, { state: 'ready' }>, now: number) {
  await lockLaneOf(db, id)
  const { lane } = await db
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
    .where('id', '=', id)
    .returning('lane')
    .executeTakeFirstOrThrow()
  // An older one may have been reopened meanwhile.
  await promote(db, lane)
}
