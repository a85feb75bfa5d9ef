import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Wechaty, WechatyBuilder } from 'wechaty'
import { quietWechaty } from '../../src/bot/index.ts'
import type { ZhibangSalesOptions } from '../../src/index.ts'
import { startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'

/** A WeChat and an ERP on loopback, so that every example runs without accounts. With real ones you need none of this. */
export async function openOffice() {
  quietWechaty('silent')
  const folder = mkdtempSync(join(tmpdir(), 'zhibang-example-'))
  const erp = await startErpSandbox()
  const gateway = await startGatewaySandbox({
    contacts: [
      { id: 'buyer', name: '海阔天空' },
      { id: 'lin', name: '林知远' },
    ],
  })
  const bot: Wechaty = WechatyBuilder.build({
    puppet: 'wechaty-puppet-service',
    puppetOptions: { endpoint: gateway.endpoint, token: gateway.token, tls: { disable: true } } as never,
  })
  bot.on('error', console.error)
  return {
    bot,
    erp,
    /** For `ZhibangSales`: quick, quiet, in a folder of its own. */
    options: {
      erp: { baseUrl: erp.baseUrl, username: 'bot', password: 'sandbox', ratePerSecond: 50 },
      salespeople: [{ name: '林知远', contactId: 'lin', erpUserId: 63, role: 'sales' }],
      seniorUserIds: [63],
      dataDir: join(folder, 'data'),
      debounceMs: 100,
      holdMs: 0,
      logLevel: 'error',
    } satisfies ZhibangSalesOptions,
    async start() {
      const login = new Promise((done) => bot.once('login', done))
      await bot.start()
      await login
      await gateway.waitForClient()
    },
    /** Somebody writes to the account. */
    say: (from: string, text: string) => void gateway.say({ from, text }),
    /** What the bot said to somebody, as soon as it holds `words`. */
    heard: async (to: string, words: RegExp): Promise<string> =>
      (await gateway.waitForSent((message) => message.to === to && words.test(message.text))).text,
    async close() {
      await bot.stop()
      await gateway.close()
      await erp.close()
      rmSync(folder, { recursive: true, force: true })
      // The messenger's connections of third parties may linger.
      process.exit(0)
    },
  }
}
