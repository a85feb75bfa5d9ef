import { afterEach, expect, it } from 'vitest'
import { startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { scratch, startCli } from '../support/cli.ts'
import { freePort } from '../support/free-port.ts'
import { runEnv } from '../support/run-env.ts'

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** `zhibang run` as a process of its own between an ERP and a gateway, watched from outside. */
async function openHouse() {
  const dir = scratch('metrics')
  const erp = await startErpSandbox()
  const gateway = await startGatewaySandbox({
    contacts: [
      { id: 'wx-lin', name: '小林' },
      { id: 'wx-ops', name: '小运' },
      ...Array.from({ length: 6 }, (_, i) => ({ id: `wx-buyer${i}`, name: `海阔天空${i}` })),
    ],
  })
  closers.push(
    dir.remove,
    () => erp.close(),
    () => gateway.close(),
  )
  const salespeople = [
    { name: '林知远', contactId: 'wx-lin', erpUserId: 63, role: 'sales' },
    { name: '吴小运', contactId: 'wx-ops', role: 'operator' },
  ]
  const port = await freePort()
  const config = { salespeople, proactive: { enabled: false } }
  const env = runEnv(dir.path, { erp, gateway }, config, {
    NOTE_SILENCE_MS: '600',
    ALERT_CALM_MS: '500',
    METRICS_PORT: String(port),
    LOG_LEVEL: 'warn',
  })
  const run = startCli(['run'], { env })
  closers.push(() => run.kill())
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
  const metric = async (name: string) => {
    const text = await (await get('/metrics')).text()
    const line = text.split('\n').find((one) => one.startsWith(`${name} `))
    return line === undefined ? undefined : Number(line.slice(name.length + 1))
  }
  await gateway.waitForClient(30_000)
  return { erp, gateway, run, get, metric }
}

type House = Awaited<ReturnType<typeof openHouse>>

const until = async (look: () => unknown): Promise<void> => {
  while (!(await look())) await new Promise((done) => setTimeout(done, 50))
}

const ask = ({ gateway }: House, buyer: number, name: string, mobile: string) => {
  const from = `wx-buyer${buyer}`
  gateway.say({ from, text: '你好，我们要采购300套货架，这周五前能到吗，报个价' })
  gateway.say({ from, text: `我是宁波${name}机械有限公司的${name}，手机${mobile}` })
}

it('shows in its metrics what went in and what came out, and nothing about anybody', async () => {
  const house = await openHouse()
  const { erp, gateway, run, get, metric } = house
  expect((await get('/healthz')).status).toBe(200)
  await until(async () => (await get('/readyz')).status === 200)
  ask(house, 0, '周明远', '13867815520')
  await until(async () => (await metric('zhibang_notes_total')) === 1)
  const counted = {
    'zhibang_messages_total{role="customer"}': 2,
    zhibang_threads_total: 1,
    zhibang_leads_total: 1,
    'zhibang_admitted_total{trigger="automatic"}': 1,
    zhibang_customers_created_total: 1,
    'zhibang_assigned_total{to="users"}': 1,
    zhibang_notes_total: 1,
    'zhibang_runs_total{job="sync_customer",end="done"}': 1,
    'zhibang_leads{status="synced"}': 1,
    'zhibang_outbox_entries{kind="erp",state="ready"}': 0,
    'zhibang_outbox_entries{kind="erp",state="dead"}': 0,
    zhibang_wechat_connected: 1,
    zhibang_wechat_reconnects_total: 0,
    zhibang_erp_reachable: 1,
    zhibang_erp_gate_limit_per_second: 50,
    zhibang_store_up: 1,
    'zhibang_figure{figure="failures"}': 0,
  }
  for (const [name, value] of Object.entries(counted)) expect(await metric(name), name).toBe(value)
  const text = await (await get('/metrics')).text()
  const calls = [...text.matchAll(/^zhibang_erp_calls_total\{.*\} (\d+)$/gm)]
  expect(calls.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(erp.countOf())
  expect(text).toContain('zhibang_erp_calls_total{operation="login",outcome="ok"} 1')
  expect(text).toMatch(/process_resident_memory_bytes \d/)
  expect(text).not.toMatch(/周明远|13867815520|林知远|wx-|宁波/)

  gateway.say({ from: 'wx-ops', text: '/erp 状态' })
  const status = await gateway.waitForSent((message) => message.to === 'wx-ops' && message.text.includes('近一小时'))
  expect(status.text).toMatch(/成功率 数据不足，ERP 响应 .+，失败 0 次，一天内重复客户 0 个，会话失效 0 次/)
  run.signal('SIGTERM')
  expect((await run.finished).code).toBe(0)
}, 60_000)

it('is not ready while the ERP or WeChat is away, and tells the operator once that the ERP is away, once that it is back', async () => {
  const house = await openHouse()
  const { erp, gateway, get, metric } = house
  await until(async () => (await get('/readyz')).status === 200)
  await erp.refuse()
  const names = ['周明远', '吴海平', '郑立新', '孙国庆', '李晓波', '王建军']
  for (const [i, name] of names.entries()) ask(house, i, name, `1386781552${i}`)
  const toOps = (words: string) =>
    gateway.waitForSent(({ to, text }) => to === 'wx-ops' && text.includes(words), 50_000)
  await toOps('⚠️ ERP 连不上')
  await until(async () => (await get('/readyz')).status === 503)
  const { checks } = (await (await get('/readyz')).json()) as { checks: Record<string, { ok: boolean; text: string }> }
  expect(checks).toMatchObject({ store: { ok: true }, wechat: { ok: true }, erp: { ok: false } })
  expect(checks.erp?.text).toContain('没有应答')
  await erp.accept()
  await toOps('✅ ERP 已连上')
  await until(async () => (await get('/readyz')).status === 200)
  await until(() => erp.customers().length === names.length)
  expect(gateway.sent.filter(({ text }) => text.includes('⚠️ ERP 连不上'))).toHaveLength(1)

  await gateway.drop()
  await until(async () => (await metric('zhibang_wechat_connected')) === 0)
  expect((await get('/readyz')).status).toBe(503)
  await gateway.resume()
  await until(async () => (await metric('zhibang_wechat_reconnects_total')) === 1)
  await until(async () => (await get('/readyz')).status === 200)
}, 120_000)
