import { Kysely, PostgresDialect } from 'kysely'
import type { AuditRecord } from '../../domain/index.ts'
import { type Clock, systemClock } from '../../shared/clock.ts'
import { StoreError } from '../errors.ts'
import { outsideOnly } from '../inside.ts'
import type { Tables } from '../queries/tables.ts'
import type { Database } from '../store-over.ts'
import { createAuditQueue, writeAudit } from './audit.ts'
import { isAway, isWorthAnotherTry, toStoreError } from './faults.ts'
import { type Link, type Links, openLinks } from './pool.ts'

export interface PostgresOptions {
  url: string
  /** Connections at most. @default 8 */
  connections?: number
  /** How long a server that is away is waited for, ms. @default 120000 */
  patienceMs?: number
  /** Measures the waiting. @default the machine's */
  timer?: Clock
}

/** One PostgreSQL database behind Kysely: a server that restarts is waited for, a commit whose answer got lost is looked up. */
export interface Postgres extends Database {
  /** Runs on one connection outside any transaction. */
  session<T>(work: (link: Link) => Promise<T>): Promise<T>
}

/** Deadlocks are undone by the server; so many times in a row is no coincidence. */
const tries = 20
const firstWaitMs = 50
const longestWaitMs = 2_000
const longestEndMs = 3_000

export async function openPostgres(options: PostgresOptions): Promise<Postgres> {
  const { connections = 8, patienceMs = 120_000, timer = systemClock } = options
  const links = await openLinks(options.url, { connections })
  const closing = new AbortController()
  const guard = outsideOnly()
  const records = new WeakMap<Kysely<Tables>, AuditRecord[]>()

  /** Tries until the server is there, or patience ends. */
  async function patiently<T>(work: () => Promise<T>): Promise<T> {
    const until = timer.now() + patienceMs
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(longestWaitMs, waitMs * 2)) {
      try {
        return await work()
      } catch (error) {
        if (!isAway(error) || closing.signal.aborted || timer.now() + waitMs > until) throw toStoreError(error)
        await timer.sleep(waitMs, closing.signal).catch(() => {
          throw new StoreError('store_failed', '正在停止', error)
        })
      }
    }
  }

  async function onLink<T>(work: (link: Link) => Promise<T>): Promise<T> {
    const link = await links.connect()
    try {
      return await work(link)
    } finally {
      link.release()
    }
  }

  /** Did this transaction commit? The server knows, also after it was away. */
  async function hasCommitted(xid: string): Promise<boolean> {
    for (;;) {
      const state = await patiently(() =>
        onLink(async (link) => {
          const { rows } = await link.query('SELECT pg_xact_status($1::xid8) AS state', [xid])
          return (rows[0] as { state: string | null } | undefined)?.state
        }),
      )
      if (state !== 'in progress') return state === 'committed'
      await timer.sleep(firstWaitMs, closing.signal)
    }
  }

  async function once<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    let xid: string | undefined
    let result: T | undefined
    let asked = false
    try {
      return await onLink(async (link) => {
        try {
          xid = await begin(link)
          const db = over(link)
          records.set(db, [])
          result = await work(db)
          await writeAudit(db, records.get(db) ?? [])
          asked = true
          const { command } = await link.query('COMMIT')
          if (command === 'ROLLBACK') throw new StoreError('store_failed', 'an earlier statement had failed')
          return result
        } catch (error) {
          if (!isAway(error)) await link.query('ROLLBACK').catch(() => {})
          throw error
        }
      })
    } catch (error) {
      if (asked && xid && isAway(error) && (await hasCommitted(xid))) return result as T
      throw error
    }
  }

  async function transaction<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    const refusal = guard.refusal()
    if (refusal) throw refusal
    for (let attempt = 1; ; attempt++) {
      try {
        return await patiently(() => guard.enter(() => once(work)))
      } catch (error) {
        if (!isWorthAnotherTry(error) || attempt === tries) throw toStoreError(error)
        await timer.sleep(timer.random() * 20 * attempt, closing.signal)
      }
    }
  }

  const queue = createAuditQueue((records) => transaction((db) => writeAudit(db, records)))
  const database: Postgres = {
    transaction,
    async read(work) {
      const refusal = guard.refusal()
      if (refusal) throw refusal
      return patiently(() => guard.enter(() => onLink((link) => work(over(link)))))
    },
    async audit(record, db) {
      if (db) records.get(db)?.push(record)
      else await queue.add(record)
    },
    session: (work) => patiently(() => onLink(work)),
    async close() {
      closing.abort(new Error('closing'))
      // Whoever still holds a connection by then has lost it.
      await Promise.race([links.end(), timer.sleep(longestEndMs)])
    },
  }
  return database
}

async function begin(link: Link): Promise<string> {
  // One round trip for both; the driver answers with a list.
  const answers = (await link.query('BEGIN; SELECT pg_current_xact_id()::text AS xid')) as unknown as Array<{
    rows: Array<{ xid: string }>
  }>
  return answers[1]?.rows[0]?.xid ?? ''
}

/** Queries over one connection that is ours for the time being. */
function over(link: Link): Kysely<Tables> {
  const lent = { ...link, release: () => {} }
  const pool = { connect: async () => lent, end: async () => {} } as Links
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: pool as unknown as ConstructorParameters<typeof PostgresDialect>[0]['pool'] }),
  })
}
