import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { launcher, runCli, scratch, startCli } from '../support/cli.ts'

const enquiry = ['你好，我们要采购300套货架，今天下单', '我是宁波海川机械有限公司的周明远，手机13867815520']
/** Ten seconds are promised; the machine of the tests may be busy. */
const patienceMs = 15_000

it('ends within the promised time while the ERP answers nothing, says so in JSON only, and goes on afterwards', async () => {
  const dir = scratch('stop')
  const erp = await startErpSandbox()
  const gateway = await startGatewaySandbox({ contacts: [{ id: 'wx-buyer', name: '海阔天空' }] })
  const env = {
    ...erp.env,
    ...gateway.env,
    DATA_DIR: join(dir.path, 'data'),
    ERP_RATE_PER_SECOND: '50',
    // Nothing but the stop ends the call in hand.
    ERP_TIMEOUT_MS: '600000',
    SYNC_DEBOUNCE_MS: '100',
    HOLD_MS: '0',
    LOG_LEVEL: 'debug',
  }
  try {
    erp.inject({ kind: 'timeout_after', operation: 'customer.save', ms: 0 })
    const run = startCli(['run'], { env })
    await gateway.waitForClient()
    for (const [index, text] of enquiry.entries()) gateway.say({ from: 'wx-buyer', text, id: `m${index}` })
    while (erp.customers().length === 0) await new Promise((done) => setTimeout(done, 25))
    run.signal('SIGTERM')
    const late = new Promise<'late'>((done) => setTimeout(() => done('late'), patienceMs).unref())
    const ended = await Promise.race([run.finished, late])
    await run.kill()
    expect(ended).toMatchObject({ code: 0 })

    const lines = run.stderr.trim().split('\n')
    const events = lines.map((line) => (JSON.parse(line) as { event: string }).event)
    expect(events).toContain('running')
    expect(events).toContain('stopping')
    expect(run.stdout).toBe('')
    expect(run.stderr).not.toMatch(/13867815520|sandbox"/)

    // Whoever opens the data next looks first, and finds what the cut call had done.
    const synced = await runCli(['sync'], { env: { ...env, LOG_LEVEL: 'error' } })
    expect(synced.code).toBe(0)
    expect(erp.customers()).toHaveLength(1)
    const leads = JSON.parse((await runCli(['leads', '--json'], { env })).stdout) as Array<Record<string, unknown>>
    expect(leads).toMatchObject([{ status: 'synced', customerOrd: erp.customers()[0]?.ord }])
  } finally {
    await gateway.close()
    await erp.close()
    dir.remove()
  }
}, 90_000)

it('ends with its launcher, also where that is killed', async () => {
  const started = spawn(process.execPath, [launcher, 'sandbox'], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((done) => started.stdout.once('data', done))
  started.kill('SIGKILL')
  // The program has the pipe as well: it closes when that is gone, too.
  await new Promise((done) => started.once('close', done))
}, 30_000)
