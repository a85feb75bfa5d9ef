import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>

/** A clock that is a little ahead is no reason to touch anything. */
const toleratedMs = 60_000

/** Moves everything that waits for a time. */
export async function moveDueTimes(db: Db, byMs: number): Promise<void> {
  await sql`
    UPDATE outbox SET due_at = due_at + ${byMs}, expires_at = expires_at + ${byMs},
      lease_until = lease_until + ${byMs}, updated_at = updated_at + ${byMs}
    WHERE state IN ('ready', 'running')`.execute(db)
  await sql`
    UPDATE threads SET due_at = due_at + ${byMs}, due_latest = due_latest + ${byMs},
      note_due_at = note_due_at + ${byMs}, version = version + 1
    WHERE due_at IS NOT NULL OR note_due_at IS NOT NULL`.execute(db)
}

/** Times that lie ahead of now were written before the clock was set back: they move with it. */
export async function settleDueTimes(db: Db, now: number): Promise<void> {
  const entry = await sql<{ at: number | null }>`
    SELECT MAX(updated_at) AS at FROM outbox WHERE state IN ('ready', 'running')`.execute(db)
  const message = await sql<{ at: number }>`SELECT received_at AS at FROM messages ORDER BY seq DESC LIMIT 1`.execute(
    db,
  )
  const newest = Math.max(entry.rows[0]?.at ?? 0, message.rows[0]?.at ?? 0)
  if (newest > now + toleratedMs) await moveDueTimes(db, now - newest)
}
