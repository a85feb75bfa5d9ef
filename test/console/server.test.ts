import { request } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import type { Clock } from '../../src/shared/clock.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { ConfigError } from '../../src/shared/errors.ts'
import { closeAll, openConsole } from './house.ts'

afterEach(closeAll)

const token = 'correct-horse-battery'
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? ''

/** `fetch` does not let the Host header be chosen. */
const withHost = (url: string, host: string): Promise<number> =>
  new Promise((done, fail) => {
    request(`${url}/api/now`, { headers: { host } }, (response) => {
      response.resume()
      done(response.statusCode ?? 0)
    })
      .on('error', fail)
      .end()
  })

it('shows no number of anybody in whole, wherever it stands', async () => {
  const { get, world } = await openConsole()
  world.incidents = [{ key: 'dead', text: '客户 13867815520 写不进去', since: 0 }]
  world.alerts = [{ text: '请联系 zhou.mingyuan@haichuan.example', at: 0, over: false }]
  const paths = ['/api/now', '/api/queue', '/api/leads', '/api/report?period=week']
  const all = (await Promise.all(paths.map(async (path) => (await get(path)).text()))).join('\n')
  for (const whole of ['13867815520', '87654321', 'zhou.mingyuan', 'haichuan_zhou', '283746512', '创新路'])
    expect(all).not.toContain(whole)
  for (const masked of ['138****5520', '****4321', 'z***@haichuan.example', 'ha***', '宁波市鄞州区***'])
    expect(all).toContain(masked)
  expect(all).toContain('宁波海川机械有限公司')
})

it('lets nobody in without the token, and somebody with it until he leaves', async () => {
  const { get, post } = await openConsole({ token })
  expect((await get('/')).headers.get('location')).toBe('/login')
  for (const path of ['/api/now', '/api/leads', '/api/queue', '/api/report?period=day', '/api/qr/0'])
    expect((await get(path)).status, path).toBe(401)
  expect((await post('/api/outbox/7/retry', { by: '吴小运' })).status).toBe(401)
  expect((await post('/api/login', { token: `${token}x` })).status).toBe(401)
  expect((await post('/api/login', { token: [token] })).status).toBe(401)

  const login = await post('/api/login', { token })
  expect(login.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/)
  expect(login.headers.get('set-cookie')).not.toContain(token)
  const cookie = cookieOf(login)
  expect((await get('/api/now', { cookie })).status).toBe(200)
  expect((await get('/', { cookie })).status).toBe(200)
  const forged = cookie.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
  expect((await get('/api/now', { cookie: forged })).status).toBe(401)
  expect((await post('/api/logout', {}, { cookie })).headers.get('set-cookie')).toMatch(/Max-Age=0/)
})

it('forgets a login after a week, and at once when the token is another one', async () => {
  let now = systemClock.now()
  const clock: Clock = { ...systemClock, now: () => now }
  const first = await openConsole({ token, clock })
  const cookie = cookieOf(await first.post('/api/login', { token }))
  const other = await openConsole({ token: 'another-token-entirely', clock })
  expect((await other.get('/api/now', { cookie })).status).toBe(401)
  now += 6 * 86_400_000
  expect((await first.get('/api/now', { cookie })).status).toBe(200)
  now += 2 * 86_400_000
  expect((await first.get('/api/now', { cookie })).status).toBe(401)
})

it('keeps the logins of two consoles on one machine apart', async () => {
  const one = await openConsole({ token })
  const other = await openConsole({ token: 'another-token-entirely' })
  const cookies = [
    cookieOf(await one.post('/api/login', { token })),
    cookieOf(await other.post('/api/login', { token: 'another-token-entirely' })),
  ]
  const names = cookies.map((cookie) => cookie.split('=')[0])
  expect(new Set(names).size).toBe(2)
  for (const { get } of [one, other]) expect((await get('/api/now', { cookie: cookies.join('; ') })).status).toBe(200)
})

it('makes a guesser wait a minute', async () => {
  let now = systemClock.now()
  const { post } = await openConsole({ token, clock: { ...systemClock, now: () => now } })
  for (let i = 0; i < 5; i++) expect((await post('/api/login', { token: `guess-number-${i}` })).status).toBe(401)
  expect((await post('/api/login', { token })).status).toBe(429)
  now += 61_000
  expect((await post('/api/login', { token })).status).toBe(200)
})

it('changes nothing for a page of another site', async () => {
  const { post, url, world } = await openConsole()
  const path = '/api/outbox/7/discard'
  const by = { by: '吴小运' }
  const foreign: Array<Record<string, string>> = [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: url.replace('127.0.0.1', 'localhost') },
    { 'x-zhibang-console': '0' },
  ]
  for (const headers of foreign) expect((await post(path, by, headers)).status, JSON.stringify(headers)).toBe(403)
  const form = await fetch(url + path, { method: 'POST', body: new URLSearchParams(by) })
  expect(form.status).toBe(403)
  expect(world.decisions).toEqual([])
  expect((await post(path, by)).status).toBe(200)
  expect(world.decisions).toEqual(['吴小运 discard 7'])
})

