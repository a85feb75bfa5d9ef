import { afterEach, expect, test, vi } from 'vitest'
import {
  bringBack,
  decideEntry,
  type Lead,
  type LeadId,
  type Prompt,
  type Requester,
  type StaffMember,
} from '../../src/domain/index.ts'
import { hotCompany, type Office, openOffice, people, says } from './office.ts'
import { quickClock } from './quick-clock.ts'

let office: Office
afterEach(() => office.close())

const begin = async (settings = {}) => {
  office = await openOffice({ deps: { clock: quickClock(100), settings, proactive: { quietHours: false } } })
  return office
}
const hear = async (messages: ReturnType<typeof hotCompany>) => {
  for (const message of messages) await office.sync.intake.receive(message)
}
const by = (name: string): Requester => {
  const staff = people.find((person) => person.name === name) as StaffMember
  return { staff, replyTo: { kind: 'contact', contactId: staff.contactIds[0] ?? '' } }
}
const leads = () => office.data.store.leads({})
const wants = (contactId: string) => hotCompany(contactId, 'x', 'x', 'x').slice(0, 2)

test('a hot lead without a mobile is asked about once; the answer creates the customer', async () => {
  const { sync, erp, said, data } = await begin()
  await hear([...wants('q1'), says('q1', '我是石狮远帆服饰有限公司的采购，我叫庄严')])
  await sync.drain()
  expect(erp.all()).toEqual([])
  expect((await leads())[0]?.status).toBe('asking')
  const [question] = said
  expect(question).toMatchObject({ to: { kind: 'contact', contactId: 'wq' } })
  expect(question?.text).toContain('缺手机号')
  await hear([says('q1', '多久能发货？')])
  await sync.drain()
  expect(said).toHaveLength(1)

  const prompt = (await data.store.prompt('wq', 'wq')) as Prompt
  expect(prompt).toMatchObject({
    kind: 'lead_question',
    data: { missing: 'has_mobile', asked: question?.text.split('\n')[0] },
  })
  const { leadId } = prompt.data as { leadId: never }
  expect(await sync.desk.accept(leadId, { mobile: '1359917' }, by('王强'))).toMatchObject({
    problem: expect.stringContaining('11 位'),
  })
  expect(await sync.desk.accept(leadId, { mobile: '13599170482' }, by('王强'))).toMatchObject({
    ticket: expect.stringMatching(/^T\d+$/),
  })
  await sync.drain()
  expect(erp.all()).toMatchObject([{ name: '石狮远帆服饰有限公司', mobile: '13599170482', ownerId: 63 }])
  expect(said.some(({ text }) => text.startsWith('✅'))).toBe(true)
})

test('whoever asks to be left alone is never written, however hot he was, not even later', async () => {
  const { sync, erp, said } = await begin()
  await hear([...wants('o1'), says('o1', '别再给我发消息了，不要再联系我')])
  await sync.drain()
  await hear([says('o1', '嗯'), says('o1', '再发消息我就投诉了')])
  await sync.drain()
  expect((await leads())[0]).toMatchObject({ status: 'opted_out', optedOut: true })
  expect(erp.calls).toEqual([])
  expect(said).toEqual([])
  const [lead] = await leads()
  expect(lead && (await sync.desk.accept(lead.id, {}, by('王强')))).toMatchObject({
    problem: expect.stringContaining('不再联系'),
  })
})

