import { type Kysely, sql } from 'kysely'
import type { AuditRecord } from '../../domain/index.ts'
import type { Clock } from '../../shared/clock.ts'
import { chainHash } from '../audit-chain.ts'
import { auditLine } from '../queries/audit.ts'
import type { Tables } from '../queries/tables.ts'

/** Adds records to the chain. Its end is one row: whoever adds holds it until he has committed, so he comes last. */
export async function writeAudit(db: Kysely<Tables>, records: readonly AuditRecord[]): Promise<void> {
  if (records.length === 0) return
  const { rows } = await sql<{ seq: number; hash: string }>`SELECT seq, hash FROM audit_end FOR UPDATE`.execute(db)
  let { seq, hash } = rows[0] ?? { seq: 0, hash: '' }
  const lines = records.map((record) => {
    const line = auditLine(record)
    seq++
    hash = chainHash(hash, line.body)
    return { seq, ...line, hash }
  })
  for (let from = 0; from < lines.length; from += linesAtOnce) {
    await db
      .insertInto('audit')
      .values(lines.slice(from, from + linesAtOnce))
      .execute()
  }
  await sql`UPDATE audit_end SET seq = ${seq}, hash = ${hash}`.execute(db)
}

/** The number of the last line that was ever written. */
export async function lastAuditSeq(db: Kysely<Tables>): Promise<number | undefined> {
  const { rows } = await sql<{ seq: number }>`SELECT seq FROM audit_end`.execute(db)
  return rows[0]?.seq || undefined
}

const linesAtOnce = 500

interface Waiting {
  record: AuditRecord
  done(): void
  fail(error: unknown): void
}

/** The end of the chain is one row for all processes: what comes within so long shares a commit. */
const gatherMs = 50

export function createAuditQueue(write: (records: AuditRecord[]) => Promise<void>, timer: Clock) {
  const waiting: Waiting[] = []
  let flushing: Promise<void> | undefined

  async function gather(): Promise<void> {
    await timer.sleep(gatherMs)
    while (waiting.length > 0) {
      const batch = waiting.splice(0, linesAtOnce)
      try {
        await write(batch.map((one) => one.record))
        for (const one of batch) one.done()
      } catch (error) {
        for (const one of batch) one.fail(error)
      }
    }
    // In the same breath as the look: what is added from here on begins anew.
    flushing = undefined
  }

  return {
    add: (record: AuditRecord): Promise<void> =>
      new Promise((done, fail) => {
        waiting.push({ record, done, fail })
        flushing ??= gather()
      }),
    /** Everything that was added is written. */
    async settled(): Promise<void> {
      while (flushing) await flushing
    },
  }
}
