import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { cursorsSchema } from '../documents/cursors.ts'
import { openDocument } from '../documents/document.ts'
import { noStaff, type StaffData, staffSchema } from '../documents/staff.ts'
import { lockDataDir } from '../embedded/owner-lock.ts'
import { openSqlite, type Sqlite } from '../embedded/sqlite.ts'
import { StoreError } from '../errors.ts'
import { migrate } from '../postgres/migrations.ts'
import { openPostgres, type Postgres } from '../postgres/postgres.ts'
import { pageSize, type Sum, sumOf } from './checksum.ts'
import { type Key, type MovedTable, movedTables } from './moved-tables.ts'
import { insertRows, loadProgress, type Progress, pageOfPostgres, pageOfSqlite, saveProgress } from './pages.ts'

export interface MoveReport {
  tables: Array<{ table: string } & Sum>
  /** Rows that an earlier, interrupted run had moved already. */
  resumed: number
}

export interface MoveOptions {
  dataDir: string
  url: string
  onProgress?(table: string, rows: number): void
}

/**
 * Moves a data directory into an empty PostgreSQL database: row by row with all numbers, then compares counts and
 * checksums of every table. What was interrupted goes on where it stopped. The old database file is kept under another
 * name, so that nobody goes on with it by mistake. Throws StoreError where a bot runs, or the target holds other data.
 */
export async function moveToPostgres({ dataDir, url, onProgress = () => {} }: MoveOptions): Promise<MoveReport> {
  const path = join(dataDir, 'zhibang.db')
  if (!existsSync(path)) throw new StoreError('store_failed', `${dataDir} 里没有 zhibang.db，没有可迁移的数据`)
  const lock = lockDataDir(dataDir)
  const sqlite = openSqlite(path)
  const postgres = await openPostgres({ url, patienceMs: 10_000 })
  try {
    await postgres.session((link) => migrate(link))
    const progress = await begin(postgres)
    // Nobody is at work: whatever was leased is free.
    await sqlite.execute("UPDATE outbox SET lease_until = 0 WHERE state = 'running'")
    for (const table of movedTables) await moveTable(sqlite, postgres, table, progress, onProgress)
    await moveDocuments(postgres, dataDir)
    await settle(sqlite, postgres)
    const tables = await compare(sqlite, postgres)
    await saveProgress(postgres, { ...progress, done: true })
    await sqlite.close()
    renameSync(path, `${path}.moved`)
    return { tables, resumed: progress.resumed }
  } finally {
    await sqlite.close().catch(() => {})
    await postgres.close()
    lock.release()
  }
}

async function begin(postgres: Postgres): Promise<Progress & { resumed: number }> {
  const known = await loadProgress(postgres)
  if (known?.done) throw new StoreError('store_failed', '这个数据库已经迁移完成；如需重来，请先清空它')
  if (known) return { ...known, resumed: Object.values(known.rows).reduce((sum, rows) => sum + rows, 0) }
  const { rows } = await postgres.read((db) =>
    sql<{ used: boolean }>`SELECT EXISTS (SELECT 1 FROM messages) OR EXISTS (SELECT 1 FROM leads)
      OR EXISTS (SELECT 1 FROM outbox) OR EXISTS (SELECT 1 FROM audit) AS used`.execute(db),
  )
  if (rows[0]?.used) throw new StoreError('store_failed', 'DATABASE_URL 的数据库里已有别的数据，请换一个空的数据库')
  return { after: {}, rows: {}, done: false, resumed: 0 }
}

async function moveTable(
  sqlite: Sqlite,
  postgres: Postgres,
  table: MovedTable,
  progress: Progress,
  onProgress: (table: string, rows: number) => void,
): Promise<void> {
  for (;;) {
    const page = await pageOfSqlite(sqlite)(table, progress.after[table.name], pageSize)
    const last = page.at(-1)?.[table.key]
    if (last === undefined) return
    progress.after[table.name] = last as Key
    progress.rows[table.name] = (progress.rows[table.name] ?? 0) + page.length
    // Rows and place commit together: a run that is cut off goes on exactly there.
    await postgres.transaction(async (db) => {
      await insertRows(db, table, page)
      await saveProgress(postgres, progress, db)
    })
    onProgress(table.name, progress.rows[table.name] ?? 0)
  }
}

async function moveDocuments(postgres: Postgres, dataDir: string): Promise<void> {
  const staff = await openDocument<StaffData>(join(dataDir, 'staff.json'), staffSchema, noStaff)
  const cursors = await openDocument(join(dataDir, 'cursors.json'), cursorsSchema, {})
  await postgres.session(async (link) => {
    for (const [name, body] of [
      ['staff', staff.data],
      ['cursors', cursors.data],
    ]) {
      await link.query(
        'INSERT INTO documents VALUES ($1, 1, $2) ON CONFLICT (name) DO UPDATE SET version = documents.version + 1, body = $2',
        [name, JSON.stringify(body)],
      )
    }
  })
}

/** Numbers go on where they were; none is given twice, also none whose row is gone. */
async function settle(sqlite: Sqlite, postgres: Postgres): Promise<void> {
  const last = new Map(
    (await sqlite.execute('SELECT name, seq FROM sqlite_sequence')).map((row) => {
      const { name, seq } = row as { name: string; seq: number }
      return [name, seq]
    }),
  )
  await postgres.transaction(async (db) => {
    for (const [name, column] of [
      ['messages', 'seq'],
      ['outbox', 'id'],
    ]) {
      await sql`SELECT setval(pg_get_serial_sequence(${name}, ${column}), ${(last.get(name ?? '') ?? 0) + 1}, false)`.execute(
        db,
      )
    }
    await sql`UPDATE audit_end SET seq = COALESCE((SELECT max(seq) FROM audit), 0),
      hash = COALESCE((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), '')`.execute(db)
  })
}

async function compare(sqlite: Sqlite, postgres: Postgres): Promise<MoveReport['tables']> {
  const report: MoveReport['tables'] = []
  for (const table of movedTables) {
    const [before, after] = [await sumOf(table, pageOfSqlite(sqlite)), await sumOf(table, pageOfPostgres(postgres))]
    if (before.rows !== after.rows || before.sha256 !== after.sha256) {
      throw new StoreError(
        'store_failed',
        `核对不一致：${table.name} 原有 ${before.rows} 行，迁移后 ${after.rows} 行。原数据没有改动；请清空目标数据库后重试`,
      )
    }
    report.push({ table: table.name, ...after })
  }
  return report
}
