/*
 * Several processes, one ERP: how much of the rate the shared gate uses and what the server sees at most, against a
 * counter per second in the database; and how fast several processes turn conversations into customers, against one
 * process with the embedded store. PostgreSQL is started here, on loopback.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startErpSandbox } from '../src/sandbox/erp/index.ts'
import { openPostgresStore } from '../src/store/index.ts'
import { busiestSecond, startArrivals, useOf } from '../test/fleet/arrivals.ts'
import { startMember } from '../test/fleet/processes.ts'
import { postgresAvailable, startPostgres } from '../test/support/postgres.ts'
import type { Row } from './row.ts'

const gateMs = Number(process.env.FLEET_GATE_MS ?? 10_000)
const leads = 480

const here = (file: string) => join(import.meta.dirname, file)
const caller = here('../test/fleet/gate-caller.ts')
const naive = here('fleet/naive-caller.ts')
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))

export async function run(): Promise<Row[]> {
  if (!postgresAvailable) return []
  const server = await startPostgres()
  const url = await server.createDatabase()
  await (await openPostgresStore({ url, dataDir: '' })).close()
  const rows: Row[] = []
  try {
    for (const [processes, rate] of [
      [1, 5],
      [4, 5],
      [8, 5],
      [4, 200],
    ] as const) {
      rows.push(...(await gateRows(url, processes, rate)))
    }
    const alone = await throughput(undefined, 1, 200)
    for (const processes of [1, 4]) {
      const fleet = await throughput(await server.createDatabase(), processes, 200)
      rows.push(
        row(
          `fleet: calls/s at a cap of 200, ${processes} processes`,
          fleet.callsPerSecond,
          'calls/s',
          alone.callsPerSecond,
        ),
        row(
          `fleet: leads/s at a cap of 200, ${processes} processes`,
          fleet.leadsPerSecond,
          'leads/s',
          alone.leadsPerSecond,
        ),
        { name: `fleet: most calls in a second, cap 200, ${processes} processes`, value: fleet.most, unit: 'calls' },
      )
    }
  } finally {
    await server.stop()
  }
  return rows
}

const row = (name: string, value: number, unit: string, baseline: number): Row => ({
  name,
  value,
  unit,
  baseline,
  ratio: value / baseline,
})

async function gateRows(url: string, processes: number, rate: number): Promise<Row[]> {
  const ours = await gate(caller, url, processes, rate)
  const theirs = await gate(naive, url, processes, rate)
  const what = `${processes} processes, cap ${rate}`
  return [
    row(`gate: part of the cap used, ${what}`, ours.use, '', theirs.use),
    row(`gate: most calls in any second, ${what}`, ours.most, 'calls', theirs.most),
  ]
}

async function gate(script: string, url: string, processes: number, rate: number) {
  const erp = await startArrivals(() => ({ status: 200, delayMs: 50 }))
  const lanes = String(Math.ceil((rate * 0.3) / processes) + 3)
  const members = Array.from({ length: processes }, () => startMember(script, [url, erp.url, String(rate), lanes]))
  await Promise.all(members.map((member) => member.says('ready')))
  await sleep(1_500)
  const from = erp.times.length
  await sleep(gateMs)
  const result = { use: useOf(erp.times.slice(from), rate), most: busiestSecond(erp.times) }
  await Promise.all(members.map((member) => member.end()))
  await erp.close()
  return result
}

async function throughput(url: string | undefined, processes: number, rate: number) {
  const erp = await startErpSandbox({ latencyMs: 50, keepCalls: 100_000 })
  const dir = mkdtempSync(join(tmpdir(), 'zhibang-bench-'))
  const share = leads / processes
  const members = Array.from({ length: processes }, (_, n) =>
    startMember(here('fleet/worker.ts'), [String(n * share), String(share)], {
      ...erp.env,
      ...(url !== undefined && { DATABASE_URL: url }),
      DATA_DIR: join(dir, String(n)),
      ERP_RATE_PER_SECOND: String(rate),
      ERP_SENIOR_USER_IDS: '63',
      ERP_NORMAL_USER_IDS: '63',
      SYNC_DEBOUNCE_MS: '0',
      NOTE_SILENCE_MS: '1000',
      LOG_LEVEL: 'error',
    }),
  )
  await Promise.all(members.map((member) => member.says('ready')))
  for (const { child } of members) child.stdin?.write('go\n')
  while (erp.notes().length < leads) await sleep(100)
  const times = erp.calls.map(({ at }) => at)
  // The first tenth is the start, the last the end of the lanes: in between all are at work.
  const steady = times.slice(Math.floor(times.length * 0.1), Math.floor(times.length * 0.9))
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000
  const result = {
    callsPerSecond: useOf(steady, 1),
    leadsPerSecond: erp.customers().length / seconds,
    most: erp.maxPerSlidingSecond(),
  }
  if (erp.customers().length !== leads) throw new Error(`${erp.customers().length} customers of ${leads} leads`)
  await Promise.all(members.map((member) => member.end()))
  await erp.close()
  rmSync(dir, { recursive: true, force: true })
  return result
}
