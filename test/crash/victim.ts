// The process that is killed: store, ERP client, rules and sync as the bot wires them, fed from a file instead of WeChat.
// One JSON line a fact on stdout; a pipe takes it before the next statement runs, so that no kill can unsay it.
import { readFileSync } from 'node:fs'
import { createErp } from '../../src/erp/index.ts'
import { createJudge, createScorer } from '../../src/scoring/index.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { createSync } from '../../src/sync/index.ts'
import { fasterClock } from './faster-clock.ts'
import type { Orders, Report } from './orders.ts'
import { staff } from './people.ts'

const orders = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Orders
const report = (fact: Report) => process.stdout.write(`${JSON.stringify(fact)}\n`)
const clock = fasterClock(orders.time)

let passed = 0
function probe(point: string): void {
  report({ kind: 'point', point })
  if (point !== orders.dieAt?.point || ++passed < orders.dieAt.nth) return
  process.kill(process.pid, 'SIGKILL')
  // The signal needs a moment; nothing may happen in it.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

const data = await openEmbeddedStore({ dataDir: orders.dataDir, clock })
await data.staff.configure(staff)
const erp = createErp({
  ...orders.erp,
  ratePerSecond: orders.ratePerSecond,
  timeoutMs: orders.timeoutMs,
  waitFirstWindow: orders.waitFirstWindow,
  logger: silentLogger,
  onCall: (call) => void data.store.audit({ ...call, kind: 'erp_call', actor: 'bot' } as never).catch(() => {}),
})
const sync = createSync({
  ...data,
  crm: erp.crm,
  scorer: createScorer(),
  judge: createJudge({ seniorUserIds: [63], normalUserIds: [64] }),
  messenger: {
    connected: () => true,
    say: async (_, text) => void report({ kind: 'said', text }),
  },
  clock,
  logger: silentLogger,
  settings: {
    debounceMs: 300,
    holdMs: 0,
    chatGapMs: 0,
    chatGapPerChatMs: 0,
    ratePerSecond: orders.ratePerSecond,
  },
  probe,
})
sync.on(({ type }) => {
  if (type === 'resaved') report({ kind: 'resaved' })
})
sync.start()
report({ kind: 'started' })
await Promise.all(
  orders.feed.map(async (message) => {
    const answer = await sync.intake.receive({ ...message, receivedAt: clock.now() })
    report({ kind: 'received', id: message.id, answer })
  }),
)
const { dead } = await sync.drain()
// Cards wait a little for what may still come; then they are said.
const soonMs = 40_000
for (;;) {
  const next = await data.store.nextEntryDue('chat')
  if (next === undefined || next > clock.now() + soonMs) break
  await clock.sleep(200)
}
const reasons = (await data.store.entries({ state: ['dead'] })).map(({ id, reason }) => `T${id} ${reason}`)
await sync.stop()
await erp.close()
await data.close()
report({ kind: 'drained', dead, reasons })
