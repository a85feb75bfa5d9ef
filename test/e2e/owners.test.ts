import { afterEach, expect, it, vi } from 'vitest'
import { createErp } from '../../src/erp/index.ts'
import { type ChatHouse, openChatHouse } from './chat-house.ts'

const seed = [
  { name: '苏州远航机械有限公司', userId: 65, contactName: '钱进', mobile: '13800138003' },
  { name: '杭州云帆食品有限公司', contactName: '沈洁', mobile: '13800138004', fields: { ly: '171' } },
]

let house: ChatHouse
afterEach(() => house?.close())

/** A server whose customer list names the owner and whose detail does not. */
const open = async (env: Record<string, string> = {}) => {
  house = await openChatHouse({ erp: { seed, variants: { ownerInDetail: false } }, env })
}

const enquiry = '你好，我们要采购300套货架，这周五前能到吗，报个价，明天可以签合同'

function says(id: string, ...texts: string[]): void {
  house.gateway.addContact({ id, name: `微信${id}` })
  for (const text of texts) house.gateway.say({ from: id, text })
}

const ownersOf = (ord: number) => house.erp.customer(ord)?.owners
const assigned = () => house.erp.countOf('customer.assign')
const settled = () =>
  vi.waitFor(
    async () => expect(await house.bot.app.data.store.outboxCounts('erp', 0)).toMatchObject({ ready: 0, running: 0 }),
    {
      timeout: 10_000,
      interval: 50,
    },
  )

it('a hot lead who is a colleague’s customer stays with him: he is told', async () => {
  await open()
  says('wx-buyer', enquiry, '我是苏州远航机械有限公司的钱进，手机13800138003')
  await house.waitFor('赵敏', /苏州远航机械[\s\S]*是您的客户/)
  await settled()
  expect(ownersOf(1)).toEqual([65])
  expect(assigned()).toBe(0)
  expect(house.erp.customers()).toHaveLength(2)
  expect(house.heard('李娜').join()).not.toContain('新客户')
}, 30_000)

it('a customer who is given to a colleague is known to him by whose he was, not as a new one', async () => {
  await open()
  says('wx-buyer', enquiry, '我是苏州远航机械有限公司的钱进，手机13800138003')
  await house.waitFor('赵敏', /苏州远航机械[\s\S]*是您的客户/)
  await house.ask('陈静', '/erp 指派 苏州远航机械有限公司 给 李娜', /回“是”/)
  await house.ask('陈静', '是', /T\d+/)
  const card = await house.waitFor('李娜', /📌/)
  expect(card).toMatch(/^📌 已有客户：苏州远航机械有限公司 钱进\nERP 中原来就有，原负责人 赵敏\n/)
}, 30_000)

it('a hot lead who stands in 公海 gets his owner by score, also where the detail does not say so', async () => {
  await open()
  says('wx-buyer', enquiry, '我是杭州云帆食品有限公司的沈洁，手机13800138004')
  const card = await house.waitFor('李娜', /📌[\s\S]*杭州云帆食品/)
  expect(card).toMatch(/^📌 已有客户：杭州云帆食品有限公司 沈洁\nERP 中原来就有，原在公海\n/)
  await settled()
  expect(house.erp.customer(2)).toMatchObject({ owners: [63], pool: false })
  expect(ownersOf(1)).toEqual([65])
}, 30_000)

it('whoever took a customer out of 公海 since it was seen there keeps it when the score crosses a line', async () => {
  await open()
  says('wx-buyer', '你好，我是杭州云帆食品有限公司的沈洁，电话13800138004，先了解一下')
  await vi.waitFor(async () => expect(await house.bot.app.data.store.leads({})).toHaveLength(1), { timeout: 10_000 })
  await house.ask('周工', '/erp 同步', /已同步/)
  const owner = async () => (await house.bot.app.data.store.leads({}))[0]?.owner
  expect(await owner()).toEqual({ kind: 'public_pool' })
  const other = createErp({ baseUrl: house.erp.baseUrl, username: 'bot', password: 'sandbox', waitFirstWindow: false })
  await other.client.assign(2, [65])
  await other.close()
  says('wx-buyer', enquiry)
  await vi.waitFor(async () => expect(await owner()).toMatchObject({ userIds: [65] }), { timeout: 10_000 })
  await settled()
  expect(ownersOf(2)).toEqual([65])
  expect(assigned()).toBe(1)
  await house.waitFor('赵敏', /杭州云帆食品[\s\S]*意向升到 \d+ 分/)
}, 30_000)

it('a duplicate is told with its owner', async () => {
  await open()
  await house.ask(
    '李娜',
    '/erp 新建 另一家 联系人:何平 手机:13800138003',
    /已有同手机号客户【苏\*\*\*[^】]*】（负责人 赵敏）/,
  )
  await house.ask('李娜', '/erp 新建 再一家 联系人:何平 手机:13800138004', /（负责人 公海）/)
}, 30_000)

