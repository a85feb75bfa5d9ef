import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Wechaty } from 'wechaty'
import { WechatyBuilder } from 'wechaty'
import { quietWechaty, wechatyMessenger } from '../../src/bot/index.ts'
import { type GatewaySandbox, startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { TestClock } from '../support/test-clock.ts'

let gateway: GatewaySandbox
let bot: Wechaty
let clock: TestClock

beforeAll(async () => {
  quietWechaty('silent')
  gateway = await startGatewaySandbox({
    contacts: [{ id: 'wx-lina', name: '娜娜' }],
    rooms: [{ id: 'r@chatroom', topic: '内部群', memberIds: ['wx-lina'] }],
  })
  bot = WechatyBuilder.build({
    puppet: 'wechaty-puppet-service',
    puppetOptions: { endpoint: gateway.endpoint, token: gateway.token, tls: { disable: true } } as never,
  })
  bot.on('error', () => {})
  await bot.start()
  await gateway.waitForClient()
  await vi.waitFor(() => expect(bot.isLoggedIn).toBe(true))
})
beforeEach(() => {
  clock = new TestClock()
})
afterAll(async () => {
  await bot.stop()
  await gateway.close()
})

const lina = { kind: 'contact', contactId: 'wx-lina' } as const

describe('the messenger', () => {
  it('says to a contact, and to a room with the person mentioned', async () => {
    const messenger = wechatyMessenger({ bot, clock, connected: () => true, minGapMs: 0, lookupGapMs: 0 })
    await messenger.say(lina, '您好')
    await messenger.say({ kind: 'room', roomId: 'r@chatroom', mention: 'wx-lina' }, '有新线索')
    expect(gateway.sent.slice(-2)).toMatchObject([
      { to: 'wx-lina', text: '您好' },
      { room: 'r@chatroom', mentions: ['wx-lina'], text: expect.stringContaining('有新线索') },
    ])
  })

  it('keeps the gap between messages by the clock, in order', async () => {
    const messenger = wechatyMessenger({ bot, clock, connected: () => true, minGapMs: 1000, lookupGapMs: 0 })
    const before = gateway.sent.length
    const said = ['一', '二', '三'].map((text) => messenger.say(lina, text))
    await said[0]
    for (const [index, promise] of said.slice(1).entries()) {
      await vi.waitFor(() => expect(clock.waiting).toEqual([1000]))
      expect(gateway.sent.length).toBe(before + index + 1)
      clock.advance(1000)
      await promise
    }
    expect(gateway.sent.slice(before).map((m) => m.text)).toEqual(['一', '二', '三'])
  })

  it('says nothing while the connection is away, and tells that it surely did not', async () => {
    const messenger = wechatyMessenger({ bot, clock, connected: () => false })
    await expect(messenger.say(lina, '听不见')).rejects.toMatchObject({ name: 'SayError', code: 'wechat_away' })
    expect(gateway.sent.map((m) => m.text)).not.toContain('听不见')
  })

  it('names a chat that is not there', async () => {
    const messenger = wechatyMessenger({ bot, clock, connected: () => true, minGapMs: 0, lookupGapMs: 0 })
    const nobody = { kind: 'room', roomId: 'gone@chatroom' } as const
    await expect(messenger.say(nobody, '有人吗')).rejects.toMatchObject({ code: 'chat_not_found' })
    await messenger.say(lina, '后面的照常')
    expect(gateway.sent.at(-1)?.text).toBe('后面的照常')
  })
})
