import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { type GatewaySandbox, startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { scratch, startCli } from '../support/cli.ts'
import { freePort } from '../support/free-port.ts'
import { growthPerMinute, type Sample } from './growth.ts'

// SOAK_SECONDS=60 npm run test:long -- test/soak for a quick look; only ten minutes say something about memory.
const seconds = Number(process.env.SOAK_SECONDS ?? 600)
const perSecond = Number(process.env.SOAK_RATE ?? 50)
const contacts = 400
/** One message in so many names a new customer. */
const enquiryEvery = 150
const sampleMs = 2_000
const heapLimitMB = 192

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const smallTalk = [
  '好的，知道了',
  '这个规格还有吗',
  '稍等我问一下仓库那边',
  '昨天发的货到了，外包装有点破',
  '你们周末上班吗',
  '嗯嗯',
  '运费怎么算的，到苏州',
  '晚点给您回复哈',
  '图片发我看看',
  '上次那个型号再说一遍',
]

/** Says `total` messages at an even rate; late ticks are caught up, so that the rate holds on a busy machine. */
async function talk(gateway: GatewaySandbox, total: number): Promise<void> {
  const began = performance.now()
  for (let said = 0; said < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1_000) * perSecond) + 1)
    for (; said < due; said++) gateway.say(utterance(said))
    await new Promise((done) => setTimeout(done, 10))
  }
}

/** Every so often two messages in a row make a new customer, each in a chat of his own. */
function utterance(index: number): { from: string; text: string } {
  const number = Math.floor(index / enquiryEvery)
  const buyer = `guest${number % contacts}`
  if (index % enquiryEvery === 0) return { from: buyer, text: '你好，我们要采购300套货架，这周五前能到吗，报个价' }
  if (index % enquiryEvery === 1) {
    const [city, trade, person] = [cities, trades, people].map((words, i) => words[(number >> i) % words.length])
    const firm = `${city}${trade}${digits[number % 10]}${digits[Math.floor(number / 10) % 10]}机械有限公司`
    return { from: buyer, text: `我是${firm}的${person}，手机${13_900_000_000 + number * 37_011}` }
  }
  // A few dozen talk at the same time, then others: who falls silent gets his note.
  const block = Math.floor(index / (perSecond * 30))
  const from = `guest${(block * 37 + ((index * 7) % 60)) % contacts}`
  return { from, text: smallTalk[(index * 3) % smallTalk.length] as string }
}

const cities = ['宁波', '苏州', '无锡', '东莞', '青岛', '合肥', '泉州']
const trades = ['海川', '远帆', '恒信', '鼎力', '同辉']
const people = ['周明远', '吴海平', '郑立新', '孙国庆', '李晓波', '王建军']
const digits = [...'甲乙丙丁戊己庚辛壬癸']

const shown = 24
const overTime = (samples: readonly Sample[], what: 'heap' | 'rss') =>
  samples.filter((_, i) => i % Math.ceil(samples.length / shown) === 0).map((one) => Math.round(one[what] / 1e6))

