import { afterEach, expect, it, vi } from 'vitest'
import { type ChatHouse, openChatHouse } from './chat-house.ts'

let house: ChatHouse
afterEach(() => house?.close())

it('an automatic note names the salesperson whose customer it is, and says that the bot wrote it', async () => {
  const seed = [{ name: '苏州远航机械有限公司', userId: 65, contactName: '钱进', mobile: '13800138003' }]
  house = await openChatHouse({ erp: { seed }, env: { NOTE_SILENCE_MS: '500' } })
  const says = (from: string, ...texts: string[]) => {
    house.gateway.addContact({ id: from, name: `微信${from}` })
    for (const text of texts) house.gateway.say({ from, text })
  }
  const enquiry = '你好，我们要采购300套货架，这周五前能到吗，报个价，明天可以签合同'
  says('wx-buyer', enquiry, '我是绍兴凌云纺织有限公司的倪海，手机13867815520')
  says('wx-buyer-2', enquiry, '我是苏州远航机械有限公司的钱进，手机13800138003')
  const noteOf = (name: string) => {
    const ord = house.erp.customers().find((one) => one.fields.name === name)?.ord
    return ord === undefined ? undefined : house.erp.notes(ord)[0]?.text
  }
  const written = { timeout: 15_000, interval: 50 }
  await vi.waitFor(
    () => expect(noteOf('绍兴凌云纺织有限公司')).toMatch(/^〔WX\w+·\w+〕代李娜：【微信记录·机器人整理】/),
    written,
  )
  await vi.waitFor(() => expect(noteOf('苏州远航机械有限公司')).toMatch(/代赵敏：【微信记录·机器人整理】/), written)
}, 40_000)
