import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { runCli, scratch, startCli } from '../support/cli.ts'
import { freePort } from '../support/free-port.ts'
import { runEnv } from '../support/run-env.ts'

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const token = 'correct-horse-battery'

/** `zhibang run` with its console, on an ERP that refuses to assign. */
async function openHouse() {
  const dir = scratch('console')
  const erp = await startErpSandbox({ variants: { mayAssign: false } })
  const gateway = await startGatewaySandbox({ contacts: [{ id: 'wx-buyer', name: '海阔天空' }] })
  closers.push(
    dir.remove,
    () => erp.close(),
    () => gateway.close(),
  )
  const port = await freePort()
  const salespeople = [{ name: '林知远', erpUserId: 63, role: 'sales' }]
  const env = runEnv(
    dir.path,
    { erp, gateway },
    { salespeople },
    { CONSOLE_PORT: String(port), CONSOLE_TOKEN: token, LOG_LEVEL: 'info' },
  )
  const run = startCli(['run'], { env })
  closers.push(() => run.kill())
  await gateway.waitForClient(30_000)
  await run.until(/console_served/)
  const url = `http://127.0.0.1:${port}`
  const headers = { 'content-type': 'application/json', 'x-zhibang-console': '1', origin: url }
  const post = (path: string, body: unknown, cookie = '') =>
    fetch(url + path, { method: 'POST', headers: { ...headers, cookie }, body: JSON.stringify(body) })
  const cookie = (await post('/api/login', { token })).headers.get('set-cookie')?.split(';')[0] ?? ''
  const get = async (path: string) => (await fetch(url + path, { headers: { cookie } })).text()
  return { gateway, run, env, url, get, post: (path: string, body: unknown) => post(path, body, cookie) }
}

const until = async <T>(look: () => Promise<T | undefined | false>): Promise<T> => {
  for (;;) {
    const found = await look()
    if (found) return found
    await new Promise((done) => setTimeout(done, 50))
  }
}

it('shows what a running bot does, discards what the ERP refused in a person’s name, and asks for a new login', async () => {
  const { gateway, run, env, url, get, post } = await openHouse()
  gateway.say({ from: 'wx-buyer', text: '你好，我们要采购300套货架，这周五前能到吗，报个价' })
  gateway.say({ from: 'wx-buyer', text: '我是宁波海川机械有限公司的周明远，手机13867815520' })
  const queue = async () => JSON.parse(await get('/api/queue')) as { dead: Array<{ id: number; reason: string }> }
  const dead = await until(async () => (await queue()).dead[0])
  expect(dead).toMatchObject({
    what: '指派',
    about: '宁波海川机械有限公司',
    reason: expect.stringContaining('没有权限'),
  })
  const leads = await get('/api/leads')
  expect(leads).toContain('138****5520')
  const report = JSON.parse(await get('/api/report?period=week')) as { funnel: Array<{ count: number }> }
  expect(report.funnel.map(({ count }) => count)).toEqual([1, 1, 1, 0])

  expect((await post(`/api/outbox/${dead.id}/discard`, { by: '吴小运' })).status).toBe(200)
  expect((await queue()).dead).toEqual([])
  expect((await post(`/api/outbox/${dead.id}/discard`, { by: '吴小运' })).status).toBe(409)
  const log = (await runCli(['audit', '--user', '控制台 吴小运', '--json'], { env })).stdout
  expect(JSON.parse(log)).toMatchObject([
    { operation: 'outbox.decide', outcome: 'error' },
    { operation: 'outbox.decide', outcome: 'ok', request: { id: dead.id, decision: 'discard' } },
  ])

  type Now = { wechat: { connection: string; account?: string; scan?: { id: string; status: string } } }
  const wechat = async () => (JSON.parse(await get('/api/now')) as Now).wechat
  expect(await wechat()).toEqual({ connection: 'connected', account: '销售助手' })
  await gateway.logout()
  gateway.showScan('http://weixin.qq.example/x/login-of-the-run')
  const scan = await until(async () => (await wechat()).scan)
  expect(scan.status).toBe('waiting')
  expect(await get(`/api/qr/${scan.id}`)).toMatch(/^<svg/)
  gateway.showScan('http://weixin.qq.example/x/login-of-the-run', 3)
  await until(async () => (await wechat()).scan?.status === 'scanned')
  expect((await wechat()).connection).toBe('logged_out')
  gateway.login()
  await until(async () => (await wechat()).connection === 'connected')
  await until(async () => (await wechat()).scan === undefined)

  run.signal('SIGTERM')
  expect((await run.finished).code).toBe(0)
  await expect(fetch(url)).rejects.toThrow()
  expect(run.stdout + run.stderr).not.toMatch(/13867815520|correct-horse|login-of-the-run/)
}, 90_000)

it('refuses to start for other machines without a token, and names the setting', async () => {
  const erp = await startErpSandbox()
  closers.push(() => erp.close())
  const dir = scratch('console')
  closers.push(dir.remove)
  const env = { ...erp.env, DATA_DIR: join(dir.path, 'data'), CONSOLE_PORT: '8090', CONSOLE_HOST: '0.0.0.0' }
  const { code, stderr } = await runCli(['run'], { env })
  expect(code).toBe(2)
  expect(stderr).toContain('CONSOLE_TOKEN')
}, 60_000)

it('shows the demo as well, which then stays until a signal', async () => {
  const dir = scratch('console')
  closers.push(dir.remove)
  const folder = join(dir.path, 'talks')
  mkdirSync(folder)
  const texts = [
    '你好，我们要采购300套货架，这周五前能到吗，报个价',
    '我是宁波海川机械有限公司的周明远，手机13867815520',
  ]
  const messages = texts.map((text, i) => ({ from: 'customer', text, ts: Date.UTC(2026, 10, 20, 2, i) }))
  writeFileSync(join(folder, 'one.jsonl'), `${JSON.stringify({ id: 'one', messages })}\n`)
  const port = await freePort()
  const args = ['demo', '--conversations', folder, '--console', String(port)]
  const run = startCli(args, { env: { DATA_DIR: join(dir.path, 'data') } })
  closers.push(() => run.kill())
  const [, url] = await run.until(/控制台还开着：(http:\S+?)，/)
  const leads = await (await fetch(`${url}/api/leads`)).text()
  expect(leads).toContain('宁波海川机械有限公司')
  expect(leads).not.toContain('13867815520')
  run.signal('SIGTERM')
  expect((await run.finished).code).toBe(0)
}, 90_000)
