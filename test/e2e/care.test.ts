import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { runCli, scratch } from '../support/cli.ts'

const dir = scratch('care')
afterAll(dir.remove)
const file = (name: string) => join(dir.path, name)

const enquiry = JSON.stringify({
  id: 'p1',
  messages: ['采购50台空压机今天签合同', '台州博运塑业有限公司 郑海涛 13905762841'].map((text, i) => ({
    from: 'customer',
    text,
    ts: 1_794_000_000_000 + i * 1_000,
  })),
})

describe('zhibang doctor', () => {
  it('writes a table of what is well and what to do, probes with consent only, and then remembers the result', async () => {
    const erp = await startErpSandbox({ variants: { followUp: 'template', mayReadAll: false } })
    const gateway = await startGatewaySandbox()
    try {
      const env = {
        ...erp.env,
        ...gateway.env,
        DATA_DIR: file('doctor'),
        LOG_LEVEL: 'silent',
        ERP_RATE_PER_SECOND: '100',
        ERP_SENIOR_USER_IDS: '63',
      }
      const refused = await runCli(['doctor', '--write-probe'], { env })
      expect(refused).toMatchObject({ code: 2, stdout: '' })
      expect(refused.stderr).toMatch(/--yes/)
      expect(erp.customers()).toEqual([])

      const probed = await runCli(['doctor', '--write-probe', '--yes'], { env })
      expect(probed.code).toBe(0)
      expect(probed.stdout).toMatch(/✓ +洽谈进展 +按模板写入/)
      expect(probed.stdout).toMatch(/! +写入试验 +已记录：洽谈进展按模板/)
      expect(erp.customers()).toHaveLength(1)

      const again = await runCli(['doctor'], { env })
      expect(again.stdout).toMatch(/✓ +写入试验 +上次通过/)
      expect(erp.customers()).toHaveLength(1)
    } finally {
      await gateway.close()
      await erp.close()
    }
  }, 60_000)

  it('ends with exit code 1 and the names of the settings where none are made', async () => {
    const run = await runCli(['doctor'], { env: { DATA_DIR: file('bare') } })
    expect(run.code).toBe(1)
    expect(run.stdout).toMatch(/✗ +ERP +没有设置 +运行 zhibang setup/)
    expect(run.stdout).toMatch(/WECHATY_PUPPET_SERVICE_ENDPOINT/)
  })
})

describe('zhibang audit', () => {
  it('tells every call and command by time, person and customer, masked, and finds a file that was edited', async () => {
    const erp = await startErpSandbox()
    try {
      const env = { ...erp.env, DATA_DIR: file('audit'), LOG_LEVEL: 'silent', ERP_RATE_PER_SECOND: '100' }
      writeFileSync(file('past.jsonl'), `${enquiry}\n`)
      expect((await runCli(['import', file('past.jsonl')], { env })).code).toBe(0)
      const khid = erp.customers()[0]?.fields.khid ?? ''

      const ofCustomer = await runCli(['audit', '--khid', khid, '--since', '2020-01-01', '--json'], { env })
      const calls = JSON.parse(ofCustomer.stdout) as Array<Record<string, unknown>>
      const save = calls.find(({ operation }) => operation === 'sales.customer.addCompany')
      expect(save).toMatchObject({ outcome: 'ok', request: { mobile: '139****2841' }, durationMs: expect.any(Number) })
      expect(ofCustomer.stdout).not.toContain('13905762841')
      // Calls that carried the ERP's own id alone are his, too.
      const named = calls.map(({ operation }) => operation)
      expect(named).toEqual(expect.arrayContaining(['sales.customer.assign', 'sales.followUp.customer']))

      const ofPerson = await runCli(['audit', '--user', '命令行', '--json'], { env })
      expect(JSON.parse(ofPerson.stdout)).toMatchObject([
        { kind: 'command', operation: 'audit' },
        { kind: 'command', operation: 'import', outcome: 'ok', request: { file: file('past.jsonl') } },
      ])

      const whole = await runCli(['audit', 'verify'], { env })
      expect(whole).toMatchObject({ code: 0, stdout: expect.stringMatching(/✓ \d+ 条/) })
      const raw = new DatabaseSync(join(file('audit'), 'zhibang.db'))
      raw.exec("UPDATE audit SET body = replace(body, '139****2841', '139****0000') WHERE khid IS NOT NULL")
      raw.close()
      const edited = await runCli(['audit', 'verify'], { env })
      expect(edited).toMatchObject({ code: 1, stderr: expect.stringMatching(/✗ #\d+ 被改动过/) })
    } finally {
      await erp.close()
    }
  }, 60_000)
})
