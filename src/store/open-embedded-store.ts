import { join } from 'node:path'
import { type Clock, systemClock } from '../shared/clock.ts'
import { type AuditTable, createAuditKeeper } from './audit-keeper.ts'
import type { Data } from './data.ts'
import { backup } from './documents/backup.ts'
import { cursorsOver, cursorsSchema } from './documents/cursors.ts'
import { openDocument } from './documents/document.ts'
import { noStaff, type StaffData, staffOver, staffSchema } from './documents/staff.ts'
import { makeDataDir } from './embedded/make-data-dir.ts'
import { lockDataDir } from './embedded/owner-lock.ts'
import { openSqlite, type Sqlite } from './embedded/sqlite.ts'
import { appendAudit, auditLines, dropAuditUpTo, lastAuditSeq, rotatableUpTo } from './queries/audit.ts'
import { settleDueTimes } from './queries/due-times.ts'
import { type Database, storeOver } from './store-over.ts'

/** Everything in one directory of one process. */
export type EmbeddedStore = Data

/**
 * Opens a data directory (created with mode 0700, files 0600) and owns it until `close`.
 * Throws StoreError: `data_dir_unusable`, `data_dir_busy` where another process owns it, `store_corrupt`, `store_newer`, `document_corrupt`.
 */
export async function openEmbeddedStore(options: { dataDir: string; clock?: Clock }): Promise<EmbeddedStore> {
  const { dataDir, clock = systemClock } = options
  makeDataDir(dataDir)
  const lock = lockDataDir(dataDir)
  let sqlite: Sqlite | undefined
  try {
    sqlite = openSqlite(join(dataDir, 'zhibang.db'))
    await takeOver(sqlite, clock)
    return await assemble(dataDir, sqlite, clock, lock)
  } catch (error) {
    await sqlite?.close()
    lock.release()
    throw error
  }
}

/** The directory has one owner: whoever held a lease before us is gone, and need not be waited for. */
async function takeOver(sqlite: Sqlite, clock: Clock): Promise<void> {
  await sqlite.execute("UPDATE outbox SET lease_until = 0 WHERE state = 'running'")
  await sqlite.transaction((db) => settleDueTimes(db, clock.now()))
}

async function assemble(
  dataDir: string,
  sqlite: Sqlite,
  clock: Clock,
  lock: { release(): void },
): Promise<EmbeddedStore> {
  const store = storeOver(databaseOf(sqlite), clock)
  const kept = await openDocument(join(dataDir, 'cursors.json'), cursorsSchema, {})
  const staff = await openDocument<StaffData>(join(dataDir, 'staff.json'), staffSchema, noStaff)
  const cursors = cursorsOver(kept)
  const audit = createAuditKeeper(auditTable(sqlite), cursors)
  return {
    store,
    staff: staffOver(staff),
    cursors,
    verifyAudit: audit.verify,
    rotateAudit: (time) => audit.rotate(time, join(dataDir, 'audit')),
    backup: (dir) => backup(dataDir, dir, (path) => sqlite.execute('VACUUM INTO ?', path)),
    async close() {
      await store.close()
      // The next owner must not find a file that still changes.
      await Promise.all([kept.settled(), staff.settled()])
      lock.release()
    },
  }
}

const databaseOf = (sqlite: Sqlite): Database => ({
  ...sqlite,
  statement: sqlite.transaction,
  audit: (record, db) => (db ? appendAudit(db, record) : sqlite.transaction((alone) => appendAudit(alone, record))),
  // Older states of the pages stand in the write-ahead log until then.
  async scrub() {
    await sqlite.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  },
})

const auditTable = (sqlite: Sqlite): AuditTable => ({
  lines: (after, limit) => sqlite.read((db) => auditLines(db, after, limit)),
  lastSeq: () => sqlite.read(lastAuditSeq),
  rotatableUpTo: (time) => sqlite.read((db) => rotatableUpTo(db, time)),
  dropUpTo: (seq) => sqlite.transaction((db) => dropAuditUpTo(db, seq)),
})
