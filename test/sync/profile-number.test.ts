import { afterEach, expect, test } from 'vitest'
import { hotCompany, type Office, openOffice, says } from './office.ts'
import { quickClock } from './quick-clock.ts'

let office: Office
afterEach(() => office.close())

/** As he writes it, with these numbers in his WeChat profile. */
const withPhones = (message: ReturnType<typeof says>, ...phones: string[]) => {
  const peer = { ...message.sender, phones }
  return { ...message, sender: peer, peer }
}

test('a number that only the WeChat profile has questions nothing that the ERP has', async () => {
  office = await openOffice({ deps: { clock: quickClock(100), proactive: { quietHours: false } } })
  const { sync, erp, said } = office
  const lines = hotCompany('p1', '石狮远帆服饰有限公司', '庄严', '13599170482')
  for (const line of lines) await sync.intake.receive(withPhones(line, '13599170999'))
  await sync.drain()
  expect(erp.all()).toMatchObject([{ mobile: '13599170482' }])
  // What he said of it is gone: the profile's number is all that is left.
  const recall = { kind: 'recall' as const, messageId: lines[2]?.id as string }
  await sync.intake.receive(withPhones(says('p1', '', { content: recall }), '13599170999'))
  await sync.drain()
  expect((await office.data.store.leads({}))[0]?.fields.mobile?.value).toBe('13599170999')
  expect(said.map(({ text }) => text).join()).not.toContain('有变化')
  await sync.intake.receive(withPhones(says('p1', '我的手机号换成 13599170777 了'), '13599170999'))
  await sync.drain()
  expect(said.map(({ text }) => text).join()).toContain('客户现在说 13599170777')
})
