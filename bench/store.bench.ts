/*
 * What the store costs when it knows many: a durable message, a decision with its outbox entry, a run of an entry, and
 * the start of the process. The baseline is the same work among a thousand leads.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { callPriority, leadEntry, type Store } from '../src/domain/index.ts'
import { startErpSandbox } from '../src/sandbox/erp/index.ts'
import { type EmbeddedStore, openEmbeddedStore } from '../src/store/index.ts'
import type { Row } from './row.ts'
import { fill, leadId, leadOf, messageOf, mobileOf, toStore } from './store/fill.ts'

const few = 1_000
const many = 100_000
const openEntries = 10_000
const rounds = 400

export async function run(): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'zhibang-bench-store-'))
  try {
    const small = await filled(join(dir, 'few'), few)
    const large = await filled(join(dir, 'many'), many, openEntries)
    const rows: Row[] = []
    for (const [name, work] of works) {
      const [a, b] = await medians(small.store, large.store, work)
      rows.push({ name: `store: ${name}, 1e5 leads`, value: b, unit: 'ms', baseline: a, ratio: b / a })
    }
    await small.close()
    await large.close()
    return [...rows, ...(await starts(join(dir, 'few'), join(dir, 'many')))]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

async function filled(dataDir: string, leads: number, open = 0): Promise<EmbeddedStore> {
  const data = await openEmbeddedStore({ dataDir })
  await fill(data.store, leads, open)
  return data
}

type Work = (store: Store, i: number, known: number) => Promise<unknown>

const works: Array<[string, Work]> = [
  ['a message', (store, i, known) => store.append([toStore(messageOf(i % known, 10 + i, '这款多少钱，要20台'))])],
  ['a look for what is due', (store) => store.dueThreads(0, 50)],
  ['a decision with its entry', decide],
  ['a run of an entry: claim, intent, outcome, end', runEntry],
]

async function decide(store: Store, i: number, known: number): Promise<void> {
  const n = known + i
  await store.append([toStore(messageOf(n, 0, '家里110平要装地暖，多少钱一平？'))])
  await store.transact(async (tx) => {
    const lead = leadOf(n)
    const thread = await tx.thread(lead.threadId)
    if (thread) await tx.saveThread({ ...thread, leadId: lead.id, dueAt: undefined, version: thread.version + 1 })
    await tx.findLead(`mobile:${mobileOf(n)}`)
    await tx.claim(lead.id, [`mobile:${mobileOf(n)}`, `wechat:wx_c${n}`])
    await tx.saveLead(lead)
    const job = { type: 'sync_customer' as const, leadId: leadId(n), trigger: 'automatic' as const }
    await tx.enqueue(leadEntry(leadId(n), job, { dedupeKey: `customer:${n}`, priority: callPriority.hot, dueAt: 0 }))
  })
}

async function runEntry(store: Store): Promise<void> {
  const now = Date.now()
  const [entry] = await store.claimEntries({ worker: 'w', kind: 'erp', now, leaseMs: 60_000, limit: 1 })
  if (!entry?.lease) throw new Error('nothing to claim')
  const step = { step: 'save', startedAt: now }
  await store.recordStep(entry.id, entry.lease.fence, step)
  await store.recordStep(entry.id, entry.lease.fence, { ...step, finishedAt: now, outcome: 'ok' })
  await store.finishEntry(entry.id, entry.lease.fence, { state: 'done' }, now)
}

/** ms of the same work here and there, taken in turns so that both see the same machine. */
async function medians(small: Store, large: Store, work: Work): Promise<[number, number]> {
  const [a, b]: [number[], number[]] = [[], []]
  for (let i = 0; i < rounds; i++) {
    a.push(await timed(() => work(small, i, few)))
    b.push(await timed(() => work(large, i, many)))
  }
  return [median(a), median(b)]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const median = (values: number[]): number => values.sort((x, y) => x - y)[Math.floor(values.length / 2)] ?? 0

async function starts(small: string, large: string): Promise<Row[]> {
  const erp = await startErpSandbox()
  const [a, b] = [await startOf(small, erp.baseUrl, few), await startOf(large, erp.baseUrl, many)]
  await erp.close()
  const row = (name: string, unit: string, key: 'ms' | 'rssMb'): Row => ({
    name: `${name}, 1e5 leads and 1e4 open entries`,
    value: b[key],
    unit,
    baseline: a[key],
    ratio: b[key] / a[key],
  })
  return [
    row('store: start of the process until it works', 'ms', 'ms'),
    row('store: memory after the start', 'MB', 'rssMb'),
  ]
}

/** From the start of the process until its first ERP call is on its way. */
async function startOf(dataDir: string, baseUrl: string, leads: number): Promise<{ ms: number; rssMb: number }> {
  const data = await openEmbeddedStore({ dataDir })
  // Somebody always waits, so that there is a first call.
  await decide(data.store, 1_000_000, leads)
  await data.close()
  const from = Date.now()
  const child = fork(fileURLToPath(new URL('./store/start.ts', import.meta.url)), [dataDir, baseUrl])
  const [ready] = (await once(child, 'message')) as [{ readyAt: number; rssMb: number }]
  const [later] = (await once(child, 'message')) as [{ rssMb: number }]
  await once(child, 'exit')
  return { ms: ready.readyAt - from, rssMb: Math.max(ready.rssMb, later.rssMb) }
}
