import { randomUUID } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import type { AuditRecord } from '../../domain/index.ts'
import { type Clock, systemClock } from '../../shared/clock.ts'
import { StoreError } from '../errors.ts'
import { outsideOnly } from '../inside.ts'
import type { Tables } from '../queries/tables.ts'
import type { Database } from '../store-over.ts'
import { createAuditQueue, type Mark, writeAudit, writeAuditOnce } from './audit.ts'
import { isAway, isWorthAnotherTry, toStoreError } from './faults.ts'
import { type Link, type Links, onLink, openLinks } from './pool.ts'

export interface PostgresOptions {
  url: string
  /** Connections at most. @default 8 */
  connections?: number
  /** Longest statement, ms: after a little more a connection counts as broken. @default 20000 */
  statementMs?: number
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
  const links = await openLinks(options.url, { connections, statementMs: options.statementMs })
  const closing = new AbortController()
  const guard = outsideOnly()
  const slots: string[] = []
  let lastToken = 0
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

  /**
   * Did this transaction commit? Asked by a row that it wrote: numbers of transactions are given a second time after a
   * crash. The write waits for a commit that is still under way.
   */
  async function hasCommitted({ slot, token }: Mark): Promise<boolean> {
    return patiently(() =>
      onLink(links, async (link) => {
        const { rows } = await link.query(
          'INSERT INTO commits VALUES ($1, 0) ON CONFLICT (slot) DO UPDATE SET slot = EXCLUDED.slot RETURNING token',
          [slot],
        )
        return Number((rows[0] as { token: number }).token) === token
      }),
    )
  }

  async function marked<T>(work: (mark: Mark) => Promise<T>): Promise<T> {
    const mark = { slot: slots.pop() ?? randomUUID(), token: ++lastToken }
    try {
      return await work(mark)
    } finally {
      slots.push(mark.slot)
    }
  }

  async function commit<T>(work: (db: Kysely<Tables>) => Promise<T>, mark: Mark): Promise<T> {
    let result: T | undefined
    let asked = false
    try {
      return await onLink(links, async (link) => {
        try {
          await link.query(beginWith(mark))
          const db = over(link)
          records.set(db, [])
          result = await work(db)
          await writeAudit(db, records.get(db) ?? [])
          records.delete(db)
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
      if (asked && isAway(error) && (await hasCommitted(mark))) return result as T
      throw error
    }
  }

  async function transaction<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    const refusal = guard.refusal()
    if (refusal) throw refusal
    for (let attempt = 1; ; attempt++) {
      try {
        return await patiently(() => guard.enter(() => marked((mark) => commit(work, mark))))
      } catch (error) {
        if (!isWorthAnotherTry(error) || attempt === tries) throw toStoreError(error)
        await timer.sleep(timer.random() * 20 * attempt, closing.signal)
      }
    }
  }

  /** Outside any transaction: each statement commits by itself. */
  async function alone<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    const refusal = guard.refusal()
    if (refusal) throw refusal
    return patiently(() => guard.enter(() => onLink(links, (link) => work(over(link)))))
  }

  const queue = createAuditQueue((records) => marked((mark) => alone((db) => writeAuditOnce(db, records, mark))), timer)
  const database: Postgres = {
    transaction,
    read: alone,
    statement: alone,
    async audit(record, db) {
      if (db) records.get(db)?.push(record)
      else await queue.add(record)
    },
    session: (work) => patiently(() => onLink(links, work)),
    async close() {
      await Promise.race([queue.settled(), timer.sleep(longestEndMs)])
      closing.abort(new Error('closing'))
      // Whoever still holds a connection by then has lost it.
      await Promise.race([links.end(), timer.sleep(longestEndMs)])
    },
  }
  return database
}

/** One round trip for both. */
const beginWith = ({ slot, token }: Mark): string =>
  `BEGIN; INSERT INTO commits VALUES ('${slot}', ${token}) ON CONFLICT (slot) DO UPDATE SET token = ${token}, at = now()`

const queriesOver = new WeakMap<Link, Kysely<Tables>>()

/** Queries over one connection that is ours for the time being. */
function over(link: Link): Kysely<Tables> {
  const known = queriesOver.get(link)
  if (known) return known
  const lent = { ...link, release: () => {} }
  const pool = { connect: async () => lent, end: async () => {} } as Links
  const fresh = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: pool as unknown as ConstructorParameters<typeof PostgresDialect>[0]['pool'] }),
  })
  queriesOver.set(link, fresh)
  return fresh
}
