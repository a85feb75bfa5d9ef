// A bot process that counts what it hears over gRPC: with a bare listener, or with the plugin, whose messages are durable.
import { WechatyBuilder } from 'wechaty'
import { quietWechaty } from '../../src/bot/index.ts'
import { ZhibangSales } from '../../src/index.ts'

quietWechaty('silent')
const [kind, endpoint, token] = process.argv.slice(2)
const bot = WechatyBuilder.build({
  puppet: 'wechaty-puppet-service',
  puppetOptions: { endpoint, token, tls: { disable: true } } as never,
})
bot.on('error', () => {})

let heard = 0
let expected = Number.POSITIVE_INFINITY
let since = process.cpuUsage()
function count(): void {
  heard++
  if (heard < expected) return
  const { user, system } = process.cpuUsage(since)
  heard = 0
  expected = Number.POSITIVE_INFINITY
  process.send?.({ cpuMs: (user + system) / 1_000 })
}
process.on('message', ({ expect }: { expect: number }) => {
  since = process.cpuUsage()
  expected = expect
})

if (kind === 'plugin') {
  const plugin = ZhibangSales({
    // Nobody listens there: nothing is written, and each message is still kept, read and judged.
    erp: { baseUrl: 'http://127.0.0.1:9', username: 'bot', password: 'sandbox' },
    salespeople: [{ name: '林知远', contactId: 'lin', erpUserId: 63 }],
    dataDir: process.env.DATA,
    logLevel: 'silent',
    onEvent: (event) => event.type === 'message' && count(),
  })
  bot.use(plugin)
} else {
  bot.on('message', (message) => {
    // What a listener cannot do without: who, where, what.
    void [message.talker().name(), message.room()?.id, message.text(), message.date()]
    count()
  })
}
await bot.start()
