import { afterEach, expect, test, vi } from 'vitest'
import type { OfficeBook } from '../../src/domain/index.ts'
import type { JudgeSettings } from '../../src/scoring/index.ts'
import type { Clock } from '../../src/shared/clock.ts'
import { createBook } from '../../src/sync/book.ts'
import type { SyncDeps } from '../../src/sync/index.ts'
import { hotCompany, type Office, openOffice, says } from './office.ts'
import { quickClock } from './quick-clock.ts'

const dayMs = 86_400_000

let office: Office
let book: OfficeBook
let clock: Clock
afterEach(() => office.close())

/** A customer of the ERP who was last heard so long ago. */
async function begin(daysAgo: number, more: { proactive?: SyncDeps['proactive']; judge?: JudgeSettings } = {}) {
  clock = quickClock(100)
  const proactive = { quietHours: false as const, ...more.proactive }
  office = await openOffice({ deps: { clock, proactive }, judge: more.judge })
  await office.restart({}, ({ cursors }) => {
    book = createBook(cursors, clock)
    return { book }
  })
  const before = hotCompany('c1', '石狮远帆服饰有限公司', '庄严', '13599170482')
  await hear(before.map((message, i) => ({ ...message, sentAt: clock.now() - daysAgo * dayMs + i })))
  office.said.length = 0
}
async function hear(messages: ReturnType<typeof hotCompany>) {
  for (const message of messages) await office.sync.intake.receive(message)
  await office.sync.drain()
}
const customer = (text: string) => hear([says('c1', text, { sentAt: clock.now() })])
const told = () => office.said.map(({ text }) => text)

test.each([
  ['定金2万已经打过去了，请查收', '说已付款：“定金2万已经打过去了，请查收”，请核对到账'],
  ['上周发的货有三台是坏的，你们怎么处理', '有不满：“上周发的货有三台是坏的，你们怎么处理”，请尽快处理'],
])('his owner is told in one line, of each kind once a day: %s', async (words, line) => {
  await begin(3)
  await customer(words)
  await customer(words)
  expect(office.said).toEqual([
    { to: { kind: 'contact', contactId: 'wq' }, text: `【石狮远帆服饰有限公司 庄严】${line}` },
  ])
})

test('an order is told, and its date becomes a to-do', async () => {
  await begin(3)
  await customer('再加订300台，下周五之前要')
  expect(told()).toEqual(['【石狮远帆服饰有限公司 庄严】要下单：“再加订300台，下周五之前要”'])
  const due = () => book.tasks('王强').map(({ text }) => text)
  await vi.waitFor(() => expect(due()).toContain('客户要：再加订300台，下周五之前要'))
})

test('whoever comes back after half a year is told, whatever he says; small talk in between is not', async () => {
  await begin(200)
  await customer('在吗？还记得我吗')
  expect(told()).toEqual(['【石狮远帆服饰有限公司 庄严】隔 200 天又来消息：“在吗？还记得我吗”'])
  await customer('好的谢谢')
  expect(told()).toHaveLength(1)
})

test('nothing is said where nobody wants to hear of it, or who owns him reads along on his own account', async () => {
  await begin(200, { proactive: { enabled: false } })
  await customer('定金2万已经打过去了，请查收')
  expect(told()).toEqual([])
  await office.close()
  await begin(200, { judge: { accountOwner: 63 } })
  await customer('定金2万已经打过去了，请查收')
  expect(told()).toEqual([])
})
