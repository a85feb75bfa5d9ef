/*
 * The chats of the past: one line a thread, through the same pipeline, once however often it is called.
 *   node bin/with-runtime.js node examples/import-history.ts
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startErpSandbox } from '../src/sandbox/erp/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhibang-history-'))
const history = join(folder, 'history.jsonl')
const ts = Date.UTC(2026, 9, 12, 2)
const thread = {
  id: '2026-10-12 海阔天空',
  messages: [
    { from: 'customer', text: '采购50台空压机，月底前要，今天可以签合同', ts },
    { from: 'sales', text: '好的，怎么称呼？', ts: ts + 60_000 },
    { from: 'customer', text: '台州博运塑业有限公司 郑海涛 13905762841', ts: ts + 120_000 },
  ],
}
writeFileSync(history, `${JSON.stringify(thread)}\n`)

const erp = await startErpSandbox()
const zhibang = (...args: string[]) => {
  const env = {
    ...process.env,
    ...erp.env,
    DATA_DIR: join(folder, 'data'),
    ERP_RATE_PER_SECOND: '50',
    LOG_LEVEL: 'error',
  }
  return new Promise<string>((done, fail) =>
    execFile(process.execPath, ['bin/zhibang.js', ...args], { env }, (error, stdout) =>
      error ? fail(error) : done(stdout.trim()),
    ),
  )
}
console.log(await zhibang('import', history))
console.log(await zhibang('import', history))
for (const { fields } of erp.customers()) console.log('ERP 中', fields.name, fields.khid)

await erp.close()
rmSync(folder, { recursive: true, force: true })
