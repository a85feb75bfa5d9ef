import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Wechaty, WechatyBuilder } from 'wechaty'
import { type ConnectionChange, quietWechaty, type Supervisor, superviseConnection } from '../../src/bot/index.ts'
import { type GatewaySandbox, startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { type Clock, systemClock } from '../../src/shared/clock.ts'
import { silentLogger } from '../../src/shared/logger.ts'

let gateway: GatewaySandbox
let bot: Wechaty
let supervisor: Supervisor
let changes: ConnectionChange[]
let heard: string[]
let pauses: number[]

/** Real time, but pauses between attempts are only written down and the heartbeat's age can be moved. */
class HurriedClock implements Clock {
  skew = 0
  now = () => systemClock.now() + this.skew
  random = () => 1
  after = (ms: number, fn: () => void) => systemClock.after(Math.min(ms, 50), fn)
  sleep = (ms: number, signal?: AbortSignal) => {
    if (ms === startTimeoutMs || ms === 4000) return systemClock.sleep(ms, signal)
    pauses.push(ms)
    return systemClock.sleep(200, signal)
  }
}
const startTimeoutMs = 9999
let clock: HurriedClock

beforeEach(async () => {
  quietWechaty('silent')
  changes = []
  heard = []
  pauses = []
  clock = new HurriedClock()
  gateway = await startGatewaySandbox({ token: `insecure_${Math.random().toString(36).slice(2)}` })
  bot = WechatyBuilder.build({
    puppet: 'wechaty-puppet-service',
    puppetOptions: { endpoint: gateway.endpoint, token: gateway.token, tls: { disable: true } } as never,
  })
  bot.on('message', (message) => void heard.push(message.text()))
  supervisor = superviseConnection({
    bot,
    clock,
    logger: silentLogger,
    startTimeoutMs,
    onChange: (change) => changes.push(change),
  })
})
afterEach(async () => {
  await supervisor.stop()
  await gateway.close()
})

const hear = (text: string) => vi.waitFor(() => expect(heard).toContain(text), { timeout: 15_000 })

describe('the connection supervisor', () => {
  it('connects, hears, stops', async () => {
    supervisor.start()
    await supervisor.whenConnected()
    gateway.say({ from: 'c1', text: '一' })
    await hear('一')
    expect(changes.map((c) => c.state)).toEqual(['connecting', 'connected'])
    await supervisor.stop()
    expect(supervisor.state).toBe('stopped')
  })

  it('comes back by itself after the gateway was away, and every queued message with it, exactly once', async () => {
    supervisor.start()
    await supervisor.whenConnected()
    for (const round of ['甲', '乙', '丙']) {
      await gateway.drop()
      for (let i = 1; i <= 3; i++) gateway.say({ from: 'c1', text: `${round}${i}` })
      await vi.waitFor(() => expect(supervisor.connected()).toBe(false))
      await gateway.resume()
      for (let i = 1; i <= 3; i++) await hear(`${round}${i}`)
    }
    // Two may arrive swapped at first contact: the store puts them in the order of their own time.
    expect(heard.sort()).toEqual(['甲', '乙', '丙'].flatMap((r) => [1, 2, 3].map((i) => `${r}${i}`)).sort())
    expect(changes.find((c) => c.state === 'waiting')?.reason).toContain('中断')
  })

  it('keeps trying with growing pauses while the gateway is not there, also at the first start', async () => {
    await gateway.drop()
    supervisor.start()
    await vi.waitFor(() => expect(pauses.length).toBeGreaterThanOrEqual(2), { timeout: 18_000, interval: 50 })
    expect(pauses.slice(0, 2)).toEqual([1000, 2000])
    await gateway.resume()
    gateway.say({ from: 'c1', text: '终于' })
    await hear('终于')
    expect(supervisor.connected()).toBe(true)
  }, 40_000)

  it('notices by the heartbeat’s age that somebody else has the stream, though calls still work', async () => {
    supervisor.start()
    await supervisor.whenConnected()
    gateway.silence()
    gateway.say({ from: 'c1', text: '没人听见' })
    const contact = await bot.Contact.find({ id: 'c1' })
    await contact?.say('还能说')
    expect(gateway.sent).toHaveLength(1)
    expect(heard).toEqual([])
    clock.skew += 40_000
    await hear('没人听见')
    expect(changes.some((c) => c.reason?.includes('没有心跳'))).toBe(true)
  })

  it('stops within seconds while a start is under way', async () => {
    await gateway.drop()
    supervisor.start()
    await vi.waitFor(() => expect(supervisor.state).toBe('connecting'))
    const before = systemClock.now()
    await supervisor.stop()
    expect(supervisor.state).toBe('stopped')
    expect(systemClock.now() - before).toBeLessThan(6000)
  })

  it('asks a quiet gateway for a sign of life before it calls it dead', async () => {
    supervisor.start()
    await supervisor.whenConnected()
    clock.skew += 25_000
    await vi.waitFor(() => expect(clock.now() - supervisor.lastHeartbeatAt).toBeLessThan(5000))
    expect(changes.map((c) => c.state)).toEqual(['connecting', 'connected'])
  })

  it('waits for the account where it was logged out on the phone', async () => {
    supervisor.start()
    await supervisor.whenConnected()
    await gateway.logout()
    await vi.waitFor(() => expect(supervisor.state).toBe('logged_out'))
    gateway.login()
    await supervisor.whenConnected()
    gateway.say({ from: 'c1', text: '回来了' })
    await hear('回来了')
  })
})
