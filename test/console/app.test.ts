import { afterEach, expect, it } from 'vitest'
import { startConsole } from '../../src/app/console.ts'
import { openHouse } from '../app/house.ts'
import { freePort, listen } from '../support/free-port.ts'
import { leadOf } from './house.ts'

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const parts = {
  account: { name: () => undefined, scan: () => undefined },
  connection: () => ({ state: 'waiting' as const, reason: '与微信网关的连接中断' }),
}

it('shows the figures of the store, and an incident until it is over', async () => {
  const house = await openHouse({}, { CONSOLE_PORT: String(await freePort()), ALERT_CALM_MS: '0', LOG_LEVEL: 'silent' })
  closers.push(() => house.close())
  const { app } = house
  const now = app.clock.now()
  await app.data.store.transact(async (tx) => {
    for (const [id, score] of Object.entries({ a1: 20, a2: 65, a3: 90 }))
      await tx.saveLead(leadOf(id, { score, firstContactAt: now, lastMessageAt: now }))
  })
  const page = await startConsole(app, parts)
  closers.push(() => page?.close())
  const get = async <T>(path: string) => (await (await fetch(page?.url + path)).json()) as T
  const { funnel, trend } = await get<{ funnel: Array<{ count: number }>; trend: Array<{ fresh: number }> }>(
    '/api/report?period=week',
  )
  expect(funnel.map(({ count }) => count)).toEqual([3, 2, 0, 0])
  expect(trend.at(-1)?.fresh).toBe(3)

  type Now = { wechat: unknown; incidents: Array<{ text: string }>; alerts: Array<{ text: string; over: boolean }> }
  const look = () => get<Now>('/api/now')
  await app.requireSync().alerts.raise('erp_away', 'ERP 连不上，请联系 13867815520', { over: 'ERP 已连上' })
  const during = await look()
  expect(during.wechat).toEqual({ connection: 'waiting', reason: '与微信网关的连接中断' })
  expect(during.incidents.map(({ text }) => text)).toEqual(['ERP 连不上，请联系 138****5520'])
  app.requireSync().alerts.clear('erp_away')
  const over = async () => (await look()).alerts.map((alert) => alert.over)
  await expect.poll(over, { timeout: 15_000 }).toEqual([true, false])
  expect((await look()).incidents).toEqual([])
})

it('leaves the bot at work where its port cannot be had', async () => {
  const { port, server } = await listen()
  closers.push(() => server.close())
  const house = await openHouse({}, { CONSOLE_PORT: String(port), LOG_LEVEL: 'silent' })
  closers.push(() => house.close())
  expect(await startConsole(house.app, parts)).toBeUndefined()
  expect((await house.app.requireSync().desk.status()).outbox.dead).toBe(0)
})
