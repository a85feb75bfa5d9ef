import { afterEach, beforeEach, expect, test } from 'vitest'
import { hotCompany, hotPerson, type Office, openOffice, says } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

test('a company that wants to buy becomes a customer with an owner and one note, in seven calls', async () => {
  const { sync, erp } = office
  for (const message of hotCompany('c1', '石狮远帆服饰有限公司', '庄严', '13599170482'))
    await sync.intake.receive(message)
  const report = await sync.drain()
  expect(report).toMatchObject({ created: 1, linked: 0, assigned: 1, notes: 1, dead: 0 })
  const [customer] = erp.all()
  expect(customer).toMatchObject({
    name: '石狮远帆服饰有限公司',
    contactName: '庄严',
    mobile: '13599170482',
    type: 'company',
  })
  expect(customer?.khid).toMatch(/^WX[0-9A-Z]{10}$/)
  expect(customer?.notes).toHaveLength(1)
  expect(customer?.notes[0]?.text).toContain(`〔${customer?.khid}·`)
  const looks = ['findByMobile', 'findByKhid', 'listCustomers']
  const writes = ['allocate', 'saveCustomer', 'assign', 'addFollowUp']
  // Once more at the end: whether it was stored.
  expect(erp.calls.map(({ operation }) => operation)).toEqual([...looks, ...writes, 'listCustomers'])
})

test('an individual goes to the salesperson whose turn it is, who gets a card with what he needs', async () => {
  const { sync, erp, said } = office
  for (const message of hotPerson('p1', '娄婷婷', '15803217764')) await sync.intake.receive(message)
  await sync.drain()
  expect(erp.all()).toMatchObject([{ name: '娄婷婷', type: 'personal', mobile: '15803217764' }])
  const owner = erp.all()[0]?.ownerId
  expect([63, 64]).toContain(owner)
  const card = said.find(({ text }) => text.startsWith('📌'))
  expect(card?.to).toEqual({ kind: 'contact', contactId: owner === 63 ? 'wq' : 'zm' })
  expect(card?.text).toContain('15803217764')
})

test('the same message twice, and the same words after a restart, change nothing', async () => {
  const messages = hotCompany('c2', '宁波海川机械有限公司', '梁志远', '13566120973')
  for (const message of messages) expect(await office.sync.intake.receive(message)).toBe('new')
  for (const message of messages) expect(await office.sync.intake.receive(message)).toBe('duplicate')
  await office.sync.drain()
  const before = office.erp.calls.length
  await office.restart()
  for (const message of messages) expect(await office.sync.intake.receive(message)).toBe('duplicate')
  await office.sync.drain()
  expect(office.erp.all()).toHaveLength(1)
  expect(office.erp.calls).toHaveLength(before)
})

test('what customers wrote today is counted over a restart; past conversations are not of today', async () => {
  const receivedAt = Date.now()
  for (const message of hotCompany('c3', '宁波海川机械有限公司', '梁志远', '13566120973'))
    await office.sync.intake.receive({ ...message, receivedAt })
  await office.sync.importThread({
    id: 'past',
    messages: [{ id: 'past#1', role: 'customer', kind: 'text', text: '密封圈多少钱', sentAt: receivedAt }],
  })
  expect((await office.sync.desk.status()).messagesToday).toBe(3)
  await office.restart()
  expect((await office.sync.desk.status()).messagesToday).toBe(3)
})

test('twenty messages at once from one contact make one customer', async () => {
  const { sync, erp } = office
  const [want, sign, who] = hotCompany('c3', '东莞瑞丰模具有限公司', '何建国', '13712345098')
  const more = Array.from({ length: 17 }, (_, i) => says('c3', `还有第${i + 1}个问题，交期能保证吗`))
  await Promise.all([want, sign, who, ...more].map((message) => message && sync.intake.receive(message)))
  await sync.drain()
  expect(erp.all()).toHaveLength(1)
  expect(erp.count('allocate')).toBe(1)
})

