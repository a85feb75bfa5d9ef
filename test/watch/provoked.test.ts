import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type App, openApp } from '../../src/app/app.ts'
import { resolveConfig } from '../../src/config/index.ts'
import type { ChatTarget } from '../../src/domain/index.ts'
import { type ErpSandbox, type ErpSandboxOptions, startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { scratch } from '../support/cli.ts'
import { hotPerson } from '../sync/office.ts'
import { quickClock } from '../sync/quick-clock.ts'

// The whole program over a real ERP on the wire, in a time that runs faster: what must last a minute takes a second or less.
let clock = quickClock(60)
beforeEach(() => {
  clock = quickClock(60)
})

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface House {
  app: App
  erp: ErpSandbox
  said: Array<{ to: string; text: string }>
  dataDir: string
  close(): Promise<void>
}

const salespeople = [
  { name: '林知远', contactId: 'lin', erpUserId: 63, role: 'sales' },
  { name: '吴小运', contactId: 'ops', role: 'operator' },
]
const idOf = (to: ChatTarget) => (to.kind === 'contact' ? to.contactId : to.roomId)

async function openHouse(options: ErpSandboxOptions = {}, env: Record<string, string> = {}, wechat = () => true) {
  const dir = scratch('provoked')
  closers.push(dir.remove)
  const erp = await startErpSandbox(options)
  closers.push(() => erp.close())
  return begin(erp, dir.path, env, wechat)
}

async function begin(erp: ErpSandbox, dataDir: string, env: Record<string, string> = {}, wechat = () => true) {
  const said: House['said'] = []
  const settings = {
    ...erp.env,
    DATA_DIR: dataDir,
    ERP_RATE_PER_SECOND: '1000',
    ERP_TIMEOUT_MS: '600000',
    SYNC_DEBOUNCE_MS: '0',
    HOLD_MS: '0',
    ...env,
  }
  const app = await openApp(resolveConfig(settings, { salespeople, proactive: { enabled: false } }), {
    clock,
    logger: silentLogger,
    messenger: {
      connected: wechat,
      async say(to, text) {
        said.push({ to: idOf(to), text })
      },
    },
  })
  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= app.close()
    return closed
  }
  closers.push(close)
  app.requireSync().start()
  await app.watching.begin({ connected: wechat })
  return { app, erp, said, dataDir, close }
}

