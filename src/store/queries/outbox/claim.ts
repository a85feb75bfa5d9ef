import { type RawBuilder, type Selectable, sql } from 'kysely'
import { callPriority, type OutboxEntry, type Store } from '../../../domain/index.ts'
import { isShared } from '../locks.ts'
import type { OutboxRow } from '../tables.ts'
import { close, type Db, type Kind } from './lane.ts'
import { fromRow } from './read.ts'

type ClaimOptions = Parameters<Store['claimEntries']>[0]
const ranks = Object.values(callPriority)

/** Leases due heads, best rank first; then takes over what a dead worker left. */
export async function claimEntries(db: Db, options: ClaimOptions, among?: Among): Promise<OutboxEntry[]> {
  if (isShared(db)) return claimShared(db, options, among)
  const { kind, now, limit, lowest, except = [] } = options
  const ids: number[] = []
  // Rank by rank: each is one range of the index, however many entries of better rank wait for their time.
  for (const rank of ranks) {
    if (ids.length >= limit || (lowest !== undefined && rank > lowest)) break
    ids.push(...(await dueHeads(db, { kind, rank, now, limit: limit - ids.length, among })))
  }
  if (kind === 'erp' && ids.length < limit) ids.push(...(await abandoned(db, kind, now, limit - ids.length, except)))
  return ids.length > 0 ? lease(db, ids, options) : []
}

/** Narrows what this process may take. */
export type Among = RawBuilder<boolean>

const readyHeads = (db: Db, kind: Kind, rank: number, among: Among = sql`1 = 1`) =>
  db
    .selectFrom('outbox')
    .where('kind', '=', kind)
    .where('rank', '=', rank)
    // As literals: only so does the partial index serve.
    .where(sql<boolean>`head = 1 AND state = 'ready'`)
    .where(among)

interface Wanted {
  kind: Kind
  rank: number
  now: number
  limit: number
  among?: Among
}

const dueHeads = async (db: Db, { kind, rank, now, limit, among }: Wanted) =>
  (
    await readyHeads(db, kind, rank, among)
      .select('id')
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .orderBy('id')
      .limit(limit)
      .execute()
  ).map((row) => row.id)

const running = (db: Db, kind: Kind) =>
  db.selectFrom('outbox').where('kind', '=', kind).where(sql<boolean>`state = 'running'`)

async function abandoned(db: Db, kind: Kind, now: number, limit: number, except: readonly number[] = []) {
  let rows = running(db, kind).select('id').where('lease_until', '<', now)
  if (except.length > 0) rows = rows.where('id', 'not in', [...except])
  const found = rows.orderBy('lease_until').orderBy('id').limit(limit)
  // What another process is taking at this moment is its own.
  return (await found.$if(isShared(db), (free) => free.forUpdate().skipLocked()).execute()).map((row) => row.id)
}

async function lease(db: Db, ids: number[], { worker, now, leaseMs }: ClaimOptions): Promise<OutboxEntry[]> {
  const rows = await db
    .updateTable('outbox')
    .set({
      state: 'running',
      fence: sql`fence + 1`,
      lease_worker: worker,
      lease_until: now + leaseMs,
      updated_at: now,
    })
    .where('id', 'in', ids)
    .returningAll()
    .execute()
  return rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)).map(fromRow)
}

/** A chat message whose worker died may have been said: it is never said again. */
export async function expireAbandonedChat(db: Db, now: number): Promise<void> {
  for (const id of await abandoned(db, 'chat', now, 100)) {
    await close(db, id, { state: 'expired', reason: '发送时程序中断，可能已送达' }, now)
  }
}

/** As claimEntries, in one statement; what another process is taking at this moment is its own. */
async function claimShared(db: Db, options: ClaimOptions, among: Among = sql`TRUE`): Promise<OutboxEntry[]> {
  const { worker, kind, now, leaseMs, limit, lowest = callPriority.backlog, except = [] } = options
  const rest = sql`LIMIT ${limit} FOR UPDATE SKIP LOCKED`
  const heads = ranks
    .filter((rank) => rank <= lowest)
    .map(
      (rank) => sql`SELECT * FROM (SELECT id, rank AS place, due_at AS since FROM outbox
        WHERE kind = ${kind} AND rank = ${rank} AND head = 1 AND state = 'ready' AND ${among} AND due_at <= ${now}
        ORDER BY due_at, id ${rest}) AS heads`,
    )
  const left = sql`SELECT * FROM (SELECT id, ${afterAll} AS place, lease_until AS since FROM outbox
    WHERE kind = ${kind} AND state = 'running' AND lease_until < ${now} AND id != ALL(${[...except]})
    ORDER BY lease_until, id ${rest}) AS abandoned`
  const { rows } = await sql<Selectable<OutboxRow> & { place: number; since: number }>`WITH found AS (
      SELECT * FROM (${sql.join(kind === 'erp' ? [...heads, left] : heads, sql` UNION ALL `)}) AS each
      ORDER BY place, since, id LIMIT ${limit})
    UPDATE outbox SET state = 'running', fence = fence + 1, lease_worker = ${worker},
      lease_until = ${now + leaseMs}, updated_at = ${now}
    FROM found WHERE outbox.id = found.id RETURNING outbox.*, found.place, found.since`.execute(db)
  return rows.sort((a, b) => a.place - b.place || a.since - b.since || a.id - b.id).map(fromRow)
}

/** Greater than any rank. */
const afterAll = sql.lit(9)

/** When a head becomes due or a lease runs out, whichever is earlier. */
export async function nextEntryDue(db: Db, kind: Kind, among?: Among): Promise<number | undefined> {
  const heads = ranks.map((rank) => readyHeads(db, kind, rank, among).select('due_at as at').orderBy('due_at').limit(1))
  const lease = running(db, kind).select(sql<number>`lease_until + 1`.as('at')).orderBy('lease_until').limit(1)
  const each = [...heads, lease].map((one, n) => sql`SELECT at FROM (${one}) AS ${sql.ref(`of${n}`)}`)
  const { rows } = await sql<{ at: number | null }>`SELECT min(at) AS at
    FROM (${sql.join(each, sql` UNION ALL `)}) AS times`.execute(db)
  return rows[0]?.at ?? undefined
}