test('one person in a direct chat and in two rooms is one customer', async () => {
  const { sync, erp } = office
  const direct = hotCompany('c4', '苏州恒达纺织有限公司', '吴秀兰', '13862109876')
  const inRoom = (room: string) =>
    direct.map(({ content, sentAt }, i) =>
      says('c4', content.kind === 'text' ? content.text : '', {
        id: `${room}-${i}`,
        conversation: { id: room, kind: 'room' },
        sentAt: sentAt + 1000,
      }),
    )
  const other = hotCompany('c4b', '苏州恒达纺织有限公司', '吴秀兰', '13862109876')
  for (const message of [...direct, ...inRoom('r1'), ...inRoom('r2'), ...other]) await sync.intake.receive(message)
  await sync.drain()
  expect(erp.all()).toHaveLength(1)
})

test('a colleague talking to the bot is nobody’s lead', async () => {
  const { sync, data } = office
  for (const message of hotCompany('wq', '假公司有限公司', '王强', '13800138000')) await sync.intake.receive(message)
  await sync.drain()
  expect(await data.store.leads({})).toEqual([])
})

test('of what is said where no customer is no word is kept: not what the bot tells colleagues, not what they tell it', async () => {
  const { sync, data, erp } = office
  for (const message of hotCompany('c8', '宁波远航电器有限公司', '方远', '13700007777'))
    await sync.intake.receive(message)
  await sync.drain()
  expect(erp.all()).toHaveLength(1)
  const account = { contactId: 'acc', nickname: '账号' }
  const card = '📌 新客户：宁波远航电器有限公司 方远 手机 13700007777'
  const told = says('wq', card, { sender: account, self: true, peer: { contactId: 'wq', nickname: '王强' } })
  expect(await sync.intake.receive(told)).toBe('new')
  expect(await sync.intake.receive(told)).toBe('duplicate')
  await sync.intake.receive(
    says('wq', '方远那边 13700007777 我来跟', { sender: { contactId: 'wq', nickname: '王强' } }),
  )
  const kept = await data.store.threadMessages({ accountId: 'acc', conversationId: 'wq' } as never, undefined, 50)
  expect(kept.map(({ text }) => text)).toEqual(['', ''])
})

test('a stranger’s command is part of no note and no score', async () => {
  const { sync, erp, data } = office
  await sync.intake.receive(says('c7', '/erp 查客户 海川'))
  expect(await data.store.dueThreads(Number.MAX_SAFE_INTEGER, 9)).toEqual([])
  for (const message of hotCompany('c7', '宁波远航电器有限公司', '方远', '13700007777'))
    await sync.intake.receive(message)
  await sync.drain()
  const [customer] = erp.all()
  expect(JSON.stringify(customer)).toContain('远航')
  expect(JSON.stringify(customer)).not.toMatch(/海川|\/erp/)
})

test('what our side tells the bot in a customer’s chat is in no note and moves no score', async () => {
  const { sync, erp, data } = office
  const inRoom = { conversation: { id: 'r9', kind: 'room' as const } }
  for (const message of hotCompany('c9', '石狮远帆服饰有限公司', '庄严', '13599170482')) {
    await sync.intake.receive({ ...message, ...inRoom })
  }
  const colleague = { contactId: 'wq', nickname: '王强' }
  for (const [by, text] of [
    [{ sender: colleague }, '/erp 查 华强'],
    [{ sender: colleague }, '@小助手 ／ＥＲＰ 跟进 华强 已报价3.2万'],
    [{ sender: { contactId: 'acc', nickname: '账号' }, self: true }, '/erp改 华强 手机:13911112222'],
    [{ sender: colleague }, '庄经理，合同下午发您'],
  ] as const) {
    const message = says('c9', text, { ...inRoom, ...by })
    expect(await sync.intake.receive(message)).toBe('new')
    expect(await sync.intake.receive(message)).toBe('duplicate')
  }
  await sync.drain()
  const written = erp
    .all()[0]
    ?.notes.map(({ text }) => text)
    .join('\n')
  expect(written).toContain('合同下午发您')
  expect(written).not.toMatch(/华强|erp|13911112222/i)
  const [thread] = await data.store.threadsOfLead((await data.store.leads({}))[0]?.id as never)
  const heard = thread ? await data.store.threadMessages(thread, undefined, 50) : []
  expect(heard.filter(({ role, kind }) => role === 'sales' && kind === 'text').map(({ text }) => text)).toEqual([
    '庄经理，合同下午发您',
  ])
})
