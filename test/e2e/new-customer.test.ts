import { afterEach, expect, it, vi } from 'vitest'
import { type ChatHouse, openChatHouse } from './chat-house.ts'

const seed = [
  { name: '苏州远航机械有限公司', userId: 64, contactName: '钱进', mobile: '13800138003' },
  { name: '台州宏泰模具有限公司', userId: 63, contactName: '叶舟', mobile: '13800138008' },
  { name: '杭州云帆食品有限公司', contactName: '沈洁', mobile: '13800138004' },
]

let house: ChatHouse
afterEach(() => house?.close())

const contactsOf = (ord: number) => house.erp.contacts(ord).map((one) => one.fields.person_name)

it('a company that is a colleague’s is said to be one before anything is asked, and stays as it is', async () => {
  house = await openChatHouse({ erp: { seed } })
  const answer = await house.ask(
    '李娜',
    '/erp 新建 苏州远航机械有限公司 联系人:刘能 手机:13867815513',
    /已有同名客户【苏\*\*\*公司】（负责人 王强）\n1 申请这个客户\n2 仍要新建（需主管）/,
  )
  expect(answer).not.toContain('远航')
  await house.ask('李娜', '1', /申请【苏\*\*\*/)
  await house.ask('李娜', '/erp 新建 杭州云帆食品 联系人:刘能 手机:13867815513', /（负责人 公海）\n1 领取\n/)
  expect([contactsOf(1), contactsOf(3)]).toEqual([['钱进'], ['沈洁']])
}, 30_000)

it('a colleague’s customer whom only the writing finds is not changed by a salesperson’s command', async () => {
  house = await openChatHouse({ erp: { seed } })
  await house.ask('周工', '/erp 暂停', /已暂停/)
  await house.ask('李娜', '/erp 新建 绍兴凌云纺织有限公司 联系人:刘能 手机:13867815513 地址:绍兴市柯桥区', /将新建/)
  await house.ask('李娜', '是', /已受理/)
  // By the time it is written the company is a colleague's.
  const { store } = house.bot.app.data
  const [lead] = await store.leads({})
  await store.transact(async (tx) => {
    const now = lead && (await tx.lead(lead.id))
    if (now) {
      const company = { value: '苏州远航机械有限公司', source: 'staff' as const, confidence: 1, at: now.updatedAt }
      await tx.saveLead({ ...now, fields: { ...now.fields, company }, version: now.version + 1 })
    }
  })
  await house.ask('周工', '/erp 继续', /已恢复/)
  await house.waitFor(
    '李娜',
    /#T\d+ 客户已在 ERP 中，归王强：您填的没有写入。要接手请发 \/erp 申请 苏州远航机械有限公司/,
  )
  expect(contactsOf(1)).toEqual(['钱进'])
  expect(house.erp.customer(1)?.fields).not.toMatchObject({ address: '绍兴市柯桥区' })
  expect(await house.ask('李娜', '/erp 撤销', /已提交无法删除/)).not.toContain('作废说明')
}, 30_000)

it('分类 and 备注 reach the ERP, and a 分类 that it has not is refused with those it has', async () => {
  house = await openChatHouse({ erp: { seed } })
  const said = '/erp 新建 温州鞋业二厂 何平 13867815501 地址:温州市鹿城区 鞋都路1号 备注:老客户介绍，周五要来'
  await house.ask('李娜', `${said} 分类:不存在的分类`, /没有客户分类『不存在的分类』，可选：\n1 /)
  await house.ask('李娜', `${said} 分类:2`, /分类 重点客户[\s\S]*备注已填/)
  await house.ask('李娜', '是', /已受理/)
  await vi.waitFor(() => expect(house.erp.customers()).toHaveLength(4), { timeout: 10_000 })
  const made = house.erp.customers().find((one) => one.fields.name === '温州鞋业二厂')
  expect(made?.fields).toMatchObject({ address: '温州市鹿城区 鞋都路1号', sort1: '2,11' })
  expect(made?.fields.intro).toMatch(/^老客户介绍，周五要来\n微信评分 0/)
}, 30_000)

it('a company that is his own gets the contact, and none is made anew', async () => {
  house = await openChatHouse({ erp: { seed } })
  await house.ask('李娜', '/erp 新建 台州宏泰模具有限公司', /^【台州宏泰模具有限公司】已是您的客户，不用再建/)
  await house.ask(
    '李娜',
    '/erp 新建 台州宏泰模具 联系人:王芳 手机:13867815514',
    /【台州宏泰模具有限公司】已是您的客户，将添加联系人 王芳，手机 138\*\*\*\*5514/,
  )
  await house.ask('李娜', '是', /已受理/)
  await vi.waitFor(() => expect(contactsOf(2)).toEqual(['叶舟', '王芳']), { timeout: 10_000 })
  expect(house.erp.customers()).toHaveLength(3)
  await house.ask(
    '李娜',
    '/erp 新建 台州宏泰模具有限公司 联系人:叶舟 邮箱:ye@hongtai.example.com',
    /已是您的客户，不用再建。回“是”补充邮箱/,
  )
  await house.ask('李娜', '是', /已受理：【台州宏泰模具有限公司】更新邮箱/)
}, 30_000)
