import { type Kysely, sql } from 'kysely'
import type { EntryState, OutboxJob } from '../../../domain/index.ts'
import { isShared } from '../locks.ts'
import type { Tables } from '../tables.ts'

export type Db = Kysely<Tables>
export type Kind = 'erp' | 'chat'

/** States of entries that stand in their lane. */
export const open = ['ready', 'running']

/** The same as a condition. As literals: only so does the partial index of the lanes serve, and not every entry ever is read. */
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
export const headOf = (db: Db, lane: string) =>
  db
    .selectFrom('outbox')
    .select(['id', 'rank'])
    .where('lane', '=', lane)
    .where(isOpen)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

/** Makes the first open entry of a lane its head, as urgent as the most urgent behind it. */
export async function promote(db: Db, lane: string): Promise<void> {
  const waiting = db.selectFrom('outbox').where('lane', '=', lane).where(isOpen)
  const first = await waiting.select('id').orderBy('id').limit(1).executeTakeFirst()
  if (!first) return
  const { rank } = await waiting.select((row) => row.fn.min('priority').as('rank')).executeTakeFirstOrThrow()
  await db
    .updateTable('outbox')
    .set({ head: 1, rank: Number(rank) })
    .where('id', '=', first.id)
    .execute()
}

/** Ends an entry and lets the next of its lane to the front. */
export async function close(
  db: Db,
  id: number,
  end: { state: EntryState; reason?: string },
  now: number,
): Promise<void> {
  await lockLaneOf(db, id)
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
