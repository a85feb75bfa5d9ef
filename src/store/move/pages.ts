import type { SQLInputValue } from 'node:sqlite'
import { type Kysely, sql } from 'kysely'
import type { Sqlite } from '../embedded/sqlite.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { Tables } from '../queries/tables.ts'
import type { ReadPage } from './checksum.ts'
import type { Key, MovedTable, Row } from './moved-tables.ts'

/** How far a move has come. */
export interface Progress {
  after: Record<string, Key>
  rows: Record<string, number>
  done: boolean
}

const documentName = 'move'
/** Only PostgreSQL has these. */
const ownColumns = ['taken_by', 'taken_until']

export const pageOfSqlite =
  (sqlite: Sqlite): ReadPage =>
  async ({ name, key }, after, limit) => {
    const where = after === undefined ? '' : `WHERE ${key} > ?`
    const values: SQLInputValue[] = after === undefined ? [] : [after]
    const rows = (await sqlite.execute(
      `SELECT * FROM ${name} ${where} ORDER BY ${key} LIMIT ${limit}`,
      ...values,
    )) as Row[]
    return rows.map(storable)
  }

export const pageOfPostgres =
  (postgres: Postgres): ReadPage =>
  async ({ name, key, text }, after, limit) => {
    const column = text ? `${key} COLLATE "C"` : key
    const where = after === undefined ? '' : `WHERE ${column} > $1`
    const { rows } = await postgres.session((link) =>
      link.query(
        `SELECT * FROM ${name} ${where} ORDER BY ${column} LIMIT ${limit}`,
        after === undefined ? [] : [after],
      ),
    )
    return (rows as Row[]).map((row) =>
      Object.fromEntries(Object.entries(row).filter(([column]) => !ownColumns.includes(column))),
    )
  }

/** PostgreSQL keeps any sign but NUL. */
const storable = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value,
    ]),
  )

/** As many rows as parameters fit into one statement. */
const parametersAtOnce = 30_000

export async function insertRows(db: Kysely<Tables>, { name }: MovedTable, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).length || 1
  const atOnce = Math.floor(parametersAtOnce / columns)
  for (let from = 0; from < rows.length; from += atOnce) {
    await db
      .insertInto(name)
      .values(rows.slice(from, from + atOnce) as never)
      .execute()
  }
}

export async function loadProgress(postgres: Postgres): Promise<Progress | undefined> {
  const { rows } = await postgres.session((link) =>
    link.query('SELECT body FROM documents WHERE name = $1', [documentName]),
  )
  const row = rows[0] as { body: string } | undefined
  return row && (JSON.parse(row.body) as Progress)
}

export async function saveProgress(postgres: Postgres, progress: Progress, db?: Kysely<Tables>): Promise<void> {
  const { after, rows, done } = progress
  const body = JSON.stringify({ after, rows, done })
  const statement = sql`INSERT INTO documents VALUES (${documentName}, 1, ${body})
    ON CONFLICT (name) DO UPDATE SET version = documents.version + 1, body = ${body}`
  if (db) await statement.execute(db)
  else await postgres.transaction((alone) => statement.execute(alone))
}
