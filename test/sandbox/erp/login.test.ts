import { afterEach, describe, expect, it } from 'vitest'
import type { ErpSandboxOptions } from '../../../src/sandbox/erp/index.ts'
import { startErpSandbox } from '../../../src/sandbox/erp/index.ts'
import { TestClock } from '../../support/test-clock.ts'
import { at, Caller, open, said } from './caller.ts'

let caller: Caller
afterEach(() => caller.sandbox.close())

const start = async (options: ErpSandboxOptions = {}) => {
  caller = new Caller(await startErpSandbox(options))
}
const customers = () => caller.list()
const status = (answer: unknown) => at(answer, 'header.status')

describe('the login', () => {
  it('answers a session that both login paths, any case, and all families take', async () => {
    await start()
    const answer = await caller.login()
    expect(answer).toEqual({
      header: { status: 0, message: 'API鉴权成功.', session: expect.stringMatching(/^\w{20,}$/), appversion: '32.17' },
    })
    expect(status(await customers())).toBe(0)
    expect(await caller.v3('/orgs/user/list', {})).toMatchObject({ Code: 200 })
    expect(await caller.zb('Store/Stock/StockHandler/GetWarehouses', {})).toMatchObject({ flag: true, code: 200 })
    await caller.login('bot', 'sandbox', {}, '/SYSA/mobilephone/LOGIN.asp')
    expect(status(await customers())).toBe(0)
  })

  it('refuses unknown people, wrong and encrypted passwords, and serial numbers of other forms', async () => {
    await start()
    const refusals = [
      await caller.login('nobody'),
      await caller.login('bot', 'wrong'),
      await caller.login('bot', 'sandbox', { password: 'sandbox' }),
      await caller.login('bot', 'sandbox', { serialnum: 'txt:序列号' }),
      await caller.login('bot', 'sandbox', { serialnum: `txt:${'A'.repeat(21)}` }),
    ]
    for (const answer of refusals) {
      expect(status(answer)).not.toBe(0)
      expect(at<string>(answer, 'header.message')).not.toBe('')
    }
    expect(caller.session).toBe('')
  })

  it('demands the captcha after three wrong passwords and locks out who goes on', async () => {
    await start({ captcha: '2468' })
    for (let i = 0; i < 3; i++) await caller.login('bot', 'wrong')
    expect(at(await caller.login(), 'header.message')).toBe('请输入验证码')
    expect(at(await caller.login('bot', 'sandbox', { rndcode: 'txt:1111' }), 'header.message')).toBe('验证码错误')
    expect(status(await caller.login('bot', 'sandbox', { rndcode: 'txt:2468' }))).toBe(0)
    for (let i = 0; i < 6; i++) await caller.login('bot', 'wrong')
    expect(at(await caller.login('bot', 'sandbox', { rndcode: 'txt:2468' }), 'header.message')).toContain('锁定')
  })

  it('demands the captcha every time where the server is set so', async () => {
    await start({ variants: { captchaAtLogin: true }, captcha: '2468' })
    expect(status(await caller.login())).not.toBe(0)
    expect(status(await caller.login('bot', 'sandbox', { rndcode: 'txt:2468' }))).toBe(0)
  })

  it('is found at the path this server has, and nowhere else', async () => {
    await start({ variants: { loginPath: 'mobile' } })
    expect((await caller.post('/webapi/v3/ov1/login', {})).status).toBe(404)
    expect(status(await caller.login('bot', 'sandbox', {}, '/sysa/mobilephone/login.asp'))).toBe(0)
    caller.sandbox.vary({ loginPath: 'v3' })
    expect((await caller.post('/sysa/mobilephone/login.asp', {})).status).toBe(404)
    expect(status(await caller.login())).toBe(0)
  })

  it('takes a changed password at once', async () => {
    await start()
    caller.sandbox.setPassword('bot', 'changed')
    expect(status(await caller.login())).not.toBe(0)
    expect(status(await caller.login('bot', 'changed'))).toBe(0)
  })
})

describe('a session', () => {
  it('ends when its time is over, in the words of this server', async () => {
    const clock = new TestClock()
    caller = await open({ clock, sessionLifetimeMs: 60_000, variants: { sessionMessage: 'session 无效' } })
    clock.advance(59_999)
    expect(status(await customers())).toBe(0)
    clock.advance(1)
    const late = await customers()
    expect(status(late)).not.toBe(0)
    expect(said(late)).toBe('session 无效')
    expect(await caller.v3('/orgs/user/list', {})).toMatchObject({ Code: 400 })
    expect(await caller.zb('Store/Stock/StockHandler/GetWarehouses', {})).toMatchObject({ flag: false, code: 400 })
  })

  it('may be answered with Code 400 in the mobile family', async () => {
    caller = await open({ variants: { sessionCode400: true } })
    caller.session = 'none'
    expect(await customers()).toMatchObject({ Code: 400 })
  })

  it('ends with a logout, and by the second login where one account has one session', async () => {
    caller = await open({ singleSession: true })
    const first = caller.session
    await caller.login()
    expect(caller.session).not.toBe(first)
    expect(status(await customers())).toBe(0)
    expect(status(await caller.mobile('/sysa/mobilephone/logout.asp'))).toBe(0)
    expect(status(await customers())).not.toBe(0)
    caller.session = first
    expect(status(await customers())).not.toBe(0)
  })

  it('is one of many where the server allows it', async () => {
    caller = await open()
    const first = caller.session
    await caller.login()
    caller.session = first
    expect(status(await customers())).toBe(0)
  })
})
