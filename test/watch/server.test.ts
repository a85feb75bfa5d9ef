import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Listening } from '../../src/shared/listen.ts'
import { StoreError } from '../../src/store/errors.ts'
import { type EmbeddedStore, openEmbeddedStore } from '../../src/store/index.ts'
import { createReach, createReadiness, serveWatch } from '../../src/watch/index.ts'
import { scratch } from '../support/cli.ts'
import { TestClock } from '../support/test-clock.ts'

let dir: ReturnType<typeof scratch>
let data: EmbeddedStore
let clock: TestClock
let reach: ReturnType<typeof createReach>
let server: Listening
let wechat = true
let broken: Error | undefined

beforeEach(async () => {
  dir = scratch('server')
  clock = new TestClock()
  data = await openEmbeddedStore({ dataDir: dir.path, clock })
  reach = createReach(clock)
  wechat = true
  broken = undefined
  const store = {
    savePrompt: async (prompt: Parameters<typeof data.store.savePrompt>[0]) => {
      if (broken) throw broken
      await data.store.savePrompt(prompt)
    },
    takePrompt: (id: string) => data.store.takePrompt(id),
  }
  const readiness = createReadiness({
    store,
    clock,
    erp: reach.check,
    wechat: () => ({ ok: wechat, text: wechat ? '微信已登录' : '微信没有登录' }),
  })
  server = await serveWatch({
    host: '127.0.0.1',
    port: 0,
    scrape: async () => ({ type: 'text/plain; version=0.0.4', text: 'zhibang_store_up 1\n' }),
    readiness,
    uptimeMs: () => 61_500,
    onFault: () => {},
  })
})
afterEach(async () => {
  await server.close()
  await data.close()
  dir.remove()
})

const get = async (path: string, init?: RequestInit) => {
  const response = await fetch(server.url + path, init)
  const text = await response.text()
  return { status: response.status, type: response.headers.get('content-type') ?? '', text }
}
const ready = async () => {
  const { status, text } = await get('/readyz')
  return { status, ...(JSON.parse(text) as { ready: boolean; checks: Record<string, { ok: boolean; text: string }> }) }
}
const answered = (outcome = 'ok', operation = 'sales.customer.list') =>
  reach.heard({ at: clock.now(), operation, outcome, durationMs: 100 })

it('is alive while the process is, whatever else is wrong', async () => {
  broken = new StoreError('store_full', '磁盘已满')
  wechat = false
  expect(await get('/healthz')).toMatchObject({ status: 200, text: '{"alive":true,"uptimeSeconds":61}' })
})

it('serves metrics as text, and nothing else', async () => {
  expect(await get('/metrics')).toEqual({
    status: 200,
    type: 'text/plain; version=0.0.4',
    text: 'zhibang_store_up 1\n',
  })
  expect((await get('/')).status).toBe(404)
  expect((await get('/metrics', { method: 'POST' })).status).toBe(405)
})

it('is ready when the store takes writes, the ERP has answered and WeChat is logged in, and leaves nothing behind', async () => {
  expect(await ready()).toMatchObject({ status: 503, checks: { erp: { ok: false, text: 'ERP 还没有应答过' } } })
  answered()
  expect(await ready()).toMatchObject({ status: 200, ready: true })
  expect(await data.store.prompt('watch', 'watch')).toBeUndefined()
})

it('names what is not well', async () => {
  answered()
  wechat = false
  expect(await ready()).toMatchObject({ status: 503, checks: { wechat: { ok: false }, erp: { ok: true } } })
  wechat = true
  broken = new StoreError('store_full', '磁盘已满')
  clock.advance(10_000)
  const full = await ready()
  expect(full).toMatchObject({ status: 503, checks: { store: { ok: false } } })
  expect(full.checks.store?.text).toContain('请检查磁盘空间和权限')
})

it('takes three lost calls in a row, a refused login or ten silent minutes for an ERP that is not there', async () => {
  answered()
  answered('unreachable')
  answered('unknown')
  expect((await ready()).status).toBe(200)
  answered('unreachable')
  expect((await ready()).checks.erp).toEqual({ ok: false, text: 'ERP 连续 3 次没有应答' })
  answered('busy')
  expect((await ready()).status).toBe(200)
  answered('session', 'login')
  expect((await ready()).checks.erp?.text).toContain('ERP_PASSWORD')
  answered('ok', 'login')
  expect((await ready()).status).toBe(200)
  clock.advance(11 * 60_000)
  expect((await ready()).checks.erp).toEqual({ ok: false, text: 'ERP 11 分钟没有应答' })
})

it('says so where the port is taken', async () => {
  const port = Number(new URL(server.url).port)
  const again = serveWatch({
    host: '127.0.0.1',
    port,
    scrape: async () => ({ type: '', text: '' }),
    readiness: async () => ({ ready: true, checks: {} as never }),
    uptimeMs: () => 0,
    onFault: () => {},
  })
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
