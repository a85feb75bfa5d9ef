import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Message, type Wechaty, WechatyBuilder } from 'wechaty'
import { quietWechaty } from '../../src/bot/index.ts'
import { orderPayloadCache } from '../../src/bot/payload-cache.ts'
import { type GatewaySandbox, startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'

let gateway: GatewaySandbox
let bot: Wechaty
let heard: Message[] = []

beforeAll(async () => {
  gateway = await startGatewaySandbox({
    controlPort: 0,
    contacts: [
      { id: 'c1', name: '小周', alias: '周总-远航', weixin: 'zhou_yh', phone: '13900001111' },
      { id: 'c2', name: '阿梅' },
    ],
    rooms: [{ id: 'r1@chatroom', topic: '项目群', memberIds: ['c1', 'c2'] }],
  })
  for (const [name, value] of Object.entries(gateway.env)) vi.stubEnv(name, value)
  // Environment only, as a user of the gateway would connect.
  bot = WechatyBuilder.build({})
  bot.on('error', () => {})
  bot.on('message', (message) => void heard.push(message))
  quietWechaty('silent')
  await bot.start()
  orderPayloadCache(bot.puppet)
  await gateway.waitForClient()
})
beforeEach(() => {
  heard = []
})
afterEach(async () => {
  await gateway.resume()
})
afterAll(async () => {
  await bot.stop()
  await gateway.close()
  vi.unstubAllEnvs()
})

const hear = (id: string) => vi.waitFor(() => expect(heard.map((m) => m.id)).toContain(id), { timeout: 5000 })
const message = async (id: string) => {
  await hear(id)
  return heard.find((m) => m.id === id) as Message
}

describe('the WeChat gateway of the sandbox', () => {
  it('delivers a direct message with forced id and time and the whole contact', async () => {
    const id = gateway.say({ from: 'c1', text: '在吗', id: 'forced-1', sentAt: 1_700_000_000_123 })
    const got = await message(id)
    expect([got.id, got.text(), got.date().getTime(), got.self()]).toEqual([
      'forced-1',
      '在吗',
      1_700_000_000_123,
      false,
    ])
    const talker = got.talker()
    expect([talker.name(), await talker.alias(), talker.handle(), await talker.phone()]).toEqual([
      '小周',
      '周总-远航',
      'zhou_yh',
      ['13900001111'],
    ])
  })

  it('delivers the same id again when told to, as WeChat does', async () => {
    gateway.say({ from: 'c1', text: '一次', id: 'twice' })
    gateway.say({ from: 'c1', text: '一次', id: 'twice' })
    await vi.waitFor(() => expect(heard.filter((m) => m.id === 'twice')).toHaveLength(2))
  })

  it('delivers group messages with room and topic', async () => {
    const got = await message(gateway.say({ from: 'c2', room: 'r1@chatroom', text: '大家好' }))
    expect(got.room()?.id).toBe('r1@chatroom')
    expect(await got.room()?.topic()).toBe('项目群')
    expect(got.talker().id).toBe('c2')
  })

  it('shows what is typed on the phone as the account’s own words', async () => {
    const got = await message(gateway.sayAsAccount('c1', '我是本人'))
    expect([got.self(), got.listener()?.id]).toEqual([true, 'c1'])
  })

  it('carries cards, locations, links and recalls', async () => {
    const card = await message(gateway.say({ from: 'c1', content: { kind: 'card', contactId: 'c2' } }))
    expect((await card.toContact()).name()).toBe('阿梅')
    const place = await message(
      gateway.say({ from: 'c1', content: { kind: 'location', name: '厂区', address: '常州市新北区河海路9号' } }),
    )
    // wechaty 1.20.2's own `toLocation` throws and puppet-service hides the fields: they are on the wire.
    expect(JSON.stringify(await bot.puppet.messageLocation(place.id))).toContain('常州市新北区河海路9号')
    const link = await message(
      gateway.say({ from: 'c1', content: { kind: 'link', title: '资料', url: 'https://example.com/a' } }),
    )
    expect((await link.toUrlLink()).url()).toBe('https://example.com/a')
    const original = gateway.say({ from: 'c1', text: '说错了' })
    const recall = await message(gateway.recall(original))
    expect(recall.text()).toBe(original)
  })

  it('records what the bot says and hands it back as the bot’s own message', async () => {
    const contact = await bot.Contact.find({ id: 'c1' })
    await contact?.say('您好，我是助手')
    const said = await gateway.waitForSent((m) => m.text === '您好，我是助手')
    expect(said.to).toBe('c1')
    await vi.waitFor(() => expect(heard.some((m) => m.self() && m.text() === '您好，我是助手')).toBe(true))
  })

  it('keeps what is said while nobody listens and delivers it once, in order, to whoever comes back', async () => {
    await gateway.drop()
    const ids = ['一', '二', '三'].map((text) => gateway.say({ from: 'c1', text }))
    await gateway.resume()
    await bot.puppet.stop()
    await bot.puppet.start()
    await hear(ids[2] as string)
    const back = heard.filter((m) => ids.includes(m.id)).map((m) => m.id)
    expect(back).toEqual(ids)
  })

  it('is fed over loopback HTTP where it runs as its own process', async () => {
    const base = `http://127.0.0.1:${gateway.controlPort}`
    const post = (path: string, body: unknown) => fetch(base + path, { method: 'POST', body: JSON.stringify(body) })
    await post('/contact', { id: 'c9', name: '远程', phone: '13700002222' })
    const { id } = (await (await post('/say', { from: 'c9', text: '外面来的' })).json()) as { id: string }
    expect((await message(id)).talker().name()).toBe('远程')
    const { sent } = (await (await fetch(`${base}/sent`)).json()) as { sent: unknown[] }
    expect(sent).toHaveLength(gateway.sent.length)
    const wrong = await post('/say', { text: '没有说话人' })
    expect(wrong.status).toBe(400)
  })
})