it(`bears ${perSecond} messages a second for ${seconds} s with flat memory and no unhandled rejection`, async () => {
  const dir = scratch('soak')
  const erp = await startErpSandbox()
  const gateway = await startGatewaySandbox({
    contacts: [
      { id: 'wx-lin', name: '小林' },
      ...Array.from({ length: contacts }, (_, i) => ({ id: `guest${i}`, name: `客人${i}` })),
    ],
  })
  closers.push(
    dir.remove,
    () => erp.close(),
    () => gateway.close(),
  )
  const sales = join(dir.path, 'sales.json')
  const lin = { name: '林知远', contactId: 'wx-lin', erpUserId: 63, role: 'sales' }
  writeFileSync(sales, JSON.stringify({ salespeople: [lin], proactive: { enabled: false } }))
  const port = await freePort()
  const run = startCli(['run'], {
    env: {
      ...erp.env,
      ...gateway.env,
      ERP_RATE_PER_SECOND: '20',
      ERP_SENIOR_USER_IDS: '63',
      SALES_CONFIG: sales,
      DATA_DIR: join(dir.path, 'data'),
      SYNC_DEBOUNCE_MS: '2000',
      HOLD_MS: '0',
      NOTE_SILENCE_MS: '10000',
      METRICS_PORT: String(port),
      LOG_LEVEL: 'warn',
      // As on a small server. Without a bound garbage is let pile up for longer than this takes.
      NODE_OPTIONS: `--max-old-space-size=${heapLimitMB}`,
    },
  })
  closers.push(() => run.kill())
  let ended: number | null | undefined
  void run.finished.then(({ code }) => {
    ended = code
  })
  await gateway.waitForClient(30_000)

  const metrics = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const read = (text: string, name: string) => {
    const line = text.split('\n').find((one) => one.startsWith(`${name} `))
    return Number(line?.slice(name.length + 1) ?? Number.NaN)
  }
  const received = async () => read(await metrics(), 'zhibang_messages_total{role="customer"}')

  const samples: Sample[] = []
  const total = seconds * perSecond
  const began = performance.now()
  let talking = true
  const talked = talk(gateway, total).finally(() => {
    talking = false
  })
  while (talking && ended === undefined) {
    const text = await metrics()
    samples.push({
      seconds: (performance.now() - began) / 1_000,
      rss: read(text, 'process_resident_memory_bytes'),
      heap: read(text, 'nodejs_heap_size_used_bytes'),
    })
    await new Promise((done) => setTimeout(done, sampleMs))
  }
  await talked
  const tookSeconds = (performance.now() - began) / 1_000
  while (ended === undefined && (await received()) < total) await new Promise((done) => setTimeout(done, 200))
  const caughtUpSeconds = (performance.now() - began) / 1_000

  const last = await metrics()
  const growth = { heap: growthPerMinute(samples, 'heap'), rss: growthPerMinute(samples, 'rss') }
  const report = {
    messages: read(last, 'zhibang_messages_total{role="customer"}'),
    perSecond: Math.round(total / tookSeconds),
    lagSeconds: Number((caughtUpSeconds - tookSeconds).toFixed(1)),
    customers: erp.customers().length,
    leads: Object.fromEntries(
      [...last.matchAll(/^zhibang_leads\{status="(\w+)"\} ([1-9]\d*)$/gm)].map(([, status, count]) => [
        status,
        Number(count),
      ]),
    ),
    behindSeconds: read(last, 'zhibang_threads_behind_seconds'),
    waiting: read(last, 'zhibang_outbox_entries{kind="erp",state="ready"}'),
    eventLoopMeanMs: Number((read(last, 'nodejs_eventloop_lag_mean_seconds') * 1_000).toFixed(1)),
    heapMBperMinute: Number((growth.heap / 1e6).toFixed(2)),
    rssMBperMinute: Number((growth.rss / 1e6).toFixed(2)),
    committedMB: Math.round(read(last, 'nodejs_heap_size_total_bytes') / 1e6),
    externalMB: Math.round(read(last, 'nodejs_external_memory_bytes') / 1e6),
    heapMB: overTime(samples, 'heap'),
    rssMB: overTime(samples, 'rss'),
  }
  console.log('soak', JSON.stringify(report))

  expect(ended).toBeUndefined()
  expect(report.messages).toBe(total)
  expect(report.customers).toBeGreaterThan(0)
  run.signal('SIGTERM')
  const { code, stderr } = await run.finished
  expect(code).toBe(0)
  expect(stderr).not.toMatch(/unhandled|uncaught|listener_failed|MaxListenersExceeded/i)
  // Shorter runs are over before the heap has settled.
  if (seconds >= 300) expect(report.heapMBperMinute).toBeLessThan(2)
})
