import type { Config } from '../config/index.ts'
import { type Clock, systemClock } from '../shared/clock.ts'
import { type Data, type Fleet, lockDataDir, openEmbeddedStore, openPostgresStore, openSealed } from '../store/index.ts'
import type { SyncSettings } from '../sync/index.ts'
import { inDataDir, readyDataDir } from './data-dir.ts'

/** The store as configured, and what comes with it. */
export interface OpenStore {
  data: Data
  clock: Clock
  /** Several processes share the store (DATABASE_URL). */
  fleet?: Fleet
  /** How the sync behaves with it, beside what the settings say. */
  sync: Partial<SyncSettings>
}

/** Work that another process left is seen after so long at the latest, and may be taken over then: together below 15 s. */
const fleetIdleMs = 3_000
const fleetLeaseMs = 9_000

/**
 * Opens PostgreSQL where DATABASE_URL is set, else the data directory. A process owns its data directory in both cases:
 * the command line attaches to it there. Throws ConfigError where the directory cannot be used.
 */
export async function openStore(config: Config, clock?: Clock): Promise<OpenStore> {
  const opened = await openPlain(config, clock)
  const { data } = opened
  try {
    const store = await openSealed(data.store, data.cursors, config.settings.STORE_KEY)
    return { ...opened, data: { ...data, store } }
  } catch (error) {
    await data.close()
    throw error
  }
}

async function openPlain({ settings }: Config, clock?: Clock): Promise<OpenStore> {
  const { DATA_DIR: dataDir, DATABASE_URL: url } = settings
  if (url === undefined) {
    const own = clock ?? systemClock
    const data = await inDataDir(dataDir, () => openEmbeddedStore({ dataDir, clock: own }))
    return { data, clock: own, sync: {} }
  }
  await readyDataDir(dataDir)
  const lock = await inDataDir(dataDir, async () => lockDataDir(dataDir))
  try {
    // The machine's clock gives way to the database's, which is the same for all; a test's own does not.
    const opened = await openPostgresStore({ url, dataDir, clock: clock === systemClock ? undefined : clock })
    const data: Data = {
      ...opened,
      async close() {
        await opened.close()
        lock.release()
      },
    }
    const sync = { idleMs: fleetIdleMs, leaseMs: fleetLeaseMs }
    return { data, clock: opened.clock, fleet: opened.fleet, sync }
  } catch (error) {
    lock.release()
    throw error
  }
}
