import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { type RunningCli, runCli, scratch, startCli } from '../support/cli.ts'
import { startModelServer } from '../support/model-server.ts'
import { runEnv } from '../support/run-env.ts'

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** An ERP, a WeChat gateway and a settings file; the bot itself is a process of its own, told by environment only. */
async function openHouse(more: Record<string, string> = {}) {
  const dir = scratch('run')
  const erp = await startErpSandbox()
  const gateway = await startGatewaySandbox({
    contacts: [
      { id: 'wx-lin', name: '小林' },
      { id: 'wx-buyer', name: '海阔天空' },
    ],
  })
  closers.push(
    dir.remove,
    () => erp.close(),
    () => gateway.close(),
  )
  const lin = { name: '林知远', contactId: 'wx-lin', erpUserId: 63, role: 'sales' }
  const env = runEnv(
    dir.path,
    { erp, gateway },
    { salespeople: [lin] },
    { NOTE_SILENCE_MS: '600', LOG_LEVEL: 'warn', ...more },
  )
  const start = (): RunningCli => {
    const run = startCli(['run'], { env })
    closers.push(() => run.kill())
    return run
  }
  return { erp, gateway, env, start, dir: dir.path }
}

const until = async <T>(look: () => T | undefined | false): Promise<T> => {
  for (;;) {
    const found = look()
    if (found) return found
    await new Promise((done) => setTimeout(done, 25))
  }
}

const enquiry = [
  '你好，我们要采购300套货架，这周五前能到吗，报个价',
  '我是宁波海川机械有限公司的周明远，手机13867815520',
]

it('connects to the gateway that .env names, without a word of which puppet', async () => {
  const { env, gateway, dir } = await openHouse()
  const { WECHATY_PUPPET: _, ...settings } = env
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  writeFileSync(join(dir, '.env'), lines.join('\n'))
  const run = startCli(['start'], { cwd: dir })
  closers.push(() => run.kill())
  await gateway.waitForClient(25_000)
  const doctor = await runCli(['doctor'], { cwd: dir })
  expect(doctor.stdout).toMatch(/✓ +微信网关 +\S+ 可连接（wechaty-puppet-service）/)
})

it('turns a conversation into a customer, an owner and a note, answers a command, and ends on SIGTERM', async () => {
  const { erp, gateway, start, env, dir } = await openHouse()
  env.HOME = join(dir, 'home')
  const run = start()
  await gateway.waitForClient()
  for (const text of enquiry) gateway.say({ from: 'wx-buyer', text })
  const customer = await until(() => erp.customers()[0])
  await until(() => erp.notes(customer.ord).length > 0)
  expect(erp.customers()).toHaveLength(1)
  expect(erp.customer(customer.ord)).toMatchObject({
    intsort: 1,
    owners: [63],
    fields: { name: '宁波海川机械有限公司', khid: expect.stringMatching(/^WX/), ly: '171', sort1: '3,7' },
  })
  expect(erp.contacts(customer.ord)[0]?.fields).toMatchObject({ person_name: '周明远', mobile: '13867815520' })

  gateway.say({ from: 'wx-lin', text: '/erp 查客户 海川' })
  const answer = await gateway.waitForSent(
    (message) => message.text.includes('海川') && message.text.includes('林知远'),
  )
  expect(answer.to).toBe('wx-lin')
  gateway.say({ from: 'wx-buyer', text: '/erp 查客户 海川' })

  const leads = JSON.parse((await runCli(['leads', '--json'], { env })).stdout) as Array<{ khid: string }>
  expect(leads.map((lead) => lead.khid)).toContain(customer.fields.khid)
  run.signal('SIGTERM')
  expect((await run.finished).code).toBe(0)
  expect(gateway.sent.filter((message) => message.to === 'wx-buyer')).toEqual([])
  expect(run.stdout + run.stderr).not.toContain('13867815520')
  // Nothing of it anywhere else, and nobody else reads it.
  expect(existsSync(env.HOME)).toBe(false)
  const kept = readdirSync(env.DATA_DIR as string, { recursive: true }).map((name) =>
    join(env.DATA_DIR as string, `${name}`),
  )
  expect(kept.some((path) => path.includes('wechat-cache'))).toBe(true)
  for (const path of kept) expect(statSync(path).mode & 0o077, path).toBe(0)
}, 40_000)

