import { join } from 'node:path'
import { type Clock, systemClock } from '../shared/clock.ts'
import { type AuditTable, createAuditKeeper } from './audit-keeper.ts'
import type { Data } from './data.ts'
import { cursorsOver, cursorsSchema } from './documents/cursors.ts'
import { noStaff, staffOver, staffSchema } from './documents/staff.ts'
import { StoreError } from './errors.ts'
import { type Fleet, memberId, openFleet } from './fleet/fleet.ts'
import { createFleetClock } from './fleet/fleet-clock.ts'
import { createMember } from './fleet/member.ts'
import { lastAuditSeq } from './postgres/audit.ts'
import { keepFresh, openSharedDocument } from './postgres/document.ts'
import { migrate } from './postgres/migrations.ts'
import { openPostgres, type Postgres, type PostgresOptions } from './postgres/postgres.ts'
import { auditLines, dropAuditUpTo, rotatableUpTo } from './queries/audit.ts'
import { storeOver } from './store-over.ts'

export interface PostgresStore extends Data {
  /** The database's clock: the one of all processes. */
  clock: Clock
  fleet: Fleet

  /** For what else the processes of a fleet share: rate gate, ERP session, schedule. */
  postgres: Postgres
}

export interface PostgresStoreOptions extends PostgresOptions {
  /** Archives of the operation log go here. */
  dataDir: string
  /** @default the database's */
  clock?: Clock
}

/**
 * Opens the store of a fleet and brings its schema up. Many processes, on many machines, use one at the same time.
 * Throws StoreError: `store_failed` where the server cannot be reached, `store_newer`.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const { dataDir, timer = systemClock } = options
  const postgres = await openPostgres(options)
  try {
    await postgres.session(async (link) => {
      await migrate(link)
      await link.query("DELETE FROM commits WHERE at < now() - interval '1 day'")
    })
    const member = memberId(dataDir)
    const fleetClock = await createFleetClock(postgres, timer)
    const clock = options.clock ?? fleetClock
    const fleet = await openFleet({ url: options.url, postgres, member, timer })
    const staff = await openSharedDocument(postgres, 'staff', staffSchema, noStaff)
    const kept = await openSharedDocument(postgres, 'cursors', cursorsSchema, {})
    const fresh = keepFresh([staff, kept], timer)
    const cursors = cursorsOver(kept)
    const audit = createAuditKeeper(auditTable(postgres), cursors)
    return {
      postgres,
      clock,
      fleet,
      store: storeOver(postgres, clock, createMember(member)),
      staff: staffOver(staff),
      cursors,
      verifyAudit: audit.verify,
      rotateAudit: (time) => audit.rotate(time, join(dataDir, 'audit')),
      backup: async () => {
        throw new StoreError('store_failed', '数据在 PostgreSQL 里，请用 pg_dump 备份')
      },
      async close() {
        fresh.stop()
        fleetClock.stop()
        // A server that is away is not waited for by whoever stops.
        await Promise.race([fleet.close(), timer.sleep(longestGoodbyeMs)])
        await postgres.close()
      },
    }
  } catch (error) {
    await postgres.close()
    throw error
  }
}

const longestGoodbyeMs = 1_500

const auditTable = (postgres: Postgres): AuditTable => ({
  lines: (after, limit) => postgres.read((db) => auditLines(db, after, limit)),
  lastSeq: () => postgres.read(lastAuditSeq),
  rotatableUpTo: (time) => postgres.read((db) => rotatableUpTo(db, time)),
  dropUpTo: (seq) => postgres.transaction((db) => dropAuditUpTo(db, seq)),
})
