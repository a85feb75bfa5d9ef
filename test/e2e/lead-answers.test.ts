import { afterEach, expect, it, vi } from 'vitest'
import { type ChatHouse, openChatHouse } from './chat-house.ts'

let house: ChatHouse
afterEach(() => house?.close())

const enquiry = '你好，我们要采购500套货架，这周五前能到吗，报个价，明天可以签合同'
const store = () => house.bot.app.data.store

function says(id: string, nickname: string, ...texts: string[]): void {
  house.gateway.addContact({ id, name: nickname })
  for (const text of texts) house.gateway.say({ from: id, text })
}
const contact = () => house.erp.customers().flatMap(({ ord }) => house.erp.contacts(ord))[0]?.fields

it('what the customer said after the question goes before what the question took for granted', async () => {
  house = await openChatHouse()
  says('wx-buyer', '海阔天空', enquiry)
  await house.waitFor('李娜', /缺手机号[\s\S]*先按个人客户/)
  says('wx-buyer', '海阔天空', '我是绍兴凌云纺织有限公司的倪海')
  await vi.waitFor(async () => expect((await store().leads({}))[0]?.fields.company).toBeDefined(), { timeout: 10_000 })
  await house.ask('李娜', '13867815521', /已受理建档/)
  await vi.waitFor(() => expect(house.erp.customers()).toHaveLength(1), { timeout: 10_000 })
  expect(house.erp.customers()[0]?.fields).toMatchObject({ name: '绍兴凌云纺织有限公司' })
  expect(contact()).toMatchObject({ person_name: '倪海', mobile: '13867815521' })
}, 30_000)

it('是 is no number, and the number that comes then is kept', async () => {
  house = await openChatHouse()
  says('wx-he', '何亮', enquiry, '我叫何亮')
  await house.waitFor('李娜', /何亮[\s\S]*缺手机号/)
  await house.ask('李娜', '是', /【何亮】请直接回 11 位手机号，或回数字：1 忽略　2 稍后/)
  await house.ask('李娜', '否', /请直接回 11 位手机号/)
  await house.ask('李娜', '何亮 139-1111-2233', /已受理建档【何亮】/)
  await vi.waitFor(() => expect(contact()?.mobile).toBe('13911112233'), { timeout: 10_000 })
}, 30_000)

it('a number that comes for somebody filed without one is added to him', async () => {
  house = await openChatHouse()
  says('wx-he', '何亮', enquiry, '我叫何亮')
  await house.waitFor('李娜', /何亮[\s\S]*缺手机号/)
  await house.ask('李娜', '/erp 新建 何亮', /将新建个人客户/)
  await house.ask('李娜', '是', /已受理/)
  await vi.waitFor(async () => expect((await store().leads({}))[0]?.status).toBe('synced'), { timeout: 10_000 })
  await house.ask('李娜', '1', /【何亮】已建档，不用再答/)
  await house.ask('李娜', '何亮 139-1111-2233', /✅ 已受理：【何亮】更新手机/)
  await vi.waitFor(() => expect(contact()?.mobile).toBe('13911112233'), { timeout: 10_000 })
}, 30_000)
