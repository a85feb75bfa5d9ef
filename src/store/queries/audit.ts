import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { AuditQuery, AuditRecord } from '../../domain/index.ts'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>

/** Each record's hash covers the one before it: a changed or removed line breaks the chain. */
const chained = (previous: string, body: string) =>
  createHash('sha256').update(previous).update('\n').update(body).digest('hex')

export async function appendAudit(db: Db, record: AuditRecord): Promise<void> {
  const last = await db.selectFrom('audit').select('hash').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const body = JSON.stringify(record)
  await db
    .insertInto('audit')
    .values({
      at: record.at,
      kind: record.kind,
      operation: record.operation,
      actor: record.actor,
      outcome: record.outcome,
      khid: record.khid ?? null,
      body,
      hash: chained(last?.hash ?? '', body),
    })
    .execute()
}

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

export type AuditVerdict = { ok: true; records: number } | { ok: false; seq: number; records: number }

/** Recomputes the chain; `seq` names the first record that does not fit. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  let previous = ''
  let records = 0
  for (let after = 0; ; ) {
    const page = await db
      .selectFrom('audit')
      .select(['seq', 'body', 'hash'])
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(1000)
      .execute()
    for (const row of page) {
      if (row.seq !== after + 1 || row.hash !== chained(previous, row.body)) return { ok: false, seq: row.seq, records }
      previous = row.hash
      after = row.seq
      records++
    }
    if (page.length === 0) return { ok: true, records }
  }
}
