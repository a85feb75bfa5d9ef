import { afterEach, expect, test } from 'vitest'
import { type Clock, systemClock } from '../../src/shared/clock.ts'
import { ErpDouble } from './erp-double.ts'
import { GatedErp } from './gated-erp.ts'
import { hotPerson, type Office, openOffice, people, says } from './office.ts'

let office: Office
afterEach(() => office.close())

const leads = 10_000
const ratePerSecond = 5
const hourMs = 3_600_000

/** Time whose speed can be changed under way. */
function variableClock(): Clock & { speed(times: number): void } {
  let [from, since, times] = [systemClock.now(), systemClock.now(), 1]
  const now = () => from + (systemClock.now() - since) * times
  return {
    now: () => Math.round(now()),
    sleep: (ms, signal) => systemClock.sleep(ms / times, signal),
    after: (ms, fn) => systemClock.after(ms / times, fn),
    random: systemClock.random,
    speed(next) {
      from = now()
      since = systemClock.now()
      times = next
    },
  }
}

const until = async (met: () => boolean | Promise<boolean>) => {
  while (!(await met())) await systemClock.sleep(20)
}

test('an ERP that is away for six hours with ten thousand leads behind: none dies, the cap is used, the urgent go first', async () => {
  const clock = variableClock()
  clock.speed(100)
  const double = new ErpDouble()
  const erp = new GatedErp(double, ratePerSecond, clock)
  office = await openOffice({ crm: erp.crm, deps: { clock, settings: { ratePerSecond, debounceMs: 20_000 } } })
  const { sync, data } = office
  double.down = true
  const old = double.enter({ name: '老客户有限公司', ownerId: 63 as never })
  sync.start()
  for (let i = 0; i < leads; i++) {
    const mobile = `139${String(10_000_000 + i * 37)}`
    await Promise.all(
      ['家里110平要装地暖，多少钱一平？', `我叫李强，电话${mobile}，自己家里用的`].map((text) =>
        sync.intake.receive(says(`c${i}`, text)),
      ),
    )
  }
  await until(async () => (await data.store.outboxCounts('erp', 0)).ready >= leads - 20)
  const callsBefore = double.calls.length
  const downAt = clock.now()
  clock.speed(3_000)
  await until(() => clock.now() > downAt + 6 * hourMs)
  clock.speed(1)
  const counts = await data.store.outboxCounts('erp', clock.now())
  const probes = double.calls.length - callsBefore
  // One of them may be the probe.
  expect({ dead: counts.dead, waiting: counts.ready + counts.running }).toEqual({ dead: 0, waiting: leads })
  // A probe a minute at most, once the breaker has settled.
  expect(probes).toBeLessThan((clock.now() - downAt) / 60_000 + 20)

  // As fast as one core carries the calls: slower machines would show themselves, not the cap.
  clock.speed(15)
  double.down = false
  const backAt = clock.now()
  await until(() => double.all().length > 500)
  const firstWrite = erp.times.find((time) => time > backAt) ?? 0

  // Somebody who wants to buy now, and a salesperson's command, with thousands ahead of them.
  const heardAt = clock.now()
  let hotAt: number | undefined
  sync.on((event) => {
    if (event.type === 'customer_created' && event.lead.fields.name?.value === '娄婷婷') hotAt = clock.now()
  })
  for (const message of hotPerson('hot', '娄婷婷', '15803217764'))
    await sync.intake.receive({ ...message, receivedAt: clock.now() })
  const commandAt = clock.now()
  const ticket = await sync.desk.followUp(
    { ord: old },
    { text: '已报价', template: 120, channel: 481 },
    { staff: people[0] as never, replyTo: { kind: 'contact', contactId: 'wq' } },
  )
  await until(async () => (await data.store.entry(ticket.entryId))?.state === 'done')
  const commandMs = clock.now() - commandAt
  await until(() => hotAt !== undefined)
  const hotMs = (hotAt ?? 0) - heardAt - 20_000

  const { dead } = await sync.drain()
  // Without the last ones, behind which nothing waits any more.
  const [first, last] = [erp.times.findIndex((time) => time >= firstWrite), Math.floor(erp.times.length * 0.9)]
  const busyMs = (erp.times[last] as number) - (erp.times[first] as number)
  const used = (last - first) / (busyMs / 1_000) / ratePerSecond
  const notes = double.all().map((customer) => customer.notes.length)
  console.info(
    JSON.stringify({ probes, waitedMs: firstWrite - backAt, commandMs, hotMs, used, calls: last - first, dead }),
  )
  expect(dead).toBe(0)
  expect(double.all()).toHaveLength(leads + 2)
  expect(new Set(double.all().map(({ mobile }) => mobile)).size).toBe(leads + 2)
  expect(notes.filter((count) => count === 1)).toHaveLength(leads + 2)
  expect(double.all().filter(({ assigned }) => assigned === 1)).toHaveLength(leads + 1)
  expect(used).toBeGreaterThan(0.95)
  expect(commandMs).toBeLessThan(10_000)
  expect(hotMs).toBeLessThan(15_000)
})
