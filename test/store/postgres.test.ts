import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { openPostgresStore } from '../../src/store/index.ts'
import { type PostgresServer, postgresAvailable, startPostgres } from '../support/postgres.ts'
import { TestClock } from '../support/test-clock.ts'
import { start } from './records.ts'
import { type StoreUnderTest, storeContract } from './store-contract.ts'

describe.skipIf(!postgresAvailable)('on PostgreSQL', () => {
  let server: PostgresServer
  const dataDir = mkdtempSync(join(tmpdir(), 'zhibang-pg-store-'))
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  storeContract('the store of a fleet', async (): Promise<StoreUnderTest> => {
    const clock = new TestClock(start)
    const url = await server.createDatabase()
    const open = () => openPostgresStore({ url, dataDir, clock })
    let data = await open()
    return {
      store: data.store,
      clock,
      async reopen() {
        await data.close()
        data = await open()
        return data.store
      },
      close: () => data.close(),
    }
  })
})
