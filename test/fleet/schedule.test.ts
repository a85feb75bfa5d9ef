import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/shared/clock.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { openPostgresStore, startFleetSchedule } from '../../src/store/index.ts'
import { type PostgresServer, postgresAvailable, startPostgres } from '../support/postgres.ts'
import { until } from './house.ts'

describe.skipIf(!postgresAvailable)('what is to be done once in a fleet', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  it('a turn is taken by one process, and one that comes while it runs is left out', async () => {
    const url = await server.createDatabase()
    const runs: string[] = []
    let finish = () => {}
    const running = new Promise<void>((done) => {
      finish = done
    })
    const start = (name: string) =>
      startFleetSchedule({
        url,
        // Not a minute of this test: turns are sent by hand.
        jobs: [
          {
            name: 'sync',
            cron: '0 0 29 2 *',
            async work() {
              runs.push(name)
              await running
            },
          },
        ],
        clock: systemClock,
        logger: silentLogger,
      })
    const schedules = [await start('one'), await start('two')]
    const boss = new PgBoss({ connectionString: url, schema: 'zhibang_schedule', supervise: false, schedule: false })
    await boss.start()
    expect(await boss.send('sync')).toEqual(expect.any(String))
    await until(() => runs.length > 0)
    expect(await boss.send('sync')).toBeNull()
    finish()
    await until(async () => (await boss.send('sync')) !== null)
    await until(() => runs.length === 2)
    await boss.stop({ graceful: false })
    await Promise.all(schedules.map((one) => one.stop()))
  }, 60_000)

  it('one process leads, and another one when that is gone', async () => {
    const url = await server.createDatabase()
    const open = (dataDir: string) => openPostgresStore({ url, dataDir })
    const [one, two] = [await open('one'), await open('two')]
    await until(() => one.fleet.leads() || two.fleet.leads())
    expect([one.fleet.leads(), two.fleet.leads()].filter(Boolean)).toHaveLength(1)
    const [leader, other] = one.fleet.leads() ? [one, two] : [two, one]
    // As its death would: the connections are gone with their locks.
    await leader.close()
    await until(() => other.fleet.leads())
    await other.close()
  }, 60_000)
})
