import { afterAll, beforeAll, describe } from 'vitest'
import { openEmbeddedStore, openPostgresStore } from '../../src/store/index.ts'
import { scratch } from '../support/cli.ts'
import { type PostgresServer, postgresAvailable, startPostgres } from '../support/postgres.ts'
import { cursorsContract } from './cursors-contract.ts'

cursorsContract('the values of an embedded store', async () => {
  const dir = scratch('cursors')
  const data = await openEmbeddedStore({ dataDir: dir.path })
  return {
    one: data,
    other: data,
    async close() {
      await data.close()
      dir.remove()
    },
  }
})

describe.skipIf(!postgresAvailable)('on PostgreSQL', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  cursorsContract('the values of a fleet', async () => {
    const url = await server.createDatabase()
    const [one, other] = [
      await openPostgresStore({ url, dataDir: 'one' }),
      await openPostgresStore({ url, dataDir: 'other' }),
    ]
    return {
      one,
      other,
      close: async () => void (await Promise.all([one.close(), other.close()])),
    }
  })
})
