import { existsSync, writeFileSync } from 'node:fs'
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

describe('zhibang export and person', () => {
  it('show numbers in the clear and erase only after a yes, and say what the ERP still has', async () => {
    const erp = await startErpSandbox()
    try {
      const env = { ...erp.env, DATA_DIR: file('person'), LOG_LEVEL: 'silent', ERP_RATE_PER_SECOND: '100' }
      writeFileSync(file('person.jsonl'), `${enquiry}\n`)
      expect((await runCli(['import', file('person.jsonl')], { env })).code).toBe(0)

      const workbook = await runCli(['export', '--xlsx', file('all.xlsx')], { env })
      expect(workbook).toMatchObject({ code: 0, stdout: expect.stringMatching(/1 条线索.*1 条洽谈进展.*已脱敏/) })
      expect(await runCli(['export', '--csv', file('clear.csv'), '--clear'], { env })).toMatchObject({ code: 2 })
      expect(existsSync(file('clear.csv'))).toBe(false)

      const whom = ['--mobile', '139 0576 2841']
      const saved = await runCli(['person', 'export', file('one.json'), ...whom], { env })
      expect(saved).toMatchObject({ code: 0, stdout: expect.stringMatching(/线索 1 条，聊天 2 条/) })
      expect(saved.stdout).not.toContain('13905762841')

      const unasked = await runCli(['person', 'erase', ...whom], { env })
      expect(unasked).toMatchObject({ code: 2, stderr: expect.stringMatching(/不可恢复[\s\S]*--yes/) })
      const erased = await runCli(['person', 'erase', ...whom, '--yes'], { env })
      const ord = erp.customers()[0]?.ord
      expect(erased).toMatchObject({ code: 0, stdout: expect.stringMatching(/已删除：线索 1 条，聊天 2 条/) })
      expect(erased.stdout).toMatch(new RegExp(`仍有：ERP 客户 WX\\w+（ID ${ord}）`))
      const again = await runCli(['person', 'erase', ...whom, '--yes'], { env })
      expect(again).toMatchObject({ code: 1, stderr: expect.stringMatching(/没有这个人/) })
    } finally {
      await erp.close()
    }
  }, 90_000)
})
