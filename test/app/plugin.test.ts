import { EventEmitter, once } from 'node:events'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { WechatyBuilder } from 'wechaty'
import { quietWechaty } from '../../src/bot/index.ts'
import { ConfigError, type SyncEvent, ZhibangSales } from '../../src/index.ts'
import { startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { scratch } from '../support/cli.ts'

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

it('works in somebody else’s bot: messages become a customer, and after uninstalling nothing is taken any more', async () => {
  quietWechaty('silent')
  const dir = scratch('plugin')
  const erp = await startErpSandbox()
  const gateway = await startGatewaySandbox({ contacts: [{ id: 'buyer', name: '海阔天空' }] })
  closers.push(
    dir.remove,
    () => erp.close(),
    () => gateway.close(),
  )
  const bot = WechatyBuilder.build({
    puppet: 'wechaty-puppet-service',
    puppetOptions: { endpoint: gateway.endpoint, token: gateway.token, tls: { disable: true } } as never,
  })
  bot.on('error', () => {})
  const events = new EventEmitter<{ created: [SyncEvent] }>()
  const created = once(events, 'created')
  const plugin = ZhibangSales({
    erp: { baseUrl: erp.baseUrl, username: 'bot', password: 'sandbox', ratePerSecond: 50 },
    salespeople: [{ name: '林知远', contactId: 'lin', erpUserId: 63 }],
    seniorUserIds: [63],
    dataDir: join(dir.path, 'data'),
    debounceMs: 50,
    logLevel: 'silent',
    onEvent: (event) => event.type === 'customer_created' && events.emit('created', event),
  })
  const uninstall = plugin(bot as never) as () => void
  await bot.start()
  closers.push(() => bot.stop())
  await gateway.waitForClient()
  gateway.say({ from: 'buyer', text: '你好，要采购300套货架，这周五前送到，给个报价' })
  gateway.say({ from: 'buyer', text: '宁波海川机械有限公司 周明远 13867815520' })
  await created
  expect(erp.customers()).toMatchObject([{ fields: { name: '宁波海川机械有限公司' } }])
  const listening = () => (bot as unknown as EventEmitter).listenerCount('message')
  expect(listening()).toBe(1)
  uninstall()
  expect(listening()).toBe(0)
})

it('names every wrong option at once, before the bot starts', () => {
  const wrong = () =>
    ZhibangSales({
      erp: { baseUrl: 'erp', username: '', password: 'S3cret!', ratePerSecond: 0 },
      salespeople: [{ name: '林知远', role: 'boss' as never }],
    })
  expect(wrong).toThrow(ConfigError)
  expect(wrong).toThrow(/ERP_BASE_URL[\s\S]*ERP_RATE_PER_SECOND[\s\S]*salespeople\[0\]\.role/)
  expect(wrong).not.toThrow(/S3cret/)
})