const until = async (look: () => unknown): Promise<void> => {
  for (const began = performance.now(); !look(); ) {
    if (performance.now() - began > 18_000) throw new Error(`never came: ${look}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}

const toOperator = ({ said }: House, words: string) =>
  said.filter(({ to, text }) => to === 'ops' && text.includes(words))
const told = (house: House, words: string) => until(() => toOperator(house, words).length > 0)

async function hear({ app }: House, count: number, mobile = (i: number) => `1380000${1000 + i}`) {
  const names = '赵钱孙李周吴郑王冯陈褚卫'
  for (let i = 0; i < count; i++)
    for (const message of hotPerson(`guest${i}`, `${names[i]}小路`, mobile(i))) {
      const now = clock.now()
      await app.requireSync().intake.receive({ ...message, sentAt: now, receivedAt: now })
    }
}

it('a success rate below 80 % and more than ten failures in an hour', async () => {
  const house = await openHouse({ variants: { requiredFields: ['trade'] } })
  await hear(house, 12)
  // Of the first ten customers something can be said, of the eleventh failure on there are too many.
  await told(house, '⚠️ 近一小时同步成功率 0%（应不低于 80%）')
  await until(() => house.app.watching.figures().find(({ name }) => name === 'failures')?.value === 12)
  await until(() => house.said.some(({ text }) => /⚠️ 近一小时写入失败 1[12] 次（应不超过 10 次）/.test(text)))
  const crossed = house.app.watching.figures().filter((figure) => figure.crossed)
  // How long an answer takes is the machine’s own matter, and counts sixty times here.
  expect(crossed.map(({ name }) => name).filter((name) => name !== 'erp_response_seconds')).toEqual([
    'sync_success_ratio',
    'failures',
  ])
  expect(toOperator(house, '同步成功率')).toHaveLength(1)
  expect(JSON.stringify(house.said)).not.toMatch(/1380000\d{4}/)
})

it('a mean response of more than five seconds', async () => {
  const house = await openHouse({ latencyMs: 150 })
  const { crm } = house.app.requireErp()
  await Promise.all(Array.from({ length: 12 }, () => crm.listCustomers({}, { index: 1, size: 1 })))
  await told(house, '⚠️ 近一小时 ERP 平均响应')
  expect(toOperator(house, 'ERP 平均响应')[0]?.text).toContain('请检查 ERP 服务器和网络')
})

it('more than five duplicate customers in a day', async () => {
  const mobile = (i: number) => `1390000${2000 + i}`
  const seed = Array.from({ length: 6 }, (_, i) => ({
    name: `旧客户${i}`,
    type: 'personal' as const,
    mobile: mobile(i),
    contactName: `旧客户${i}`,
  }))
  const house = await openHouse({ seed })
  await hear(house, 6, mobile)
  await told(house, '⚠️ 近一天重复客户 6 个（应不超过 5 个）')
})

it('more than three session expiries in an hour', async () => {
  const house = await openHouse()
  const { crm } = house.app.requireErp()
  for (let i = 0; i < 5; i++) {
    await crm.listCustomers({}, { index: 1, size: 1 })
    house.erp.endSessions()
  }
  await told(house, '⚠️ 近一小时 ERP 会话失效 4 次（应不超过 3 次）')
})

it('an ERP that is away though nobody needs it, told once, and told when it is back', async () => {
  clock = quickClock(300)
  const house = await openHouse()
  await until(() => house.erp.countOf() > 0)
  await house.erp.refuse()
  await told(house, '⚠️ ERP 连不上')
  await house.erp.accept()
  await told(house, '✅ ERP 已连上')
  expect(toOperator(house, '⚠️ ERP 连不上')).toHaveLength(1)
})

it('an incident that a restart finds open is not told again, and its end is', async () => {
  clock = quickClock(300)
  const house = await openHouse()
  await until(() => house.erp.countOf() > 0)
  await house.erp.refuse()
  await told(house, '⚠️ ERP 连不上')
  await house.close()
  const again = await begin(house.erp, house.dataDir)
  expect(again.app.requireSync().alerts.open()).toMatchObject([{ key: 'erp_away' }])
  // The new process sees it as well, and keeps it to itself.
  await until(() => again.app.requireErp().crm.health().lastError)
  await again.erp.accept()
  await told(again, '✅ ERP 已连上')
  expect(toOperator(again, '⚠️ ERP 连不上')).toEqual([])
})

it('a login that is refused', async () => {
  clock = quickClock(300)
  const house = await openHouse({}, { ERP_PASSWORD: 'wrong' })
  await told(house, '⚠️ ERP 登录失败')
  await house.app.requireErp().session.setPassword('sandbox')
  await told(house, '✅ ERP 登录恢复')
})

it('WeChat that is away: by webhook, as WeChat cannot carry it; in WeChat when it is back', async () => {
  clock = quickClock(300)
  const received: Array<{ key: string; state: string; message: string }> = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    received.push(JSON.parse(body))
    response.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closers.push(() => server.close())
  let here = false
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  const house = await openHouse({}, { ALERT_WEBHOOK_URL: url }, () => here)
  await until(() => received.some(({ key, state }) => key === 'wechat_away' && state === 'firing'))
  here = true
  await told(house, '✅ 微信已重新连接')
  await until(() => received.some(({ key, state }) => key === 'wechat_away' && state === 'resolved'))
  expect(toOperator(house, '⚠️ 微信')).toEqual([])
})

it('a port that somebody else has keeps nobody from work', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  closers.push(() => server.close())
  const house = await openHouse({}, { METRICS_PORT: String((server.address() as AddressInfo).port) })
  await hear(house, 1)
  await until(() => house.erp.customers().length === 1)
})
