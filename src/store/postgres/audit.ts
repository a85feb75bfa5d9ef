import { type Kysely, sql } from 'kysely'
import type { AuditRecord } from '../../domain/index.ts'
import type { Clock } from '../../shared/clock.ts'
import { auditLine } from '../queries/audit.ts'
import type { Tables } from '../queries/tables.ts'
import { storable } from './pool.ts'

/** Adds records to the chain in one round trip; their place in it is the order in which transactions commit. */
export async function writeAudit(db: Kysely<Tables>, records: readonly AuditRecord[]): Promise<void> {
  if (records.length > 0) await sql`SELECT add_audit(${linesOf(records)}::json)`.execute(db)
}

/** As a transaction of its own; asked again with the same mark it does nothing. */
export async function writeAuditOnce(db: Kysely<Tables>, records: readonly AuditRecord[], { slot, token }: Mark) {
  await sql`SELECT add_audit_once(${linesOf(records)}::json, ${slot}, ${token}::bigint)`.execute(db)
}

// Within JSON the server would meet the one sign it does not keep.
const linesOf = (records: readonly AuditRecord[]) =>
  JSON.stringify(records.map(auditLine), (_, value) => storable(value))

/** Where a transaction notes that it took place. */
export interface Mark {
  slot: string
  token: number
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
