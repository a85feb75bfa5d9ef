import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type App, openApp } from '../../src/app/app.ts'
import { operationsOf } from '../../src/app/operations.ts'
import { resolveConfig } from '../../src/config/index.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { type Finished, runCli, scratch } from '../support/cli.ts'
import { textOfWorkbook } from '../support/unzip.ts'

const dir = scratch('masking')
const spoken = readdirSync('data/demo')
  .filter((name) => name.endsWith('.jsonl'))
  .map((name) => readFileSync(join('data/demo', name), 'utf8'))
  .join('\n')
// Everything that looks like a mobile in the conversations, also where the bot should not have taken it for one.
const numbers = [...new Set(spoken.match(/(?<!\d)1[3-9]\d{9}(?!\d)/g))]

let run: Finished
let app: App
beforeAll(async () => {
  const env = { DATA_DIR: dir.path, ERP_RATE_PER_SECOND: '200', LOG_LEVEL: 'debug' }
  run = await runCli(['demo'], { env })
  app = await openApp(resolveConfig({ DATA_DIR: join(dir.path, 'demo') }), { logger: silentLogger })
}, 60_000)
afterAll(async () => {
  await app.close()
  dir.remove()
})

const all = 1_000_000
const outputs: Array<[string, () => Promise<string>]> = [
  ['stdout', async () => run.stdout],
  ['the log at its most talkative', async () => run.stderr],
  ['the metrics', async () => JSON.stringify(await app.watching.metrics.scrape())],
  ['leads', async () => JSON.stringify(await operationsOf(app).leads({ limit: all }))],
  ['audit', async () => JSON.stringify(await operationsOf(app).audit({ limit: all }))],
  [
    'outbox list',
    async () =>
      JSON.stringify(
        await operationsOf(app)['outbox.list']({
          state: ['ready', 'running', 'done', 'dead', 'cancelled', 'expired'],
          limit: all,
        }),
      ),
  ],
  ['outbox show', async () => JSON.stringify(await operationsOf(app)['outbox.show']({ id: 1 }))],
  ['the CSV of leads', () => exported('leads.csv', { format: 'csv', what: 'leads' })],
  ['the CSV of notes', () => exported('notes.csv', { format: 'csv', what: 'notes' })],
  ['the workbook', () => exported('all.xlsx', { format: 'xlsx' })],
  ['doctor', async () => JSON.stringify(await operationsOf(app).doctor())],
]

async function exported(name: string, options: { format: 'csv' | 'xlsx'; what?: 'leads' | 'notes' }): Promise<string> {
  const file = join(dir.path, name)
  await operationsOf(app).export({ file, ...options })
  const bytes = readFileSync(file)
  return options.format === 'xlsx' ? textOfWorkbook(bytes) : bytes.toString('utf8')
}

it('holds what it should look for: the run took numbers in, and they are in the store', async () => {
  expect(run.code).toBe(0)
  expect(numbers.length).toBeGreaterThan(20)
  const leads = await app.data.store.leads({ limit: all })
  const taken = leads.flatMap(({ fields }) => fields.mobile?.value ?? [])
  expect(taken.filter((mobile) => numbers.includes(mobile)).length).toBeGreaterThan(10)
})

it.each(outputs)('shows no mobile in the clear: %s', async (_name, output) => {
  const text = await output()
  expect(text.length).toBeGreaterThan(0)
  expect(numbers.filter((number) => text.includes(number))).toEqual([])
})
