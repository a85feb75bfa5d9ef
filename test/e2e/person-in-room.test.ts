import { afterEach, expect, it, vi } from 'vitest'
import { type ChatHouse, openChatHouse } from './chat-house.ts'

let house: ChatHouse
afterEach(() => house?.close())

it('a company customer stays one when the same person writes of a new number in a room', async () => {
  house = await openChatHouse()
  house.gateway.say({ from: 'wx-buyer', text: '你好，我们要采购300套货架，这周五前能到吗，报个价，明天可以签合同' })
  house.gateway.say({ from: 'wx-buyer', text: '我是苏州华强电子有限公司的周明远，手机13867815520' })
  await vi.waitFor(() => expect(house.erp.customers()[0]?.owners).toEqual([63]), { timeout: 10_000 })
  await house.ask('李娜', '/erp 查 华强', /【苏州华强电子有限公司】单位/)
  house.gateway.say({ from: 'wx-buyer', room: 'out@chatroom', text: '我的手机换成13811119999了，微信同号' })
  await house.waitFor('李娜', /13811119999|138\*\*\*\*9999/)
  await house.ask('李娜', '/erp 查 华强', /【苏州华强电子有限公司】单位/)
  const [lead] = await house.bot.app.data.store.leads({})
  expect(lead?.fields.type?.value).toBe('company')
  expect(house.erp.customers()).toMatchObject([{ intsort: 1 }])
}, 30_000)