test.each([
  ['orders', '想好了，我要订50套货架，今天就下单付款'],
  ['wants to be called', '麻烦你再联系我一下，之前的事有变化'],
])('whoever asked to be left alone and %s later is told once, and a person lifts it', async (_, words) => {
  const { sync, erp, said, data } = await begin()
  await hear([...wants('o1'), says('o1', '别再给我发消息了，不要再联系我')])
  await sync.drain()
  const [before] = await leads()
  await hear([says('o1', words)])
  await sync.drain()
  await hear([says('o1', `${words}，在吗`)])
  await sync.drain()
  expect(said).toHaveLength(1)
  expect(said[0]?.text).toMatch(/要求过不再联系，现在自己又来消息：“[\s\S]*\/erp 恢复/)
  expect(said[0]?.text).toContain(words)
  expect((await leads())[0]).toMatchObject({ status: 'opted_out', score: before?.score, fields: before?.fields })
  expect(erp.calls).toEqual([])
  await bringBack(data.store, before as Lead, '王强', Date.now())
  await hear(hotCompany('o1', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  await sync.drain()
  expect(erp.all()).toMatchObject([{ name: '石狮远帆服饰有限公司', mobile: '13599170482' }])
})

test('another conversation of whoever asked to be left alone adds nothing to him; that he orders there is told', async () => {
  const { sync, erp, said, data } = await begin()
  const number = '我是石狮远帆服饰有限公司的庄严，手机13599170482'
  await hear([says('o1', number), says('o1', '别再给我发消息了，不要再联系我')])
  await sync.drain()
  const [before] = await leads()
  const messages = [number, '想好了，我要订50套货架，今天就下单付款'].map((text, i) => ({
    id: `later#${i}`,
    role: 'customer' as const,
    kind: 'text' as const,
    text,
    sentAt: (before?.lastMessageAt ?? 0) + 60_000 * (i + 1),
  }))
  await sync.importThread({ id: 'later', messages })
  await sync.drain()
  expect(said.map(({ text }) => text)).toEqual([expect.stringMatching(/现在自己又来消息：“想好了/)])
  expect(await leads()).toMatchObject([{ id: before?.id, status: 'opted_out', score: before?.score }])
  expect((await data.store.threadsOfLead(before?.id as LeadId)).map((thread) => thread.muted)).toEqual([false, false])
  expect(erp.calls).toEqual([])
})

test('what was said before a person lifted it is no opt-out any more, what is said after it is', async () => {
  const { sync, data } = await begin()
  await hear([...wants('o1'), says('o1', '别再给我发消息了，不要再联系我')])
  await sync.drain()
  const [lead] = await leads()
  await bringBack(data.store, lead as Lead, '王强', Date.now())
  await sync.drain()
  expect((await leads())[0]).toMatchObject({ optedOut: false, status: 'watching' })
  await hear([says('o1', '你怎么又来了，不要再联系我')])
  await sync.drain()
  expect((await leads())[0]).toMatchObject({ optedOut: true, status: 'opted_out' })
})

test('with automatic sync off the decision is recorded and only a person’s command writes', async () => {
  const { sync, erp, data } = await begin({ autoSync: false })
  await hear(hotCompany('s1', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  await sync.drain()
  const [lead] = await leads()
  expect(lead?.status).toBe('shadow')
  expect(erp.calls).toEqual([])
  expect(await data.store.auditRecords({ operation: 'would_have' })).toHaveLength(1)
  if (lead) await sync.desk.accept(lead.id, {}, by('王强'))
  await sync.drain()
  expect(erp.all()).toHaveLength(1)
})

test('with sync off nothing is ever enqueued, not even by command', async () => {
  const { sync, erp, data } = await begin({ syncEnabled: false })
  await hear(hotCompany('s2', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  await sync.drain()
  const [lead] = await leads()
  expect(lead && (await sync.desk.accept(lead.id, {}, by('王强')))).toMatchObject({
    problem: expect.stringContaining('已关闭'),
  })
  const subject = { leadId: lead?.id as never }
  const note = { text: '已报价', template: 120, channel: 481 } as const
  await expect(sync.desk.followUp(subject, note, by('王强'))).rejects.toMatchObject({ code: 'erp_read_only' })
  await expect(sync.desk.assign(subject, { kind: 'public_pool' }, by('王强'))).rejects.toThrow('已关闭')
  expect(await data.store.entries({ kind: 'erp' })).toEqual([])
  expect(erp.calls).toEqual([])
})

test('what was queued before sync was switched off waits until it is on again', async () => {
  const { sync, erp } = await begin()
  await hear(hotCompany('s3', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  await sync.drain()
  const [lead] = await leads()
  const calls = erp.calls.length
  await sync.desk.pause()
  await sync.desk.followUp({ leadId: lead?.id as never }, { text: '已报价', template: 120, channel: 481 }, by('王强'))
  await office.restart({ settings: { syncEnabled: false } })
  await office.sync.drain()
  expect(erp.calls).toHaveLength(calls)
  await office.restart({ settings: { syncEnabled: true } })
  await office.sync.drain()
  expect(erp.all()[0]?.notes.at(-1)?.text).toContain('已报价')
})

test('a customer the ERP has already is linked: blanks filled, the owner kept, nothing created', async () => {
  const { sync, erp } = await begin()
  const ord = erp.enter({
    name: '石狮远帆服饰有限公司',
    mobile: '13599170482',
    type: 'company',
    ownerId: 77 as never,
    ownerName: '老王',
  })
  await hear(hotCompany('l1', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  const report = await sync.drain()
  expect(report).toMatchObject({ created: 0, linked: 1, assigned: 0, notes: 1 })
  expect(erp.count('allocate')).toBe(0)
  expect(erp.customers.get(ord)).toMatchObject({ ownerId: 77, wechatId: 'wx_l1', khid: expect.stringMatching(/^WX/) })
})

test('a customer who has a number in the ERP is known by it, also in notes', async () => {
  const { sync, erp, data } = await begin()
  const ord = erp.enter({
    name: '石狮远帆服饰有限公司',
    khid: 'KH501' as never,
    mobile: '13599170482',
    type: 'company',
    ownerId: 77 as never,
    ownerName: '老王',
  })
  await hear(hotCompany('l7', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  await sync.drain()
  expect((await data.store.leads({})).map(({ khid }) => khid)).toEqual(['KH501'])
  expect(erp.customers.get(ord)?.latestNote).toMatch(/^〔KH501·/)
})

test('a linked customer out of 公海 gets an owner', async () => {
  const { sync, erp } = await begin()
  const ord = erp.enter({ name: '石狮远帆服饰有限公司', mobile: '13599170482', type: 'company', poolOpen: true })
  await hear(hotCompany('l2', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  await sync.drain()
  expect(erp.customers.get(ord)?.ownerId).toBe(63)
})

test('the ERP refuses a name it has: the customer of that name is linked', async () => {
  const { sync, erp } = await begin()
  const ord = erp.enter({ name: '石狮远帆服饰有限公司', mobile: '13000000000', type: 'company', ownerId: 77 as never })
  await hear(hotCompany('l3', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  expect(await sync.drain()).toMatchObject({ created: 0, linked: 1, dead: 0 })
  expect(erp.customers.get(ord)?.mobile).toBe('13000000000')
})

test('the same mobile under another company is a question to a person, never a link or a second customer by itself', async () => {
  const { sync, erp, said } = await begin()
  await hear(hotCompany('t1', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  await sync.drain()
  await hear(hotCompany('t2', '宁波海川机械有限公司', '梁志远', '13599170482'))
  await sync.drain()
  expect(erp.all()).toHaveLength(1)
  const question = said.find(({ text }) => text.includes('手机号相同'))
  expect(question?.text).toMatch(/1 同一客户.*\n2 不同客户.*\n3 忽略/s)
  const asking = (await leads()).find(({ status }) => status === 'asking')
  if (asking) await sync.desk.accept(asking.id, { separate: '1' }, by('陈经理'))
  await sync.drain()
  expect(
    erp
      .all()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['宁波海川机械有限公司', '石狮远帆服饰有限公司'].sort())
})

test('a second stretch of talk adds one note and no customer; a silent conversation adds none', async () => {
  const { sync, erp } = await begin()
  await hear(hotCompany('n1', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  await sync.drain()
  const before = erp.calls.length
  await hear([says('n1', '样品收到了，颜色可以，下周再加2000米')])
  await sync.drain()
  await sync.drain()
  expect(erp.all()[0]?.notes).toHaveLength(2)
  expect(erp.calls.slice(before).map(({ operation }) => operation)).toEqual(['addFollowUp'])
  expect(new Set(erp.all()[0]?.notes.map(({ text }) => text.slice(0, 20))).size).toBe(2)
})

test('a command waits its hold, can be cancelled in it, and overtakes nothing else of its lead', async () => {
  const { sync, erp, data } = await begin({ holdMs: 60_000 })
  await hear(hotCompany('h1', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  await sync.drain()
  const [lead] = await leads()
  const subject = { leadId: lead?.id as never }
  const ticket = await sync.desk.followUp(subject, { text: '已报价', template: 120, channel: 481 }, by('王强'))
  expect(await data.store.decideEntry(ticket.entryId, 'cancel', '撤销', 0)).toBe(true)
  await sync.desk.followUp(subject, { text: '已寄样', template: 120, channel: 481 }, by('王强'))
  await sync.drain()
  const notes = erp.all()[0]?.notes.map(({ text }) => text) ?? []
  expect(notes.filter((text) => text.includes('已报价'))).toHaveLength(0)
  expect(notes.filter((text) => text.includes('王强：已寄样'))).toHaveLength(1)
})

test('what stands in the ERP is changed only by a person: a new number in chat becomes a question', async () => {
  const { sync, erp, said } = await begin()
  await hear(hotCompany('e1', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  await sync.drain()
  await hear([says('e1', '我换号了，以后打13711112222，老号停了')])
  await sync.drain()
  expect(erp.all()[0]?.mobile).toBe('13599170482')
  const [lead] = await leads()
  if (lead?.fields.mobile?.value === '13711112222') {
    expect(said.some(({ text }) => text.includes('13711112222') && text.includes('保留 ERP'))).toBe(true)
    await sync.desk.accept(lead.id, { mobile: '13711112222' }, by('王强'))
    await sync.drain()
    expect(erp.all()[0]?.mobile).toBe('13711112222')
  }
})

test('a pull makes hand-entered customers known, learns changed owners and links waiting leads', async () => {
  const { sync, erp, data } = await begin()
  await hear([says('u1', '你好，我是苏州恒达纺织有限公司的吴秀兰，电话13862109876，先了解一下')])
  await sync.drain()
  erp.enter({ name: '苏州恒达纺织有限公司', mobile: '13862109876', ownerId: 64 as never, ownerName: '赵敏' })
  expect(await sync.syncOnce({ push: false })).toContain('拉取 1 个客户')
  expect(await data.store.findKnownCustomers({ normalizedName: '苏州恒达纺织' })).toHaveLength(1)
  expect((await leads())[0]).toMatchObject({ status: 'synced', owner: { kind: 'users', userIds: [64] } })
})

test('a customer who was deleted in the ERP is marked by a full pull, and his salesperson hears what could not be noted', async () => {
  const { sync, erp, data } = await begin()
  const [name, mobile] = ['石狮远帆服饰有限公司', '13599170482']
  const ord = erp.enter({ name, mobile, type: 'company', ownerId: 63 as never, ownerName: '王强' })
  const customer = erp.customers.get(ord)
  await hear(hotCompany('u9', name, '庄严', mobile))
  await sync.drain()
  erp.customers.delete(ord)
  await sync.syncOnce({ push: false })
  expect((await data.store.knownCustomer(ord))?.goneAt).toBeUndefined()
  await sync.syncOnce({ push: false, full: true })
  expect((await data.store.knownCustomer(ord))?.goneAt).toBeGreaterThan(0)
  await hear([says('u9', '布料再加200米，今天下单')])
  await sync.drain()
  await vi.waitFor(() => {
    const told = office.said.filter(({ text }) =>
      /🔥 \d+ 分：【石狮远帆[^】]*】有新的聊天，没能写进 ERP：ERP 拒绝：客户不存在/.test(text),
    )
    expect(told.map(({ to }) => to)).toEqual([{ kind: 'contact', contactId: 'wq' }])
  })
  erp.customers.set(ord, customer as never)
  await sync.syncOnce({ push: false, full: true })
  expect((await data.store.knownCustomer(ord))?.goneAt).toBeUndefined()
})

test('a conversation from a file goes the same way, and the same file again changes nothing', async () => {
  const { sync, erp } = await begin()
  const messages = hotCompany('i1', '石狮远帆服饰有限公司', '庄严', '13599170482').map((message, index) => ({
    id: `d1#${index}`,
    role: 'customer' as const,
    kind: 'text' as const,
    text: message.content.kind === 'text' ? message.content.text : '',
    sentAt: message.sentAt,
  }))
  expect(await sync.importThread({ id: 'd1', messages })).toBe(3)
  await sync.drain()
  expect(await sync.importThread({ id: 'd1', messages })).toBe(0)
  await sync.drain()
  expect(erp.all()).toHaveLength(1)
  expect(erp.all()[0]?.notes).toHaveLength(1)
})

test('messages that cannot be said in time are never said', async () => {
  let connected = false
  const said: string[] = []
  office = await openOffice({
    deps: {
      clock: quickClock(100_000),
      // A lease of 30 s would be over within one commit here.
      settings: { leaseMs: 86_400_000 },
      messenger: {
        connected: () => connected,
        say: async (_to, text) => {
          said.push(text)
        },
      },
    },
  })
  await hear(hotCompany('x1', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  await office.sync.drain()
  // Half a second is most of a day here: the hand-over card has expired.
  await new Promise((done) => setTimeout(done, 600))
  connected = true
  await office.sync.drain()
  expect(said).toEqual([])
  expect((await office.data.store.entries({ kind: 'chat', state: ['expired'] })).length).toBeGreaterThan(0)
})

test('an entry that a person discards leaves no lead waiting, and nothing but a command writes it then', async () => {
  const { sync, erp, data } = await begin()
  erp.fail('saveCustomer', { failure: 'refused', when: 'before', message: '客户分类不存在' })
  await hear(hotCompany('d1', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  await sync.drain()
  const [dead] = await data.store.entries({ kind: 'erp', state: ['dead'] })
  expect((await leads())[0]?.status).toBe('queued')
  expect(await decideEntry(data.store, dead?.id as never, 'discard', '丢弃', 0)).toBe(true)
  expect((await leads())[0]?.status).toBe('watching')
  await sync.syncOnce({ pull: false })
  await hear([says('d1', '还在吗，今天能签合同吗')])
  await sync.drain()
  expect(erp.all()).toEqual([])
  const [lead] = await leads()
  if (lead) await sync.desk.accept(lead.id, {}, by('王强'))
  await sync.drain()
  expect(erp.all()).toHaveLength(1)
  expect((await leads())[0]?.status).toBe('synced')
})

test('a lead whose entry found the conditions gone is written when they hold again', async () => {
  const { sync, erp, data } = await begin()
  await sync.desk.pause()
  await hear(hotCompany('g1', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  sync.start()
  await vi.waitFor(async () => expect((await leads())[0]?.status).toBe('queued'), { timeout: 10_000 })
  const [queued] = await leads()
  await data.store.transact(async (tx) => {
    const lead = queued && (await tx.lead(queued.id))
    if (lead) await tx.saveLead({ ...lead, score: 10, version: lead.version + 1 })
  })
  await sync.desk.resume()
  await sync.drain()
  expect(erp.all()).toEqual([])
  await hear([says('g1', '今天就签合同打定金')])
  await sync.drain()
  expect(erp.all()).toHaveLength(1)
})

test('what a person wrote is one note under his name, or several where it is longer than one', async () => {
  const { sync, erp } = await begin()
  await hear(hotCompany('n2', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  await sync.drain()
  const [lead] = await leads()
  const text = '已报价，客户要比较三家。'.repeat(83)
  await sync.desk.followUp({ leadId: lead?.id as never }, { text, template: 120, channel: 481 }, by('王强'))
  await sync.drain()
  const own =
    erp
      .all()[0]
      ?.notes.map((note) => note.text)
      .filter((one) => /^〔[^〕]*〕王强：/.test(one)) ?? []
  expect(own.every((one) => one.length <= 1_000)).toBe(true)
  expect(own.map((one) => one.replace(/^〔[^〕]*〕王强：/, '')).join('')).toBe(text)
})

test('a customer of whom the ERP tells no owner is nobody’s to give away: it is linked, and a person is told', async () => {
  const { sync, erp, said, data } = await begin()
  erp.enter({ name: '石狮远帆服饰有限公司', mobile: '13599170482', type: 'company' })
  await hear(hotCompany('o1', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  const report = await sync.drain()
  expect(report).toMatchObject({ created: 0, linked: 1, assigned: 0 })
  expect(erp.count('assign')).toBe(0)
  expect((await leads())[0]).toMatchObject({ status: 'synced' })
  expect((await leads())[0]?.owner).toBeUndefined()
  expect(said.map(({ text }) => text).join()).toContain('负责人未知，没有改派，请核对')
  expect(await data.store.entries({ kind: 'erp', state: ['dead'] })).toEqual([])
})
