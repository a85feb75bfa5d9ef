import type { EventEmitter } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Wechaty, WechatyBuilder } from 'wechaty'
import { createCommands, Echoes, quietWechaty, salesPlugin, wechatyMessenger } from '../../src/bot/index.ts'
import type { InboundMessage, Intake } from '../../src/domain/index.ts'
import { type GatewaySandbox, startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { type Office, openOffice } from './office.ts'

/** Takes each id once, as the real intake does. */
class MemoryIntake implements Intake {
  readonly messages: InboundMessage[] = []
  failures = 0

  async receive(message: InboundMessage): Promise<'new' | 'duplicate'> {
    if (this.failures > 0) {
      this.failures -= 1
      throw new Error('disk is full')
    }
    if (this.messages.some((m) => m.id === message.id)) return 'duplicate'
    this.messages.push(message)
    return 'new'
  }
}

let gateway: GatewaySandbox
let bot: Wechaty
let office: Office
let intake: MemoryIntake
let uninstall: () => void
const internal = 'sales@chatroom'
const mixed = 'project@chatroom'

beforeAll(async () => {
  quietWechaty()
  office = await openOffice()
  office.crm.add({ ord: 1, name: '深圳华强电子有限公司', ownerName: '李娜', mobile: '13800138000' })
  gateway = await startGatewaySandbox({
    contacts: [
      { id: 'wx-lina', name: '娜娜' },
      { id: 'wx-wang', name: '小王' },
      { id: 'c1', name: '客户甲', alias: '甲总', weixin: 'jia_88', phone: '13612345678' },
      { id: 'c2', name: '拒绝的人' },
    ],
    rooms: [
      { id: internal, topic: '销售内部群', memberIds: ['wx-lina', 'wx-wang'] },
      { id: mixed, topic: '销售内部群', memberIds: ['wx-lina', 'c1'] },
    ],
  })
  bot = WechatyBuilder.build({
    puppet: 'wechaty-puppet-service',
    puppetOptions: { endpoint: gateway.endpoint, token: gateway.token, tls: { disable: true } } as never,
  })
  const echoes = new Echoes(systemClock)
  intake = new MemoryIntake()
  const messenger = wechatyMessenger({ bot, clock: systemClock, connected: () => true, minGapMs: 0, lookupGapMs: 0 })
  const commands = createCommands({
    desk: office.desk,
    people: office.people,
    clock: office.clock,
    logger: silentLogger,
  })
  const plugin = salesPlugin({
    intake,
    people: office.people,
    clock: systemClock,
    logger: silentLogger,
    commands,
    messenger,
    echoes,
    internalRooms: ['销售内部群'],
    capture: { denyContacts: ['c2'] },
    accountOwner: () => office.people.byName('李娜'),
  })
  uninstall = plugin(bot as never) as () => void
  bot.on('error', () => {})
  await bot.start()
  await gateway.waitForClient()
})
beforeEach(() => {
  office.clock.advance(1)
})
afterAll(async () => {
  await bot.stop()
  await gateway.close()
  await office.close()
})

const received = async (id: string): Promise<InboundMessage> => {
  await vi.waitFor(() => expect(intake.messages.map((m) => m.id)).toContain(id), { timeout: 5000 })
  return intake.messages.find((m) => m.id === id) as InboundMessage
}
/** Everything said before has been dealt with once a later message has been answered. */
const settled = async () => {
  const before = gateway.sent.length
  gateway.say({ from: 'wx-lina', text: '/erp 我是谁' })
  await gateway.waitForSent((m) => gateway.sent.indexOf(m) >= before && m.text.includes('已绑定'))
}

describe('what the plugin makes of a message', () => {
  it('a direct message with its sender, time and account', async () => {
    const id = gateway.say({ from: 'c1', text: '报个价', sentAt: 1_760_000_000_000 })
    expect(await received(id)).toMatchObject({
      accountId: 'account',
      conversation: { id: 'c1', kind: 'direct' },
      sender: { contactId: 'c1', nickname: '客户甲', alias: '甲总', wechatId: 'jia_88', phones: ['13612345678'] },
      self: false,
      content: { kind: 'text', text: '报个价' },
      sentAt: 1_760_000_000_000,
    })
  })

  it('a group message with room and topic', async () => {
    const id = gateway.say({ from: 'c1', room: mixed, text: '大家好' })
    expect(await received(id)).toMatchObject({ conversation: { id: mixed, kind: 'room', topic: '销售内部群' } })
  })

  it('own words in a customer’s chat, with the customer as peer', async () => {
    const id = gateway.sayAsAccount('c1', '给您报价 3.2 万')
    expect(await received(id)).toMatchObject({ self: true, conversation: { id: 'c1' }, peer: { contactId: 'c1' } })
  })

  it.each([
    ['card', { kind: 'card', contactId: 'c2' }, { kind: 'card', name: '拒绝的人', contactId: 'c2' }],
    [
      'location',
      { kind: 'location', name: '恒力大厦', address: '苏州市吴中区东吴北路1号' },
      { kind: 'location', name: '恒力大厦', address: '苏州市吴中区东吴北路1号' },
    ],
    [
      'link',
      { kind: 'link', title: '产品册', description: '目录', url: 'https://example.com/p' },
      { kind: 'link', title: '产品册', description: '目录', url: 'https://example.com/p' },
    ],
    [
      'forwarded record',
      { kind: 'record', text: '张三和李四的聊天记录\n张三: 要50台' },
      { kind: 'record', title: '张三和李四的聊天记录' },
    ],
    ['image', { kind: 'image', name: 'a.png', base64: 'iVBORw0KGgo=' }, { kind: 'image', name: 'a.png' }],
    ['voice', { kind: 'audio', name: 'a.sil' }, { kind: 'audio' }],
    ['video', { kind: 'video', name: 'a.mp4' }, { kind: 'video' }],
    ['file', { kind: 'file', name: '合同.pdf' }, { kind: 'file', name: '合同.pdf' }],
    ['sticker', { kind: 'emoji' }, { kind: 'emoji' }],
    ['unknown type', { kind: 'other' }, { kind: 'other' }],
  ] as const)('%s', async (_name, content, expected) => {
    const id = gateway.say({ from: 'c1', content })
    expect((await received(id)).content).toMatchObject(expected)
  })

  it('a recall that names its message', async () => {
    const original = gateway.say({ from: 'c1', text: '打错了' })
    const id = gateway.recall(original)
    expect((await received(id)).content).toEqual({ kind: 'recall', messageId: original })
  })

  it('a quotation parted from the words that answer it', async () => {
    const text = '「客户乙：我的手机 13900000000」\n- - - - - - - - - - - - - - -\n这个价可以'
    const id = gateway.say({ from: 'c1', text })
    expect((await received(id)).content).toEqual({
      kind: 'text',
      text: '这个价可以',
      quoted: '客户乙：我的手机 13900000000',
    })
  })
})

describe('receiving', () => {
  it('has one effect per id, however often it comes', async () => {
    for (let i = 0; i < 3; i++) gateway.say({ from: 'wx-lina', text: '/erp 跟进 深圳华强电子 已寄样', id: 'thrice' })
    await settled()
    expect(intake.messages.filter((m) => m.id === 'thrice')).toHaveLength(1)
    expect(gateway.sent.filter((m) => m.text.includes('记洽谈进展'))).toHaveLength(1)
  })

  it('captures nothing outside the operator’s choice', async () => {
    const id = gateway.say({ from: 'c2', text: '请不要记录我' })
    await settled()
    expect(intake.messages.map((m) => m.id)).not.toContain(id)
  })

  it('tries again when the store cannot write', async () => {
    intake.failures = 2
    const id = gateway.say({ from: 'c1', text: '磁盘满时说的话' })
    expect(await received(id)).toMatchObject({ id })
  })
})

describe('commands over the gateway', () => {
  it('answers a bound person in his direct chat', async () => {
    gateway.say({ from: 'wx-lina', text: '/erp 查客户 华强' })
    const answer = await gateway.waitForSent((m) => m.to === 'wx-lina' && m.text.includes('】负责人 李娜'))
    expect(answer.text).toContain('13800138000')
  })

  it('answers in an internal room with the name in front, numbers in private', async () => {
    gateway.say({ from: 'wx-lina', room: internal, text: '/erp 查 深圳华强电子' })
    const answer = await gateway.waitForSent((m) => m.room === internal)
    expect(answer.text).toContain('@娜娜')
    expect(answer.text).not.toContain('13800138000')
    expect(answer.mentions).toEqual(['wx-lina'])
  })

  it('never answers a customer, nor in a room with one, and tells the colleague once in private', async () => {
    gateway.say({ from: 'c1', text: '/erp 查客户 华强' })
    gateway.say({ from: 'wx-lina', room: mixed, text: '/erp 查客户 华强' })
    gateway.say({ from: 'wx-lina', room: mixed, text: '/erp 线索' })
    await gateway.waitForSent((m) => m.to === 'wx-lina' && m.text.includes('命令在那里不处理'))
    await settled()
    expect(gateway.sent.filter((m) => m.to === 'c1' || m.room === mixed)).toEqual([])
    expect(gateway.sent.filter((m) => m.text.includes('命令在那里不处理'))).toHaveLength(1)
  })

  it('looks at a room’s members again when somebody joins', async () => {
    gateway.addRoom({ id: 'grow@chatroom', topic: '销售内部群', memberIds: ['wx-lina'] })
    gateway.say({ from: 'wx-lina', room: 'grow@chatroom', text: '/erp 我是谁' })
    await gateway.waitForSent((m) => m.room === 'grow@chatroom')
    gateway.joinRoom('grow@chatroom', ['c1'])
    await settled()
    await vi.waitFor(async () => {
      gateway.say({ from: 'wx-lina', room: 'grow@chatroom', text: '/erp 线索' })
      await settled()
      expect(gateway.sent.some((m) => m.to === 'wx-lina' && m.text.includes('命令在那里不处理'))).toBe(true)
    })
    gateway.say({ from: 'wx-lina', room: 'grow@chatroom', text: '/erp 查客户 华强' })
    await settled()
    expect(gateway.sent.filter((m) => m.room === 'grow@chatroom' && m.text.includes('华强'))).toEqual([])
  })

  it('takes the account’s own words in 文件传输助手 only, and never its own answers', async () => {
    gateway.sayAsAccount('c1', '/erp 查客户 华强')
    gateway.sayAsAccount('filehelper', '/erp 查客户 华强')
    const answer = await gateway.waitForSent((m) => m.to === 'filehelper')
    expect(answer.text).toContain('深圳华强')
    await settled()
    expect(gateway.sent.filter((m) => m.to === 'filehelper')).toHaveLength(1)
    const kept = intake.messages.filter(({ conversation }) => conversation.id === 'filehelper')
    expect(kept.map(({ content }) => content)).toEqual([{ kind: 'other' }, { kind: 'other' }])
    expect(gateway.sent.filter((m) => m.to === 'c1')).toEqual([])
  })

  it('binds a new contact by code', async () => {
    const { code } = await office.people.createCode('王强', office.clock.now())
    gateway.say({ from: 'wx-neu', text: `/erp 绑定 ${code}` })
    const answer = await gateway.waitForSent((m) => m.to === 'wx-neu')
    expect(answer.text).toContain('已绑定 ERP 账号 王强')
  })
})

describe('uninstalling', () => {
  it('leaves no listener behind', async () => {
    uninstall()
    const seen = intake.messages.length
    const bare: string[] = []
    bot.on('message', (message) => void bare.push(message.text()))
    gateway.say({ from: 'c1', text: '卸载后' })
    await vi.waitFor(() => expect(bare).toContain('卸载后'))
    expect(intake.messages).toHaveLength(seen)
    expect((bot as unknown as EventEmitter).listenerCount('room-join')).toBe(0)
  })
})
