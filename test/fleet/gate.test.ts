import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/shared/clock.ts'
import { createSharedGate, openLinks, openPostgresStore } from '../../src/store/index.ts'
import { type PostgresServer, postgresAvailable, startPostgres } from '../support/postgres.ts'
import { startArrivals, surelyInASecond } from './arrivals.ts'
import { type Member, startMember } from './processes.ts'

const caller = new URL('gate-caller.ts', import.meta.url).pathname

describe.skipIf(!postgresAvailable)('the gate of a fleet, as the server sees it', () => {
  let server: PostgresServer
  let url: string
  const members: Member[] = []
  beforeAll(async () => {
    server = await startPostgres()
    url = await server.createDatabase()
    await (await openPostgresStore({ url, dataDir: '' })).close()
  })
  afterEach(async () => {
    await Promise.all(members.splice(0).map((member) => member.kill()))
  })
  afterAll(() => server.stop())

  async function fleet(target: string, count: number, rate: number): Promise<void> {
    for (let n = 0; n < count; n++) members.push(startMember(caller, [url, target, String(rate), '4']))
    await Promise.all(members.map((member) => member.says('ready')))
  }

  it('lets no more than the rate of all processes through, also when one is killed in between', async () => {
    const erp = await startArrivals(() => ({ status: 200, delayMs: 20 }))
    await fleet(erp.url, 4, 15)
    await until(() => erp.times.length >= 25)
    await members[0]?.kill()
    const killed = erp.times.length
    await until(() => erp.times.length >= killed + 30)
    expect(surelyInASecond(erp.arrivals())).toBeLessThanOrEqual(15)
    await erp.close()
  })

  it('counts a call from when its bytes left, however long its connection took', async () => {
    const open = async () =>
      createSharedGate({
        links: await openLinks(url, { connections: 3 }),
        erp: 'slow',
        ratePerSecond: 1,
        clock: systemClock,
      })
    const [one, other] = [await open(), await open()]
    let sentAt = 0
    let slowIsOnItsWay = () => {}
    const departed = new Promise<void>((done) => {
      slowIsOnItsWay = done
    })
    const slow = one.run(
      async (pass) => {
        await pass.depart()
        slowIsOnItsWay()
        await systemClock.sleep(1_500)
        sentAt = performance.now()
        pass.sent()
        pass.answered()
      },
      { priority: 2 },
    )
    await departed
    await other.run((pass) => pass.depart(), { priority: 2 })
    const nextLeftAt = performance.now()
    await slow
    expect(nextLeftAt - sentAt).toBeGreaterThanOrEqual(1_000)
    await Promise.all([one.close(), other.close()])
  })

  it('a server that is busy is left alone by all, not only by the one that was told', async () => {
    const erp = await startArrivals((number) => ({ status: number === 10 ? 429 : 200 }))
    await fleet(erp.url, 3, 20)
    await until(() => erp.times.length >= 35)
    // What had its slot already may still come; the pause is 1,500 ms, and otherwise there are 50 ms between two.
    const arrivals = erp.arrivals().slice(9)
    const silences = arrivals.slice(1).map(({ after }, n) => after - (arrivals[n]?.at ?? 0))
    expect(Math.max(...silences)).toBeGreaterThan(900)
    await erp.close()
  })
})

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await new Promise((done) => setTimeout(done, 20))
}
