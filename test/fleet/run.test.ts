import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { contentOf } from '../crash/erp-content.ts'
import { type PostgresServer, postgresAvailable, startPostgres } from '../support/postgres.ts'
import { callersFor, FleetHouse, until } from './house.ts'

describe.skipIf(!postgresAvailable)('four bots over one database and one ERP', () => {
  let server: PostgresServer
  let house: FleetHouse | undefined
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterEach(() => house?.close())
  afterAll(() => server.stop())

  it('make one customer of each person, also while they are killed, within the rate of the ERP', async () => {
    const rate = 25
    house = await FleetHouse.open({ url: await server.createDatabase(), accounts: 4, ratePerSecond: rate })
    const { erp } = house
    await house.startAll()
    const callers = callersFor(12, 4)
    for (const caller of callers) house.say(caller)
    await until(() => erp.customers().length >= 3)
    await house.killAndRestart(1)
    await until(() => erp.customers().length >= callers.length)
    await until(async () => ((await house?.idle()) ?? false) && erp.notes().length >= callers.length)
    const content = contentOf(erp)
    expect(content.map(({ khid }) => khid)).toEqual([...new Set(content.map(({ khid }) => khid))])
    expect(content).toHaveLength(callers.length)
    const mobiles = content.flatMap(({ contacts }) => contacts)
    expect(mobiles).toHaveLength(new Set(mobiles).size)
    expect(content.filter(({ notes }) => notes.length === 0)).toEqual([])
    expect(await house.callsInASecond()).toBeLessThanOrEqual(rate)
    expect(erp.countOf('login')).toBe(1)
    const leads = await house.rows<{ n: string }>(`SELECT count(*) AS n FROM leads WHERE status = 'synced'`)
    expect(Number(leads[0]?.n)).toBe(callers.length)
  }, 90_000)
})
