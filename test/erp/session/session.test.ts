import { afterEach, describe, expect, it } from 'vitest'
import { createErp, type Erp, type ErpOptions } from '../../../src/erp/index.ts'
import { type Arrival, type Reply, startWireServer, type WireServer } from '../../support/wire-server.ts'

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const emptyList = { header: { status: 0 }, body: { source: { type_: 'table', table: { cols: [], rows: [] } } } }
const welcome = (session: string) => ({ body: { header: { status: 0, message: 'API鉴权成功.', session } } })
const says = (message: string) => ({ body: { header: { status: 1, message, session: '' } } })

interface Office {
  server: WireServer
  erp: Erp
  logins(): Arrival[]
  list(): Promise<unknown>
}

async function open(login: (n: number) => Reply, others?: (arrival: Arrival) => Reply, options?: Partial<ErpOptions>) {
  let count = 0
  const isLogin = ({ path }: Arrival) => /login(?:\.asp)?$/.test(path)
  const server = await startWireServer((arrival) =>
    isLogin(arrival) ? login(++count) : (others?.(arrival) ?? { body: emptyList }),
  )
  const erp = createErp({
    baseUrl: server.baseUrl,
    username: 'bot',
    password: 'secret',
    ratePerSecond: 500,
    waitFirstWindow: false,
    ...options,
  })
  closers.push(server.close, erp.close)
  const office: Office = {
    server,
    erp,
    logins: () => server.arrivals.filter(isLogin),
    list: () => erp.client.call('sales.customer.list', {}),
  }
  return office
}

describe('logging in', () => {
  it('sends marked plain text and a stable serial number', async () => {
    const { list, logins } = await open(() => welcome('S1'))
    await list()
    expect(logins()[0]?.json).toEqual({
      session: '',
      datas: [
        { id: 'user', val: 'txt:bot' },
        { id: 'password', val: 'txt:secret' },
        { id: 'serialnum', val: expect.stringMatching(/^txt:[A-Z0-9]{1,20}$/) },
        { id: 'rndcode', val: '' },
      ],
    })
  })

  it('happens once for a hundred calls at once', async () => {
    const { list, logins, server } = await open(() => welcome('S1'))
    await Promise.all(Array.from({ length: 100 }, list))
    expect(logins()).toHaveLength(1)
    expect(server.to('list.asp').every(({ json }) => json?.session === 'S1')).toBe(true)
  })

  it('happens on the older path where the server lacks the newer, and stays there', async () => {
    let at = 0
    const { list, server, erp } = await open(
      () => (at++ === 0 ? { status: 404, body: '<html>404</html>' } : welcome(`S${at}`)),
      ({ json }) =>
        json?.session === 'S2' ? { body: { header: { status: 1, message: '登录超时' } } } : { body: emptyList },
    )
    await list()
    const paths = server.arrivals.map(({ path }) => path).filter((path) => path.includes('login'))
    expect(paths).toEqual(['/webapi/v3/ov1/login', '/sysa/mobilephone/login.asp', '/sysa/mobilephone/login.asp'])
    expect(erp.session.loggedIn()).toBe(true)
  })

  it('falls back to the older path also where the newer one answers with a page', async () => {
    const { list, logins } = await open((n) => (n === 1 ? { body: '<html>找不到网页</html>' } : welcome('S1')))
    await list()
    expect(logins()).toHaveLength(2)
  })
})

describe('a session that ends', () => {
  it.each([
    ['a status and words', { body: { header: { status: 5, message: 'session 无效' } } }],
    ['Code 400', { body: { Code: 400, Msg: '' } }],
    ['HTTP 401', { status: 401, body: '' }],
  ])('is renewed once for all who met it, and their calls are repeated: %s', async (_, ended) => {
    const { list, logins, server } = await open(
      (n) => welcome(`S${n}`),
      ({ json }) => (json?.session === 'S1' ? ended : { body: emptyList }),
    )
    await Promise.all(Array.from({ length: 20 }, list))
    expect(logins()).toHaveLength(2)
    expect(server.to('list.asp').filter(({ json }) => json?.session === 'S2')).toHaveLength(20)
  })

  it('does not make us log in for ever', async () => {
    const { list, logins } = await open(
      (n) => welcome(`S${n}`),
      () => ({ body: { header: { status: 5, message: '登录超时' } } }),
    )
    for (let i = 0; i < 10; i++) await expect(list()).rejects.toMatchObject({ failure: 'session' })
    expect(logins().length).toBeLessThanOrEqual(4)
  })
})

describe('a login that is refused', () => {
  it('is not tried again until the password changes', async () => {
    const { list, logins, erp } = await open((n) => (n === 1 ? says('用户名或密码错误') : welcome('S1')))
    await Promise.allSettled(Array.from({ length: 50 }, list))
    await expect(list()).rejects.toMatchObject({
      failure: 'session',
      code: 'erp_login_refused',
      serverMessage: '用户名或密码错误',
    })
    expect(logins()).toHaveLength(1)
    await erp.session.setPassword('secret')
    await expect(list()).rejects.toMatchObject({ code: 'erp_login_refused' })
    await erp.session.setPassword('changed')
    await list()
    expect(logins()).toHaveLength(2)
    expect(JSON.stringify(logins()[1]?.json)).toContain('txt:changed')
  })

  it('waits for the captcha that is demanded, and sends it once', async () => {
    const { list, logins, erp } = await open((n) => (n === 1 ? says('请输入验证码') : welcome('S1')))
    await expect(list()).rejects.toMatchObject({ failure: 'session', code: 'erp_captcha_required' })
    await expect(list()).rejects.toMatchObject({ code: 'erp_captcha_required' })
    await erp.session.setCaptcha('8642')
    await list()
    expect(logins()).toHaveLength(2)
    expect(JSON.stringify(logins()[1]?.json)).toContain('8642')
  })

  it('tells a locked account from a wrong password', async () => {
    const { list } = await open(() => says('账号已被锁定'))
    await expect(list()).rejects.toMatchObject({ code: 'erp_account_locked' })
  })

  it('may be tried again where it was not about the credentials', async () => {
    const { list, logins } = await open((n) => (n === 1 ? says('系统繁忙，请稍后再试') : welcome('S1')))
    await expect(list()).rejects.toMatchObject({ failure: 'session', code: 'erp_login_paused' })
    await list()
    expect(logins()).toHaveLength(2)
  })

  it('has the same memory when it is made through the catalogue', async () => {
    const { erp, logins } = await open(() => says('密码错误'))
    const login = () => erp.client.call('login', { user: 'bot', password: 'wrong', serialnum: 'A1' })
    await expect(login()).rejects.toMatchObject({ code: 'erp_login_refused' })
    await expect(login()).rejects.toMatchObject({ code: 'erp_login_refused' })
    expect(logins()).toHaveLength(1)
  })
})

describe('closing', () => {
  it('gives the session back', async () => {
    const { list, erp, server } = await open(() => welcome('S1'))
    await list()
    await erp.close()
    expect(server.to('logout.asp').map(({ json }) => json?.session)).toEqual(['S1'])
  })
})
