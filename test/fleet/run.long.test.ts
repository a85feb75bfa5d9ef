import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { contentOf } from '../crash/erp-content.ts'
import { type PostgresServer, postgresAvailable, startPostgres } from '../support/postgres.ts'
import { callersFor, FleetHouse, until } from './house.ts'

const kills = Number(process.env.FLEET_KILLS ?? 100)

describe.skipIf(!postgresAvailable)('eight bots over one database and one ERP', () => {
  let server: PostgresServer
  let house: FleetHouse | undefined
  beforeAll(async () => {
    server = await startPostgres({ durable: true })
  })
  afterEach(() => house?.close())
  afterAll(() => server.stop())

  it(`lose nothing and double nothing in ${kills} kills, two restarts of the database among them`, async () => {
    const rate = 20
    const url = await server.createDatabase()
    house = await FleetHouse.open({ url, accounts: 8, ratePerSecond: rate, erp: { singleSession: true } })
    const { erp } = house
    await house.startAll()
    const callers = callersFor(Math.max(16, kills * 2), 8)
    let told = 0
    for (let kill = 0; kill < kills; kill++) {
      for (const caller of callers.slice(told, told + 2)) house.say(caller)
      told += 2
      if (kill === Math.floor(kills / 3) || kill === Math.floor((2 * kills) / 3)) {
        await server.kill()
        await server.restart()
        await house.reconnect()
      }
      // Wherever it is at this moment; seven others are at work meanwhile.
      await house.killAndRestart((kill * 5) % 8)
    }
    for (const caller of callers.slice(told)) house.say(caller)
    await until(() => erp.customers().length >= callers.length, 500)
    await until(async () => ((await house?.idle()) ?? false) && erp.notes().length >= callers.length, 500)
    const content = contentOf(erp)
    expect(content).toHaveLength(callers.length)
    expect(new Set(content.map(({ khid }) => khid)).size).toBe(callers.length)
    const contacts = content.flatMap((one) => one.contacts)
    expect(contacts).toHaveLength(new Set(contacts).size)
    // A note is missing only where a person was asked about it.
    for (const { khid } of content.filter(({ notes }) => notes.length === 0)) {
      const entries = await house.rows<{ state: string; reason: string | null; job: string; steps: string }>(
        `SELECT outbox.state, reason, job, steps FROM outbox JOIN leads ON leads.id = outbox.lead_id
         WHERE leads.khid = '${khid}' AND outbox.kind = 'erp' ORDER BY outbox.id`,
      )
      expect(entries).toContainEqual(expect.objectContaining({ state: 'dead' }))
    }
    // Each of his conversations has a note of its own; the same words twice on two accounts are two conversations.
    for (const { texts, accounts } of callers) {
      const customer = content.find(({ contacts: [first] }) => texts.join().includes(first?.split(' ')[1] ?? '-'))
      const times = new Map<string, number>()
      for (const note of customer?.notes ?? []) times.set(note, (times.get(note) ?? 0) + 1)
      expect(Math.max(0, ...times.values())).toBeLessThanOrEqual(accounts.length)
    }
    expect(await house.callsInASecond()).toBeLessThanOrEqual(rate)
  })
})
