import { type Kysely, type Selectable, sql } from 'kysely'
import type { AuditQuery, AuditRecord } from '../../domain/index.ts'
import { type ChainLine, chainHash } from '../audit-chain.ts'
import type { AuditRow, Tables } from './tables.ts'

type Db = Kysely<Tables>

export async function appendAudit(db: Db, record: AuditRecord): Promise<void> {
  const last = await db.selectFrom('audit').select('hash').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const line = auditLine(record)
  await db
    .insertInto('audit')
    .values({ ...line, hash: chainHash(last?.hash ?? '', line.body) })
    .execute()
}

/** A record as it is stored, its place in the chain aside. */
export const auditLine = (record: AuditRecord) => ({
  at: record.at,
  kind: record.kind,
  operation: record.operation,
  actor: record.actor,
  outcome: record.outcome,
  khid: record.khid ?? null,
  body: JSON.stringify(record),
})

export async function queryAudit(db: Db, query: AuditQuery): Promise<AuditRecord[]> {
  let rows = db.selectFrom('audit').select('body')
  if (query.since !== undefined) rows = rows.where('at', '>=', query.since)
  if (query.until !== undefined) rows = rows.where('at', '<', query.until)
  if (query.khid) rows = rows.where('khid', '=', query.khid)
  if (query.actor) rows = rows.where('actor', '=', query.actor)
  if (query.operation) rows = rows.where('operation', '=', query.operation)
  return (
    await rows
      .orderBy('seq', 'desc')
      .limit(query.limit ?? 200)
      .execute()
  ).map((row) => JSON.parse(row.body) as AuditRecord)
}

/** Lines after `after`, in order. */
export async function auditLines(db: Db, after: number, limit: number): Promise<ChainLine[]> {
  const rows = await db.selectFrom('audit').selectAll().where('seq', '>', after).orderBy('seq').limit(limit).execute()
  return rows.map(lineOf)
}

function lineOf({ seq, body, hash, at, kind, operation, actor, outcome, khid }: Selectable<AuditRow>): ChainLine {
  return { seq, body, hash, columns: { at, kind, operation, actor, outcome, khid } }
}

/** SQLite never gives a number twice: it knows the last one even where its line is gone. */
export async function lastAuditSeq(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ seq: number }>`SELECT seq FROM sqlite_sequence WHERE name = 'audit'`.execute(db)
  return rows[0]?.seq
}

/** The last line that is older than `time` with all lines before it; the newest line always stays, the chain goes on from it. */
export async function rotatableUpTo(db: Db, time: number): Promise<number | undefined> {
  const young = await db
    .selectFrom('audit')
    .select((of) => of.fn.min('seq').as('seq'))
    .where('at', '>=', time)
    .executeTakeFirst()
  const newest = await db
    .selectFrom('audit')
    .select((of) => of.fn.max('seq').as('seq'))
    .executeTakeFirst()
  if (!newest?.seq) return undefined
  const upTo = Math.min((young?.seq ?? Number.POSITIVE_INFINITY) - 1, newest.seq - 1)
  const line = await db
    .selectFrom('audit')
    .select('seq')
    .where('seq', '<=', upTo)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return line?.seq
}

export const dropAuditUpTo = async (db: Db, seq: number): Promise<void> => {
  await db.deleteFrom('audit').where('seq', '<=', seq).execute()
}
