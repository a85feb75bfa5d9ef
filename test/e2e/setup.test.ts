import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ErpSandbox, startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { runCli, scratch } from '../support/cli.ts'

let dir: ReturnType<typeof scratch>
let erp: ErpSandbox
beforeEach(async () => {
  dir = scratch('setup')
  erp = await startErpSandbox({ accounts: [{ user: 'bot', password: 'Pa#ss word1', userId: 80 }] })
})
afterEach(async () => {
  await erp.close()
  dir.remove()
})

const file = (name: string) => join(dir.path, name)
const written = () => parseEnv(readFileSync(file('.env'), 'utf8'))

describe('zhibang setup', () => {
  it('asks until the answers can be used, says what would be right, and writes what doctor and the bot then read', async () => {
    const answers = [
      'erp.local',
      erp.baseUrl,
      'bot',
      'Pa#ss word1',
      '63, 9999',
      '63',
      '64',
      '65',
      '',
      'gateway',
      '127.0.0.1:18788',
      'token_1',
    ]
    const run = await runCli(['setup'], { cwd: dir.path, input: `${answers.join('\n')}\n` })
    expect(run.code).toBe(0)
    expect(run.stderr).toMatch(/ERP_BASE_URL 现在是 “erp\.local”，应为 以 http/)
    expect(run.stderr).toMatch(/✓ 已连上，共 0 个客户/)
    expect(run.stderr).toMatch(/9999 不是在职的 ERP 用户 ID，可选 .*63/)
    expect(run.stderr).toMatch(/“gateway”，应为 主机:端口/)
    expect(run.stdout + run.stderr).not.toContain('Pa#ss')
    expect(written()).toMatchObject({
      ERP_BASE_URL: erp.baseUrl,
      ERP_USERNAME: 'bot',
      ERP_PASSWORD: 'Pa#ss word1',
      ERP_SENIOR_USER_IDS: '63',
      ERP_NORMAL_USER_IDS: '64',
      WECHATY_PUPPET_SERVICE_ENDPOINT: '127.0.0.1:18788',
      WECHATY_PUPPET_SERVICE_TOKEN: 'token_1',
      SALES_CONFIG: 'sales.json',
      RETENTION_DAYS: '180',
    })
    expect(statSync(file('.env')).mode & 0o777).toBe(0o600)
    const { salespeople } = JSON.parse(readFileSync(file('sales.json'), 'utf8'))
    expect(salespeople).toMatchObject([
      { erpUserId: 63, role: 'sales' },
      { erpUserId: 64, role: 'sales' },
      { erpUserId: 65, role: 'manager' },
    ])
    const doctor = await runCli(['doctor', '--json'], { cwd: dir.path })
    const findings = JSON.parse(doctor.stdout) as Array<{ what: string; ok: boolean }>
    expect(findings.filter(({ ok }) => !ok).map(({ what }) => what)).toEqual(['微信网关'])
  }, 60_000)

  it('asks nothing where everything is given, finds an older server’s content type, and keeps people’s own list', async () => {
    erp.vary({ contentType: 'zsml' })
    const options = ['--base-url', erp.baseUrl, '--username', 'bot', '--password-env', 'SECRET', '--senior', '63']
    const setUp = () => runCli(['setup', '--no-input', ...options], { cwd: dir.path, env: { SECRET: 'Pa#ss word1' } })
    expect(await setUp()).toMatchObject({ code: 0 })
    expect(written()).toMatchObject({ ERP_CONTENT_TYPE: 'application/zsml', ERP_PASSWORD: 'Pa#ss word1' })
    expect((await setUp()).stdout).toMatch(/sales\.json 已存在，没有改动/)
  }, 60_000)

  it('writes nothing where the ERP does not take the account, and says what to do', async () => {
    const options = ['--base-url', erp.baseUrl, '--username', 'bot', '--password-env', 'SECRET']
    const run = await runCli(['setup', '--no-input', ...options], { cwd: dir.path, env: { SECRET: 'wrong' } })
    expect(run).toMatchObject({ code: 1, stdout: '' })
    expect(run.stderr).toMatch(/✗ .*\n.*ERP_PASSWORD/)
    expect(existsSync(file('.env'))).toBe(false)
  })

  it('names a flag that is wrong or missing, with exit code 2', async () => {
    const missing = await runCli(['setup', '--no-input', '--base-url', erp.baseUrl], { cwd: dir.path })
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringMatching(/ERP_USERNAME/) })
    const wrong = await runCli(['setup', '--no-input', '--base-url', 'erp'], { cwd: dir.path })
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching(/ERP_BASE_URL 现在是 “erp”/) })
    const noAnswers = await runCli(['setup'], { cwd: dir.path })
    expect(noAnswers).toMatchObject({ code: 2, stderr: expect.stringMatching(/--help/) })
  }, 60_000)
})
