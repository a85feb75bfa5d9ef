import { chmodSync, existsSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { setImmediate as turnOfOthers } from 'node:timers/promises'
import { Kysely, SqliteDialect } from 'kysely'
import { StoreError, toStoreError } from '../errors.ts'
import { outsideOnly } from '../inside.ts'
import type { Tables } from '../queries/tables.ts'
import { migrate } from './migrations.ts'

/** Prepared statements kept per database; the product has far fewer distinct ones. */
const keptStatements = 300

/** One SQLite file behind Kysely. Work is serialised: one connection, one transaction at a time. */
export interface Sqlite {
  /** Runs alone; all statements of `work` commit together or not at all. */
  transaction<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  /** Runs between transactions, so that it never sees half of one. */
  read<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  /** A statement outside any transaction (VACUUM INTO, PRAGMA). */
  execute(sql: string, ...parameters: SQLInputValue[]): Promise<unknown[]>
  close(): Promise<void>
}

export function openSqlite(path: string): Sqlite {
  const raw = openFile(path)
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: kyselyDatabase(raw) }) })
  const alone = serialise()
  const guarded = <T>(work: () => Promise<T>) =>
    alone(async () => {
      try {
        return await work()
      } catch (error) {
        throw toStoreError(error, path)
      }
    })
  return {
    read: (work) => guarded(() => work(db)),
    transaction: (work) => guarded(() => inTransaction(raw, () => work(db))),
    execute: (sql, ...parameters) => guarded(async () => raw.prepare(sql).all(...parameters)),
    close: () => alone(() => db.destroy()),
  }
}

function openFile(path: string): DatabaseSync {
  const isNew = !existsSync(path)
  try {
    const raw = new DatabaseSync(path)
    if (isNew) chmodSync(path, 0o600)
    // secure_delete: what is erased is gone from the file, too.
    // FULL: a commit is on the disk before it is acknowledged, also over a power cut.
    raw.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON',
    )
    migrate(raw, path)
    return raw
  } catch (error) {
    throw error instanceof StoreError ? error : toStoreError(error, path)
  }
}

async function inTransaction<T>(raw: DatabaseSync, work: () => Promise<T>): Promise<T> {
  raw.exec('BEGIN IMMEDIATE')
  try {
    const result = await work()
    raw.exec('COMMIT')
    return result
  } catch (error) {
    // A full disk may have rolled back already.
    if (raw.isTransaction) raw.exec('ROLLBACK')
    throw error
  }
}

/** So many pieces of work run before timers and sockets get their turn: SQLite answers without ever leaving ours. */
const worksPerTurn = 8

/** One after the other, in the order of the calls. Work that asks for more of it would wait for itself: it is told so. */
function serialise() {
  const guard = outsideOnly()
  let last: Promise<unknown> = Promise.resolve()
  let works = 0
  return <T>(work: () => Promise<T>): Promise<T> => {
    const refusal = guard.refusal()
    if (refusal) return Promise.reject(refusal)
    const run = async () => {
      if (++works % worksPerTurn === 0) await turnOfOthers()
      return guard.enter(work)
    }
    const next = last.then(run, run)
    last = next.catch(() => {})
    return next
  }
}

/** What Kysely's SQLite dialect needs of a driver, over the one that comes with Node. */
function kyselyDatabase(raw: DatabaseSync) {
  const kept = new Map<string, StatementSync>()
  const statement = (sql: string): StatementSync => {
    const known = kept.get(sql)
    if (known) return known
    const fresh = raw.prepare(sql)
    if (kept.size >= keptStatements) kept.clear()
    kept.set(sql, fresh)
    return fresh
  }
  return {
    close: () => raw.close(),
    prepare(sql: string) {
      const prepared = statement(sql)
      return {
        reader: /^\s*(select|with|pragma|explain)\b|\breturning\b/i.test(sql),
        all: (parameters: readonly unknown[]) => prepared.all(...parameters.map(toSql)),
        run: (parameters: readonly unknown[]) => prepared.run(...parameters.map(toSql)),
        iterate: (parameters: readonly unknown[]) =>
          prepared.iterate(...parameters.map(toSql)) as IterableIterator<unknown>,
      }
    },
  }
}

function toSql(value: unknown): SQLInputValue {
  if (value === undefined) return null
  return typeof value === 'boolean' ? Number(value) : (value as SQLInputValue)
}
