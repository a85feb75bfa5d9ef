import { type Kysely, sql } from 'kysely'
import type { Thread } from '../../domain/index.ts'
import type { Tables } from './tables.ts'
import { fromRow, oneBatch } from './threads.ts'

type Db = Kysely<Tables>

/** Longer than a batch of threads takes, a language model's thinking included; a process that died keeps them so long. */
const takenMs = 30_000

/** As dueThreads, where several processes read: each takes threads of its own, so that none is read twice. */
export async function takeDueThreads(db: Db, now: number, limit: number, member: string): Promise<Thread[]> {
  const due = (column: 'due_at' | 'note_due_at') => {
    const found = db
      .selectFrom('threads')
      .select(['id', sql<number>`${sql.ref(column)}`.as('since'), sql<string>`${sql.lit(column)}`.as('what')])
      .where(column, '<=', now)
      .where(isFree(member, now))
      .orderBy(column)
      .limit(limit)
    return sql`SELECT * FROM (${found}) AS ${sql.ref(column)}`
  }
  const { rows: found } = await sql<Found>`SELECT * FROM (${due('due_at')} UNION ALL ${due('note_due_at')}) AS found
    ORDER BY since`.execute(db)
  const of = (what: Found['what']) => found.filter((row) => row.what === what)
  const ids = oneBatch(of('due_at'), of('note_due_at'), limit).map(({ id }) => id)
  return ids.length > 0 ? take(db, ids, now, member) : []
}

interface Found {
  id: string
  what: 'due_at' | 'note_due_at'
}

/** Those that are still free: what another process is taking at this moment is its own. */
async function take(db: Db, ids: readonly string[], now: number, member: string): Promise<Thread[]> {
  const free = db
    .selectFrom('threads')
    .select('id')
    .where(sql<boolean>`id = ANY(${[...ids]})`)
    .where(isFree(member, now))
    .forUpdate()
    .skipLocked()
  const rows = await db
    .updateTable('threads')
    .set({ taken_by: member, taken_until: now + takenMs })
    .where('id', 'in', free)
    .returningAll()
    .execute()
  return rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)).map(fromRow)
}

/** Earliest due time of a thread that is free; where all are taken, when the first of them is given up. */
export async function nextFreeThread(db: Db, now: number, member: string): Promise<number | undefined> {
  const earliest = (column: 'due_at' | 'note_due_at', what: string, among = sql<boolean>`TRUE`) =>
    sql<number | null>`(SELECT ${sql.ref(what)} FROM threads
      WHERE ${sql.ref(column)} IS NOT NULL AND ${among} ORDER BY ${sql.ref(column)} LIMIT 1)`
  const free = isFree(member, now)
  const { rows } = await sql<{ free: number | null; taken: number | null }>`SELECT
    LEAST(${earliest('due_at', 'due_at', free)}, ${earliest('note_due_at', 'note_due_at', free)}) AS free,
    LEAST(${earliest('due_at', 'taken_until')}, ${earliest('note_due_at', 'taken_until')}) + 1 AS taken`.execute(db)
  return rows[0]?.free ?? rows[0]?.taken ?? undefined
}

const isFree = (member: string, now: number) =>
  sql<boolean>`(taken_by IS NULL OR taken_by = ${member} OR taken_until < ${now})`