it('goes on where it was killed and creates nothing twice', async () => {
  const { erp, gateway, start } = await openHouse()
  const first = start()
  await gateway.waitForClient()
  erp.inject({ kind: 'timeout_after', operation: 'customer.save' })
  for (const [index, text] of enquiry.entries()) gateway.say({ from: 'wx-buyer', text, id: `m${index}` })
  await until(() => erp.customers()[0])
  await first.kill()
  start()
  await until(() => erp.customers()[0]?.owners.includes(63) && erp.notes(erp.customers()[0]?.ord).length === 1)
  expect(erp.customers()).toHaveLength(1)
  expect(erp.countOf('customer.allocate')).toBe(1)
}, 60_000)

it('writes nothing when synchronising is switched off', async () => {
  const { erp, gateway, start } = await openHouse({ ERP_SYNC_ENABLED: 'false' })
  const run = start()
  await gateway.waitForClient()
  for (const text of enquiry) gateway.say({ from: 'wx-buyer', text })
  gateway.say({ from: 'wx-lin', text: '/erp 线索' })
  await gateway.waitForSent((message) => message.to === 'wx-lin')
  expect(erp.customers()).toEqual([])
  expect(run.stderr).not.toMatch(/ at .*\.ts:\d+/)
}, 40_000)

it('binds a salesperson by a one-time code from the command line of the running bot; nobody else is answered', async () => {
  const { gateway, start, env } = await openHouse()
  start()
  await gateway.waitForClient()
  const code = /\d{6}/.exec((await runCli(['bind', '林知远'], { env })).stdout)?.[0]
  gateway.say({ from: 'wx-buyer', text: '/erp 帮助' })
  gateway.say({ from: 'wx-new-phone', text: `/erp 绑定 ${code}` })
  const bound = await gateway.waitForSent((message) => message.to === 'wx-new-phone')
  expect(bound.text).toMatch(/已绑定.*林知远/)
  gateway.say({ from: 'wx-new-phone', text: '/erp 帮助' })
  await gateway.waitForSent((message) => message.to === 'wx-new-phone' && message.text.includes('查客户'))
  gateway.say({ from: 'wx-thief', text: `/erp 绑定 ${code}` })
  gateway.say({ from: 'wx-new-phone', text: '/erp 我是谁' })
  await gateway.waitForSent(
    (message) => message.to === 'wx-new-phone' && message.text.includes('林知远') && message !== bound,
  )
  expect(gateway.sent.filter(({ to }) => to === 'wx-buyer' || to === 'wx-thief')).toEqual([])
}, 40_000)

it('asks a language model where one is set, without numbers, and loses nothing to one that lies and fails', async () => {
  const lie = '{"fields":[{"name":"mobile","value":"13900000000","quote":"13900000000"}],"score":0}'
  const model = await startModelServer((_request, count) =>
    count === 1 ? { text: lie } : { status: 500, body: 'out of order' },
  )
  closers.push(() => model.close())
  const { erp, gateway, start } = await openHouse({ OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'test' })
  start()
  await gateway.waitForClient()
  for (const text of enquiry) gateway.say({ from: 'wx-buyer', text })
  const customer = await until(() => erp.customers()[0])
  expect(model.requests.length).toBeGreaterThan(0)
  expect(JSON.stringify(model.requests)).not.toContain('13867815520')
  expect(erp.contacts(customer.ord)[0]?.fields).toMatchObject({ person_name: '周明远', mobile: '13867815520' })
}, 40_000)
