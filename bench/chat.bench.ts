/*
 * What people wait for while 10,000 past conversations are written at the ERP's rate: from a customer's last message to
 * the card on the salesperson's phone and to the row in the ERP (both less the debounce), and from a command to its
 * answer. Everything as it runs: WeChat over gRPC, the ERP over HTTP with 200 ms for each answer, five calls a second.
 * Baseline: the same calls to the same ERP, bare, one after the other, with nobody else there.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningBot, startBot } from '../src/app/bot.ts'
import { resolveConfig } from '../src/config/index.ts'
import { startErpSandbox } from '../src/sandbox/erp/index.ts'
import type { GatewaySandbox } from '../src/sandbox/gateway/index.ts'
import { startGatewaySandbox } from '../src/sandbox/gateway/index.ts'
import { silentLogger } from '../src/shared/logger.ts'
import { bareCaller } from './chat/bare-caller.ts'
import { fillBacklog } from './chat/fill-backlog.ts'
import type { Row } from './row.ts'

const backlog = 10_000
const latencyMs = 200
const debounceMs = 1_000
const leads = 40
const reads = 60
const leadEveryMs = 3_000
const readEveryMs = 2_000
/** Look, allocate, save, assign: as many calls as one new customer costs. */
const callsPerLead = 5
const people = [{ userId: 63, name: '李娜', department: '销售一部' }]
const lina = { name: '李娜', contactId: 'wx-lina', erpUserId: 63, role: 'sales' }
const known = Array.from({ length: 200 }, (_, n) => ({ name: `测试${n}号机械有限公司`, userId: 63 }))

const companyOf = (n: number) => `宁波${'海天金星云山江河'[n % 8]}${'达诚源盛隆'[Math.floor(n / 8)]}机械有限公司`

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))

export async function run(): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'zhibang-chat-bench-'))
  // Wechaty's cache on the disk belongs to this run alone.
  process.env.HOME = dir
  const erp = await startErpSandbox({ latencyMs, people, seed: known })
  const bare = await bareCaller(erp.baseUrl)
  const oneCall = await bare.mean(20)
  const gateway = await startGatewaySandbox({ contacts: [{ id: lina.contactId, name: lina.name }] })
  const config = resolveConfig(
    { ...erp.env, DATA_DIR: dir, ERP_SENIOR_USER_IDS: '63', SYNC_DEBOUNCE_MS: String(debounceMs), LOG_LEVEL: 'silent' },
    { salespeople: [lina], proactive: { quietHours: false } },
  )
  const bot = await startBot(config, {
    gateway: { token: gateway.token, endpoint: gateway.endpoint },
    logger: silentLogger,
  })
  try {
    await bot.connection.whenConnected()
    await bot.app.requireSync().syncOnce({ full: true, push: false })
    await fillBacklog(bot.app.data.store, backlog)
    await sleep(5_000)
    const [{ cards, rows }, answers] = await Promise.all([sell(gateway, bot), ask(gateway)])
    const left = (await bot.app.data.store.outboxCounts('erp', Date.now())).ready
    if (left < 1_000) throw new Error(`only ${left} entries of the backlog were left: nothing was measured under load`)
    return [
      row('chat: message to hand-over card less debounce, p95', p95(cards), oneCall * callsPerLead),
      row('chat: message to ERP row less debounce, p95', p95(rows), oneCall * callsPerLead),
      row('chat: read command to answer, p95', p95(answers), oneCall),
    ]
  } finally {
    await bot.stop()
    await gateway.close()
    await erp.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

const row = (name: string, value: number, baseline: number): Row => ({
  name,
  value,
  unit: 'ms',
  baseline,
  ratio: value / baseline,
})

const p95 = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.95) - 1] as number
}

/** New customers write, one every few seconds: when is the card there, when the row. */
async function sell(gateway: GatewaySandbox, bot: RunningBot): Promise<{ cards: number[]; rows: number[] }> {
  const created = new Map<string, number>()
  bot.app.requireSync().on((event) => {
    if (event.type === 'customer_created') created.set(event.lead.fields.mobile?.value ?? '', Date.now())
  })
  const cards: Array<Promise<number>> = []
  const said = new Map<string, number>()
  for (let n = 0; n < leads; n++) {
    const mobile = `1860000${String(1_000 + n)}`
    const from = `wx-buyer-${n}`
    gateway.addContact({ id: from, name: `客户${n}` })
    gateway.say({ from, text: '你好，我们要采购300套货架，这周五前能到吗，报个价' })
    said.set(mobile, Date.now())
    gateway.say({ from, text: `我是${companyOf(n)}的周明远，手机${mobile}` })
    const fits = (message: { text: string }) => message.text.includes('新客户') && message.text.includes(mobile)
    cards.push(gateway.waitForSent(fits, 60_000).then((card) => card.at - (said.get(mobile) ?? 0) - debounceMs))
    await sleep(leadEveryMs)
  }
  const all = await Promise.all(cards)
  const rows = [...created].flatMap(([mobile, at]) => {
    const since = said.get(mobile)
    return since === undefined ? [] : [at - since - debounceMs]
  })
  if (rows.length < leads) throw new Error(`${rows.length} of ${leads} customers were created`)
  return { cards: all, rows }
}

/** 查客户 with another name each time. */
async function ask(gateway: GatewaySandbox): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < reads; n++) {
    const name = `测试${n}号机械`
    const started = Date.now()
    gateway.say({ from: lina.contactId, text: `/erp 查客户 ${name}` })
    const answer = await gateway.waitForSent((message) => message.text.includes(`【${name}`), 60_000)
    times.push(answer.at - started)
    await sleep(Math.max(0, readEveryMs - (Date.now() - started)))
  }
  return times
}
