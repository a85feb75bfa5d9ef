import { type EntryId, isUnsent } from '../../../domain/index.ts'
import { isShared } from '../locks.ts'
import { close, type Db, isOpen, lockLaneOf, promote } from './lane.ts'

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
  await lockLaneOf(db, id)
  const row = await db
    .selectFrom('outbox')
    .select(['lane', 'state', 'steps'])
    .where('id', '=', id)
    .$if(isShared(db), (rows) => rows.forUpdate())
    .executeTakeFirst()
  if (!row || !(rule.from as readonly string[]).includes(row.state)) return false
  // Once a step may have reached the ERP, it is no longer ours to cancel.
  if (decision === 'cancel' && !isUnsent(JSON.parse(row.steps))) return false
  if (rule.to === 'cancelled') await close(db, id, { state: 'cancelled', reason }, now)
  else await reopen(db, id, row.lane, reason, now)
  return true
}

/** Back at its old place in the lane, which may be in front of its head. */
async function reopen(db: Db, id: EntryId, lane: string, reason: string, now: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'ready', due_at: now, attempts: 0, reason, head: 0, updated_at: now })
    .where('id', '=', id)
    .execute()
  const running = await db
    .selectFrom('outbox')
    .select('id')
    .where('lane', '=', lane)
    .where(isOpen)
    .where('state', '=', 'running')
    .executeTakeFirst()
  // One at a time: while another one of the lane runs, this one waits behind it.
  if (running) return
  await db
    .updateTable('outbox')
    .set({ head: 0 })
    .where('lane', '=', lane)
    .where(isOpen)
    .where('state', '=', 'ready')
    .execute()
  await promote(db, lane)
}