it('what was given up to 公海 can be taken from the list that shows it', async () => {
  house = await openChatHouse({ erp: { seed } })
  await house.ask('赵敏', '/erp 查客户 远航', /【苏州远航机械有限公司】负责人 赵敏/)
  await house.ask('赵敏', '/erp 放公海 远航 原因:没兴趣', /回“是”/)
  await house.ask('赵敏', '是', /✅ #T\d+/)
  await house.ask('李娜', '/erp 公海 地区:苏州', /1 苏州远航/)
  await house.ask('李娜', '/erp 领取 1', /领取【苏州远航机械有限公司】吗/)
}, 30_000)

it('what somebody gave up in the ERP itself can be taken from the list that shows it', async () => {
  house = await openChatHouse({ erp: { seed } })
  await house.ask('赵敏', '/erp 查客户 远航', /【苏州远航机械有限公司】负责人 赵敏/)
  const other = createErp({ baseUrl: house.erp.baseUrl, username: 'bot', password: 'sandbox', waitFirstWindow: false })
  await other.client.assign(1, 'everyone')
  await other.close()
  await house.ask('李娜', '/erp 公海 地区:苏州', /1 苏州远航/)
  await house.ask('李娜', '/erp 领取 1', /领取【苏州远航机械有限公司】吗/)
}, 30_000)

it('whoever takes a customer out of 公海 owns it in the ERP, and works on it at once', async () => {
  house = await openChatHouse({ erp: { seed } })
  await house.ask('李娜', '/erp 领取 云帆', /领取【杭州云帆食品有限公司】吗/)
  await house.ask('李娜', '是', /✅ #T\d+ 领取成功/)
  expect(house.erp.customer(2)).toMatchObject({ owners: [63], pool: false })
  await house.ask('李娜', '/erp 跟进 杭州云帆食品有限公司 已报价', /#T\d+/)
  await house.ask('赵敏', '/erp 领取 云帆', /归李娜，不在公海，可发/)
}, 30_000)

it('a customer that somebody took meanwhile stays his', async () => {
  house = await openChatHouse({ erp: { seed }, env: { HOLD_MS: '300' } })
  await house.ask('李娜', '/erp 领取 云帆', /领取【杭州云帆食品有限公司】吗/)
  await house.ask('李娜', '是', /已受理/)
  const other = createErp({ baseUrl: house.erp.baseUrl, username: 'bot', password: 'sandbox', waitFirstWindow: false })
  await other.client.assign(2, [65])
  await other.close()
  await house.waitFor('李娜', /ℹ️ #T\d+ 没有改派：客户已归 赵敏/)
  expect(ownersOf(2)).toEqual([65])
}, 30_000)

it('a colleague’s customer changes hands when the manager agrees, not when it is asked for', async () => {
  house = await openChatHouse({ erp: { seed, variants: { applyNeedsApproval: false } } })
  await house.ask('李娜', '/erp 申请 远航', /申请【苏\*+[^】]*】吗？现归赵敏，由主管批准/)
  const asked = await house.ask('李娜', '是', /已提交主管批准（\d+ 号）/)
  await house.waitFor('陈静', /李娜 申请：把【苏州远航机械有限公司】（现归赵敏）转给李娜/)
  await settled()
  expect(ownersOf(1)).toEqual([65])
  await house.ask('陈静', `/erp 批准 ${/（(\d+) 号）/.exec(asked)?.[1]}`, /已批准/)
  await house.waitFor('李娜', /✅ #T\d+ 现在是您的客户/)
  await house.waitFor('赵敏', /【苏州远航机械有限公司】不再归您，现归 李娜（李娜申请，陈静批准）/)
  expect(ownersOf(1)).toEqual([63])
  await house.ask('李娜', '/erp 查客户 远航', /【苏州远航机械有限公司】负责人 李娜/)
}, 30_000)

it('a company that was entered in the ERP since the last pull is linked before an id is taken for it', async () => {
  house = await openChatHouse({ erp: { seed } })
  says('wx-buyer', enquiry, '我是苏州远航机械公司的王平，手机13900139011')
  await house.waitFor('赵敏', /苏州远航机械[\s\S]*是您的客户/)
  await settled()
  expect(house.erp.countOf('customer.allocate')).toBe(0)
  expect(ownersOf(1)).toEqual([65])
  expect(house.erp.contacts(1).map((one) => one.fields.person_name)).toEqual(['钱进', '王平'])
}, 30_000)

it('at a server that names nobody for 公海, what was given up is 公海 for whoever asks', async () => {
  const withSource = seed.map((one) => ({ ...one, fields: { ly: '171' } }))
  house = await openChatHouse({ erp: { seed: withSource, variants: { poolOwner: '' } } })
  await house.ask('周工', '/erp 同步', /已同步/)
  await house.ask('李娜', '/erp 新建 再一家 联系人:何平 手机:13800138004', /（负责人 公海）/)
  await house.ask('赵敏', '/erp 查客户 远航', /【苏州远航机械有限公司】负责人 赵敏/)
  const other = createErp({ baseUrl: house.erp.baseUrl, username: 'bot', password: 'sandbox', waitFirstWindow: false })
  await other.client.assign(1, 'everyone')
  await other.close()
  await house.ask('李娜', '/erp 领取 远航', /领取【苏州远航机械有限公司】吗/)
  await house.ask('李娜', '/erp 公海 地区:苏州', /1 苏州远航/)
  await house.ask('王强', '/erp 领取 远航', /领取【苏州远航机械有限公司】吗/)
  await house.ask('周工', '/erp 同步', /已同步/)
  await house.ask('李娜', '/erp 查重 13800138003', /负责人 公海/)
}, 30_000)

it('a hot lead whom the ERP refuses is not said to wait for it', async () => {
  await open({ ERP_CUSTOMER_CATEGORY: '不存在的分类' })
  says('wx-buyer', enquiry, '我是绍兴凌云纺织有限公司的倪海，手机13867815520')
  await house.waitFor('李娜', /🔥 \d+ 分：绍兴凌云[\s\S]*没有写入 ERP/)
  expect(house.heard('李娜').join()).not.toContain('正在等待写入')
}, 30_000)
