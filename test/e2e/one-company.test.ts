import { afterEach, expect, it, vi } from 'vitest'
import { createErp } from '../../src/erp/index.ts'
import { type ChatHouse, openChatHouse } from './chat-house.ts'

let house: ChatHouse
afterEach(() => house?.close())

const enquiry = '你好，我们要采购300套货架，这周五前能到吗，报个价，明天可以签合同'

function says(id: string, ...texts: string[]): void {
  house.gateway.addContact({ id, name: `微信${id}` })
  for (const text of texts) house.gateway.say({ from: id, text })
}

const leads = () => house.bot.app.data.store.leads({})
const owners = async () =>
  Object.fromEntries(
    (await leads()).map(({ fields, owner }) => [fields.name?.value, owner?.kind === 'users' ? owner.userIds : owner]),
  )
const inErp = async (work: (client: ReturnType<typeof createErp>['client']) => Promise<unknown>) => {
  const other = createErp({ baseUrl: house.erp.baseUrl, username: 'bot', password: 'sandbox', waitFirstWindow: false })
  await work(other.client)
  await other.close()
}
const until = (fits: () => Promise<void>) => vi.waitFor(fits, { timeout: 10_000, interval: 50 })

/** Two people of one company write: the second is linked to the customer of the first. */
async function openTwoContacts(): Promise<number> {
  house = await openChatHouse()
  says('wx-c1', enquiry, '我是宁波海川机械有限公司的周明，手机13800138021')
  await house.waitFor('李娜', /📌 新客户：宁波海川机械有限公司/)
  says('wx-e2', enquiry, '我是宁波海川机械有限公司的李军，手机13800138022')
  await until(async () => expect(await owners()).toEqual({ 周明: [63], 李军: [63] }))
  const [ord] = new Set((await leads()).map(({ customerOrd }) => customerOrd))
  return ord as number
}

it('an owner whom the ERP has changed, or whom a manager names, owns the customer with all his contacts', async () => {
  const ord = await openTwoContacts()
  await inErp((client) => client.assign(ord, [65]))
  await house.ask('周工', '/erp 同步', /已同步/)
  expect(await owners()).toEqual({ 周明: [65], 李军: [65] })
  await house.ask('赵敏', '/erp 查客户 李军', /【宁波海川机械有限公司】[^\n]*负责人 赵敏/)
  await house.ask('李娜', '/erp 查客户 李军', /宁\*+[^\n]*负责人 赵敏\n这是同事的客户/)
  await house.ask('陈静', '/erp 指派 宁波海川机械有限公司 给 李娜', /回“是”/)
  await house.ask('陈静', '是', /✅ #T\d+ 已指派给 李娜/)
  expect(await owners()).toEqual({ 周明: [63], 李军: [63] })
}, 60_000)

it('a second contact who was typed in does not hide what the company said, nor does a new name in the ERP', async () => {
  const ord = await openTwoContacts()
  await house.ask('李娜', '/erp 新建 宁波海川机械有限公司 联系人:王芳 手机:13800138023', /回“是”/)
  await house.ask('李娜', '是', /#T\d+/)
  await until(async () => expect((await leads()).filter((lead) => lead.customerOrd === ord)).toHaveLength(3))
  const [best] = (await leads()).map(({ score }) => score).sort((a, b) => b - a)
  await house.ask('李娜', '/erp 评分 宁波海川机械有限公司', new RegExp(`】${best} 分`))
  await house.ask('李娜', '/erp 查客户 王芳', /【宁波海川机械有限公司】/)
  await inErp((client) => client.customers.update(ord as never, { name: '宁波海川重工有限公司' }))
  await house.ask('李娜', '/erp 评分 宁波海川重工有限公司', new RegExp(`】${best} 分`))
  await house.ask('周工', '/erp 同步', /已同步/)
  expect(new Set((await leads()).map(({ fields }) => fields.company?.value))).toEqual(new Set(['宁波海川重工有限公司']))
  await house.ask('李娜', '/erp 摘要 宁波海川重工有限公司', /草稿|没有新的/)
  await house.ask('李娜', '/erp 忘记 宁波海川重工有限公司', /删除【宁波海川重工有限公司】.*回“是”/)
}, 60_000)
