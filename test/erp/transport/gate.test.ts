import { afterEach, describe, expect, it } from 'vitest'
import { type CallPriority, callPriority } from '../../../src/domain/crm.ts'
import { operation } from '../../../src/erp/catalogue/index.ts'
import { createRateGate } from '../../../src/erp/transport/gate.ts'
import { createTransport } from '../../../src/erp/transport/http.ts'
import { createSend } from '../../../src/erp/transport/send.ts'
import { systemClock } from '../../../src/shared/clock.ts'
import { TestClock } from '../../support/test-clock.ts'
import { type Handler, pairsOf, startWireServer } from '../../support/wire-server.ts'

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function open(rate: number, handler: Handler, waitFirstWindow = false) {
  const server = await startWireServer(handler)
  const transport = createTransport({ baseUrl: server.baseUrl, timeoutMs: 5_000, clock: systemClock })
  const gate = createRateGate({ ratePerSecond: rate, clock: systemClock, waitFirstWindow })
  const send = createSend({ transport, gate, contentType: 'application/json' })
  closers.push(() => gate.close(), transport.close, server.close)
  const list = operation('sales.customer.list')
  if (!list) throw new Error('no list')
  const call = (priority: CallPriority = callPriority.normal, signal?: AbortSignal, pageindex = 1) =>
    send(list, { pageindex }, { token: 't', priority, signal })
  return { server, gate, call }
}

/** Most arrivals within any second: they lie between the first and the last of `cap + 1` neighbours. */
const busiestSecond = (times: number[], windowMs = 1_000) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length))

describe('the rate gate, as the server sees it', () => {
  it.each([
    ['a fast server', () => 0],
    ['a slow server', () => 180],
    ['a server that answers now fast, now slowly', (n: number) => (n % 7 === 0 ? 400 : n % 3)],
  ])('never lets more than the rate arrive in any second at %s', async (_, delay) => {
    let count = 0
    const { server, call } = await open(7, async () => {
      await systemClock.sleep(delay(count++))
      return { body: {} }
    })
    await Promise.all(Array.from({ length: 30 }, () => call()))
    expect(server.arrivals).toHaveLength(30)
    expect(busiestSecond(server.arrivals.map((arrival) => arrival.at))).toBeLessThanOrEqual(7)
  })

  it('keeps the first window free, as an earlier process may have used it', async () => {
    const started = performance.now()
    const { server, call } = await open(5, () => ({ body: {} }), true)
    await call()
    expect((server.arrivals[0]?.at ?? 0) - started).toBeGreaterThanOrEqual(1_000)
  })

  it('lets people go before backlog', async () => {
    const { server, call } = await open(2, () => ({ body: {} }))
    const backlog = Array.from({ length: 5 }, () => call(callPriority.backlog))
    await Promise.all([...backlog, call(callPriority.command, undefined, 9)])
    const order = server.arrivals.map((arrival) => pairsOf(arrival).pageindex)
    expect(order.indexOf(9)).toBe(1)
  })

  it('gives whoever is waited for the next turn, however much backlog is on its way', async () => {
    const { server, call } = await open(8, async () => {
      await systemClock.sleep(150)
      return { body: {} }
    })
    const backlog = Array.from({ length: 30 }, () => call(callPriority.backlog))
    for (let urgent = 100; urgent < 104; urgent++) {
      const before = server.arrivals.length
      await call(callPriority.command, undefined, urgent)
      const place = server.arrivals.findIndex((arrival) => pairsOf(arrival).pageindex === urgent)
      // One may stand at the door already, another on the wire.
      expect(place - before).toBeLessThanOrEqual(2)
    }
    await Promise.all(backlog)
    expect(busiestSecond(server.arrivals.map((arrival) => arrival.at))).toBeLessThanOrEqual(8)
  })

  it('counts a call from when its bytes left, however long its connection took', async () => {
    const gate = createRateGate({ ratePerSecond: 1, clock: systemClock, waitFirstWindow: false })
    let sentAt = 0
    const slow = gate.run(
      async (pass) => {
        await pass.depart()
        await systemClock.sleep(1_300)
        sentAt = performance.now()
        pass.sent()
        pass.answered()
      },
      { priority: callPriority.normal },
    )
    await gate.run((pass) => pass.depart(), { priority: callPriority.normal })
    const nextLeftAt = performance.now()
    await slow
    expect(nextLeftAt - sentAt).toBeGreaterThanOrEqual(1_000)
  })

  it('a connection that fails holds nobody up any longer', async () => {
    const gate = createRateGate({ ratePerSecond: 1, clock: systemClock, waitFirstWindow: false })
    const failing = gate.run(
      async (pass) => {
        await pass.depart()
        throw new Error('refused')
      },
      { priority: callPriority.normal },
    )
    await expect(failing).rejects.toThrow('refused')
    await gate.run((pass) => pass.depart(), { priority: callPriority.normal })
  })

  it('takes an aborted call out of the queue without sending it', async () => {
    const { server, call } = await open(1, () => ({ body: {} }))
    const first = call()
    const abort = new AbortController()
    const second = call(callPriority.normal, abort.signal)
    abort.abort()
    await expect(second).rejects.toMatchObject({ failure: 'unreachable', code: 'erp_aborted' })
    await first
    expect(server.arrivals).toHaveLength(1)
  })

  it('holds everyone for as long as it is told to', async () => {
    const { server, gate, call } = await open(5, () => ({ body: {} }))
    const from = performance.now()
    gate.pause(300)
    gate.pause(10)
    await call()
    expect((server.arrivals[0]?.at ?? 0) - from).toBeGreaterThanOrEqual(299)
    expect(gate.state().pausedUntil).toBeUndefined()
  })

  it('ends all waiting when it is closed', async () => {
    const clock = new TestClock()
    const gate = createRateGate({ ratePerSecond: 5, clock })
    const waiting = gate.run((pass) => pass.depart(), { priority: callPriority.normal })
    await gate.close()
    await expect(waiting).rejects.toMatchObject({ code: 'erp_closed' })
    await expect(gate.run(async () => 1, { priority: callPriority.normal })).rejects.toMatchObject({
      code: 'erp_closed',
    })
  })
})
