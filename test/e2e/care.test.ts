import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { runCli, scratch } from '../support/cli.ts'

const dir = scratch('care')
afterAll(dir.remove)
const file = (name: string) => join(dir.path, name)

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
