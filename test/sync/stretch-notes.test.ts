import { afterEach, beforeEach, expect, test } from 'vitest'
import { hotCompany, type Office, openOffice, says } from './office.ts'
import { quickClock } from './quick-clock.ts'

const dayMs = 86_400_000
/** Tuesday 2026-11-24, 10:00 in Shanghai. */
const today = Date.UTC(2026, 10, 24, 2)

let office: Office
beforeEach(async () => {
  office = await openOffice({ deps: { clock: quickClock(100), proactive: { quietHours: false } } })
  const before = hotCompany('c1', '石狮远帆服饰有限公司', '庄严', '13599170482')
  await hear(before.map((message, i) => ({ ...message, sentAt: today - 200 * dayMs + i })))
  expect(notes()[0]).toContain('谈的很好，让发合同')
})
afterEach(() => office.close())

let minute = 0
async function hear(messages: ReturnType<typeof hotCompany>) {
  for (const message of messages) await office.sync.intake.receive(message)
  await office.sync.drain()
}
const customer = (text: string) => says('c1', text, { sentAt: today + ++minute * 60_000 })
const we = (text: string) =>
  says('c1', text, { sender: { contactId: 'acc', nickname: '我' }, self: true, sentAt: today + ++minute * 60_000 })
const notes = () => office.erp.all()[0]?.notes.map(({ text }) => text) ?? []
const line = (title: string) => new RegExp(`^${title}：(.*)$`, 'm').exec(notes().at(-1) ?? '')?.[1]

test('a note tells what was wanted in the talk it covers, not half a year ago', async () => {
  await hear([customer('上次那批质量不错，想再要100台，下周三前能发吗，单价还是4000吧')])
  expect(notes()).toHaveLength(2)
  expect(line('需求')).toMatch(/再要100台.*下周三前能发吗/)
  expect(notes()[1]).not.toContain('签合同打定金')
})

test('haggling is an objection and no contract, however well it went before', async () => {
  await hear([customer('价格能再便宜5%吗？同行才报3700，账期要60天')])
  expect(notes()[1]).toContain('【微信记录·机器人整理】正在考虑中')
  expect(line('需求')).toContain('账期要60天')
  expect(line('异议')).toContain('同行才报3700')
})

test('what our side offers and promises is noted when the talk falls silent, a mere greeting with what comes of it', async () => {
  await hear([we('单价3900含税，30天账期，我周三给您寄样品')])
  expect(notes()).toHaveLength(2)
  expect(line('报价')).toContain('单价3900含税')
  expect(line('承诺')).toContain('我方：我周三给您寄样品')
  expect(line('需求')).toBeUndefined()
  await hear([we('节日快乐，祝您一切顺利')])
  expect(notes()).toHaveLength(2)
  await hear([customer('谢谢，样品收到了')])
  expect(notes()).toHaveLength(3)
  expect(notes()[2]).toMatch(/我方：节日快乐[\s\S]*客户：谢谢/)
})
