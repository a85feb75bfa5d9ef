import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ErpSandbox, startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { type GatewaySandbox, startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { type RunningCli, runCli, scratch, startCli } from '../support/cli.ts'

const dir = scratch('reload')
const sales = join(dir.path, 'sales.json')
const lin = { name: '林知远', contactId: 'wx-lin', erpUserId: 63, role: 'sales' }
const su = { name: '苏晓晴', contactId: 'wx-su', erpUserId: 64, role: 'sales' }
const zhou = { name: '周运维', contactId: 'wx-zhou', role: 'operator' }
const team = (...salespeople: object[]) => JSON.stringify({ salespeople, proactive: { quietHours: false } })

let erp: ErpSandbox
let gateway: GatewaySandbox
let run: RunningCli
let env: Record<string, string>
beforeAll(async () => {
  erp = await startErpSandbox({ seed: [{ name: '苏州恒信包装有限公司', userId: 64 }] })
  gateway = await startGatewaySandbox({
    contacts: [
      { id: 'wx-lin', name: '小林' },
      { id: 'wx-su', name: '小苏' },
      { id: 'wx-zhou', name: '小周' },
    ],
  })
  writeFileSync(sales, team(lin, zhou))
  writeFileSync(join(dir.path, '.env'), '# 我的设置\nERP_PASSWORD=sandbox\nERP_SCORE_THRESHOLD=60\n', { mode: 0o600 })
  const { ERP_PASSWORD: _, ...account } = erp.env
  const data = { DATA_DIR: join(dir.path, 'data'), SALES_CONFIG: sales, ERP_RATE_PER_SECOND: '50' }
  env = { ...account, ...gateway.env, ...data, LOG_LEVEL: 'info' }
  run = startCli(['run'], { env, cwd: dir.path })
  await gateway.waitForClient()
}, 60_000)
afterAll(async () => {
  await run.kill()
  await gateway.close()
  await erp.close()
  dir.remove()
})

/** What is new on stderr from now on. */
const logged = (pattern: RegExp) => {
  const from = run.stderr.length
  return run.until(new RegExp(`(?<=^[\\s\\S]{${from}}[\\s\\S]*)${pattern.source}`))
}

/** The customer as the ERP has him now; without a login the bot says so, and may tell what it knew before. */
const fromErp = /^(?![\s\S]*(?:登录|验证码))[\s\S]*苏州恒信包装/

let asked = 0
async function answerTo(who: string, text: string): Promise<string> {
  const before = gateway.sent.length
  gateway.say({ from: who, text, id: `ask-${++asked}` })
  const answer = await gateway.waitForSent((one) => one.to === who && gateway.sent.indexOf(one) >= before)
  return answer.text
}
const cli = (args: string[], more: Record<string, string> = {}) =>
  runCli(args, { env: { ...env, ...more }, cwd: dir.path })

describe('a running bot', () => {
  it('takes up a changed SALES_CONFIG by itself: who came is answered, who left is not', async () => {
    const reloaded = logged(/settings_reloaded/)
    writeFileSync(sales, team(su, zhou))
    await reloaded
    gateway.say({ from: 'wx-lin', text: '/erp 帮助', id: 'left' })
    expect(await answerTo('wx-su', '/erp 帮助')).toMatch(/查客户/)
    expect(gateway.sent.filter(({ to }) => to === 'wx-lin')).toEqual([])
  }, 60_000)

  it('keeps what it has where the file is broken, tells the operator what is wrong, and then that it is well', async () => {
    const refused = logged(/settings_refused/)
    writeFileSync(sales, team({ ...su, role: 'boss' }))
    await refused
    const alert = await gateway.waitForSent(({ to, text }) => to === 'wx-zhou' && text.includes('设置有误'))
    expect(alert.text).toMatch(/salespeople\[0\]\.role/)
    expect(await answerTo('wx-su', '/erp 我是谁')).toMatch(/苏晓晴/)
    const reloaded = logged(/settings_reloaded/)
    writeFileSync(sales, team(su, zhou))
    await reloaded
    expect((await cli(['reload'])).stdout).toMatch(/2 位同事的名单已生效/)
  }, 60_000)

  it('takes up what may change under way on SIGHUP and says what waits for a restart', async () => {
    const reloaded = logged(/settings_reloaded/)
    const file = join(dir.path, '.env')
    writeFileSync(file, `${readFileSync(file, 'utf8').replace('=60', '=70')}HOLD_MS=1234\n`)
    run.signal('SIGHUP')
    await reloaded
    const report = await cli(['reload'])
    expect(report.stdout).toMatch(/重启后生效：HOLD_MS/)
    expect(report.stdout).not.toMatch(/ERP_SCORE_THRESHOLD/)
  }, 60_000)

  it('goes on with a changed ERP password, which is kept and never shown', async () => {
    erp.setPassword('bot', 'N3w pass#1')
    erp.endSessions()
    expect(await answerTo('wx-su', '/erp 查客户 恒信')).not.toMatch(fromErp)
    const wrong = await cli(['password', '--password-env', 'FRESH'], { FRESH: 'guess' })
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringMatching(/ERP_PASSWORD/) })
    const right = await cli(['password', '--password-env', 'FRESH'], { FRESH: 'N3w pass#1' })
    expect(right).toMatchObject({ code: 0, stdout: expect.stringMatching(/已用新密码登录[\s\S]*已写进 \.env/) })
    expect(await answerTo('wx-su', '/erp 查客户 恒信')).toMatch(fromErp)
    const text = readFileSync(join(dir.path, '.env'), 'utf8')
    expect(text).toMatch(/^# 我的设置\n/)
    expect(parseEnv(text).ERP_PASSWORD).toBe('N3w pass#1')
    const audit = await cli(['audit', '--operation', 'password', '--json'])
    expect(JSON.parse(audit.stdout)).toMatchObject([{ request: { password: '***' } }, { outcome: 'error' }])
    expect(run.stderr + right.stdout + right.stderr + audit.stdout).not.toContain('N3w pass#1')
  }, 60_000)

  it('goes on after a captcha, from the command line and from the operator’s chat', async () => {
    erp.vary({ captchaAtLogin: true })
    erp.endSessions()
    expect(await answerTo('wx-su', '/erp 查客户 恒信')).toMatch(/ERP 登录要验证码，等运维输入/)
    const alert = await gateway.waitForSent(({ to, text }) => to === 'wx-zhou' && text.includes('请输入验证码'))
    expect(alert.text).toMatch(/^⚠️ ERP 登录失败：请输入验证码。.*\/erp 验证码/)
    expect(alert.text).not.toMatch(/ERP_PASSWORD/)
    const status = await answerTo('wx-zhou', '/erp 状态')
    expect(status).toMatch(/ERP 登录失败：请输入验证码\n⚠️ .*\/erp 验证码/)
    expect(status).not.toMatch(/ERP 正常/)
    const wrong = await answerTo('wx-zhou', '/erp 验证码 0000')
    expect(wrong).toMatch(/验证码不对（ERP：验证码错误）.*再发 \/erp 验证码/)
    expect(wrong).not.toMatch(/过一分钟/)
    expect(await cli(['captcha', '0000'])).toMatchObject({ code: 1, stderr: expect.stringMatching(/验证码/) })
    expect(await cli(['captcha', '8642'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/已登录/) })
    expect(await answerTo('wx-su', '/erp 查客户 恒信')).toMatch(fromErp)
    expect(await answerTo('wx-zhou', '/erp 状态')).toMatch(/ERP 正常/)
    erp.endSessions()
    expect(await answerTo('wx-su', '/erp 查客户 恒信')).not.toMatch(fromErp)
    const before = gateway.sent.length
    gateway.say({ from: 'wx-zhou', text: '/erp 验证码 8642', id: 'captcha' })
    await gateway.waitForSent((one) => /已登录/.test(one.text) && gateway.sent.indexOf(one) >= before)
    expect(await answerTo('wx-su', '/erp 查客户 恒信')).toMatch(fromErp)
  }, 60_000)
})

it('what only a running bot can take up is told so where none runs', async () => {
  const none = await runCli(['reload'], { env: { DATA_DIR: join(dir.path, 'other') } })
  expect(none).toMatchObject({ code: 2, stderr: expect.stringMatching(/没有机器人/) })
})
