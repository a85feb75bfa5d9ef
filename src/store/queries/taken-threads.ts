import { type Kysely, sql } from 'kysely'
import type { Thread } from '../../domain/index.ts'
import type { Tables } from './tables.ts'
import { fromRow, oneBatch } from './threads.ts'

type Db = Kysely<Tables>

/** Longer than a batch of threads takes, a language model's thinking included; a process that died keeps them so long. */
const takenMs = 30_000

/** As dueThreads, where several processes read: each takes threads of its own, so that none is read twice. */
export async function takeDueThreads(db: Db, now: number, limit: number, member: string): Promise<Thread[]> {
  const due = (column: 'due_at' | 'note_due_at', count: number) =>
    db
      .selectFrom('threads')
      .select('id')
      .where(column, '<=', now)
      .where(isFree(member, now))
      .orderBy(column)
      .limit(count)
      .forUpdate()
      .skipLocked()
      .execute()
  const ids = oneBatch(await due('due_at', limit), await due('note_due_at', limit), limit).map(({ id }) => id)
  if (ids.length === 0) return []
  const rows = await db
    .updateTable('threads')
    .set({ taken_by: member, taken_until: now + takenMs })
    .where('id', 'in', ids)
    .returningAll()
    .execute()
  return rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)).map(fromRow)
}

/** Earliest due time of a thread that is free; where all are taken, when the first of them is given up. */
export async function nextFreeThread(db: Db, now: number, member: string): Promise<number | undefined> {
  const earliest = async (column: 'due_at' | 'note_due_at', among: ReturnType<typeof isFree>) =>
    (await db
      .selectFrom('threads')
      .select([column, 'taken_until'])
      .where(column, 'is not', null)
      .where(among)
      .orderBy(column)
      .limit(1)
      .executeTakeFirst()) ?? undefined
  const free = [await earliest('due_at', isFree(member, now)), await earliest('note_due_at', isFree(member, now))]
  const times = [free[0]?.due_at, free[1]?.note_due_at].filter((time) => time != null)
  if (times.length > 0) return Math.min(...times)
  const taken = [await earliest('due_at', sql`TRUE`), await earliest('note_due_at', sql`TRUE`)]
  const ends = taken.map((row) => row?.taken_until).filter((time) => time != null)
  return ends.length > 0 ? Math.min(...ends) + 1 : undefined
}

const isFree = (member: string, now: number) =>
  sql<boolean>`(taken_by IS NULL OR taken_by = ${member} OR taken_until < ${now})`