it('answers under addresses and names of its own only, so that no other name leads here', async () => {
  const { url } = await openConsole({ token, url: 'https://zhibang.example.com' })
  const port = new URL(url).port
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, '192.0.2.7', 'zhibang.example.com'])
    expect(await withHost(url, host), host).toBe(401)
  for (const host of ['evil.example', `evil.example:${port}`, 'localhost.evil.example', '127.0.0.1.evil.example'])
    expect(await withHost(url, host), host).toBe(421)
})

it('keeps the cookie to https where the page is reached that way', async () => {
  const { post } = await openConsole({ token, url: 'https://zhibang.example.com' })
  const login = await post('/api/login', { token }, { origin: 'https://zhibang.example.com' })
  expect(login.headers.get('set-cookie')).toMatch(/Secure/)
})

it('does not start for other machines without a token', async () => {
  for (const options of [{ host: '0.0.0.0' }, { host: '::' }, { url: 'https://zhibang.example.com' }])
    await expect(openConsole(options)).rejects.toThrow(ConfigError)
  await expect(openConsole({ host: '0.0.0.0' })).rejects.toThrow(/CONSOLE_TOKEN/)
  const { url } = await openConsole({ host: '0.0.0.0', token })
  expect((await fetch(`${url.replace('0.0.0.0', '127.0.0.1')}/login`)).status).toBe(200)
})

it('allows no script but its own, and no frame around it', async () => {
  const { get } = await openConsole()
  for (const path of ['/', '/assets/app.js', '/api/now', '/nowhere']) {
    const { headers } = await get(path)
    const policy = headers.get('content-security-policy')
    expect(policy, path).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|data:/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
  }
  expect(await (await get('/')).text()).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|style=/)
  expect((await get('/api/leads')).headers.get('cache-control')).toBe('no-store')
})

it('serves the files of the page and nothing else of the disk', async () => {
  const { get } = await openConsole()
  for (const name of ['app.js', 'style.css', 'icon.svg', 'echarts.js']) {
    const response = await get(`/assets/${name}`)
    expect(response.status, name).toBe(200)
    const again = await get(`/assets/${name}`, { 'if-none-match': response.headers.get('etag') ?? '' })
    expect(again.status, name).toBe(304)
  }
  for (const name of [
    '..%2fserver.ts',
    '%2e%2e%2fserver.ts',
    'index.html',
    'constructor',
    '..%2f..%2f..%2fpackage.json',
  ])
    expect((await get(`/assets/${name}`)).status, name).toBe(404)
})

it('draws the login code for who may see it, and only the one that counts', async () => {
  const { get, world } = await openConsole()
  world.wechat = {
    connection: 'logged_out',
    scan: { code: 'http://weixin.qq.example/x/secret-login', status: 'waiting', at: 1 },
  }
  const now = (await (await get('/api/now')).json()) as { wechat: { scan: { id: string } } }
  expect(JSON.stringify(now)).not.toContain('secret-login')
  const picture = await get(`/api/qr/${now.wechat.scan.id}`)
  expect(picture.headers.get('content-type')).toBe('image/svg+xml')
  expect(await picture.text()).toMatch(/^<svg/)
  expect((await get('/api/qr/0123456789abcdef')).status).toBe(404)
  world.wechat = { connection: 'connected', account: '海川销售助手' }
  expect((await get(`/api/qr/${now.wechat.scan.id}`)).status).toBe(404)
})

it('asks who decides, and says why something cannot be decided', async () => {
  const { post, world } = await openConsole()
  const path = '/api/outbox/7/retry'
  for (const by of ['', '   ', 'x'.repeat(21), 7, undefined])
    expect((await post(path, { by })).status, String(by)).toBe(400)
  expect((await post('/api/outbox/7/erase', { by: '吴小运' })).status).toBe(404)
  expect((await post('/api/outbox/seven/retry', { by: '吴小运' })).status).toBe(404)
  expect((await post(path, { by: ' 吴小运\u0000 ' })).status).toBe(200)
  expect(world.decisions).toEqual(['吴小运 retry 7'])
  const again = await post(path, { by: '吴小运' })
  expect(again.status).toBe(409)
  expect(await again.json()).toEqual({ error: expect.stringContaining('#7') })
  expect((await post(path, { by: 'x'.repeat(10_000) })).status).toBe(413)
})

it('groups what waits by kind and says what failed and why', async () => {
  const { get } = await openConsole()
  const queue = (await (await get('/api/queue')).json()) as Record<string, unknown[]>
  expect(queue.dead).toMatchObject([
    { id: 7, what: '建档', about: '宁波海川机械有限公司', attempts: 3, reason: '服务器拒绝：手机 138****5520 已存在' },
  ])
  expect(queue.groups).toMatchObject([{ what: '微信通知', ready: 1, running: 0 }])
})
