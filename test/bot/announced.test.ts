import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Wechaty, WechatyBuilder } from 'wechaty'
import { Announced } from '../../src/bot/announced.ts'
import { quietWechaty, superviseConnection } from '../../src/bot/index.ts'
import { type GatewaySandbox, startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { quickClock } from '../sync/quick-clock.ts'

const clock = quickClock(20)
let gateway: GatewaySandbox
let bot: Wechaty
let taken: string[]
let refusals: number
let uninstall: () => void
let stop: () => Promise<void>

beforeEach(async () => {
  quietWechaty('silent')
  taken = []
  refusals = 0
  gateway = await startGatewaySandbox({ token: `insecure_${Math.random().toString(36).slice(2)}` })
  bot = WechatyBuilder.build({
    puppet: 'wechaty-puppet-service',
    puppetOptions: { endpoint: gateway.endpoint, token: gateway.token, tls: { disable: true } } as never,
  })
  const take = async (message: { text(): string }) => {
    if (refusals-- > 0) throw new Error('the disk is full')
    taken.push(message.text())
  }
  uninstall = new Announced({ bot, clock, logger: silentLogger, take }).install()
  const connection = superviseConnection({ bot, clock: systemClock, logger: silentLogger, backoffMs: 50 })
  stop = () => connection.stop()
  connection.start()
  await connection.whenConnected()
  await gateway.waitForClient()
})
afterEach(async () => {
  uninstall()
  await stop()
  await gateway.close()
})

const until = (texts: string[]) => vi.waitFor(() => expect([...taken].sort()).toEqual(texts), { timeout: 15_000 })

test('a message whose content was not to be had is fetched again, and comes once', async () => {
  gateway.withhold(2)
  gateway.say({ from: 'c1', text: '要100套' })
  gateway.say({ from: 'c1', text: '报个价' })
  gateway.say({ from: 'c1', text: '在吗' })
  await until(['在吗', '报个价', '要100套'].sort())
})

test('what could not be taken in comes again', async () => {
  refusals = 3
  gateway.say({ from: 'c1', text: '要100套' })
  await until(['要100套'])
  expect(refusals).toBeLessThan(0)
})

test('announced before the gateway died, fetched when it is back', async () => {
  gateway.withhold(1)
  gateway.say({ from: 'c1', text: '要100套' })
  await vi.waitFor(() => expect(taken).toEqual([]))
  await gateway.drop()
  await gateway.resume()
  await until(['要100套'])
})

test('after its end nothing is taken any more', async () => {
  uninstall()
  gateway.say({ from: 'c1', text: '要100套' })
  const other = new Promise((done) => bot.once('message', done))
  await other
  expect(taken).toEqual([])
})
