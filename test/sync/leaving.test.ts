import { afterEach, expect, test } from 'vitest'
import type { OfficeBook } from '../../src/domain/index.ts'
import { createBook } from '../../src/sync/book.ts'
import { hotCompany, type Office, openOffice, says } from './office.ts'
import { quickClock } from './quick-clock.ts'

let office: Office
let book: OfficeBook
afterEach(() => office.close())

async function begin() {
  const clock = quickClock(100)
  office = await openOffice({ deps: { clock, proactive: { quietHours: false } } })
  await office.restart({ clock }, ({ cursors }) => {
    book = createBook(cursors, clock)
    return { book }
  })
  await hear(hotCompany('c1', '石狮远帆服饰有限公司', '庄严', '13599170482'))
  await office.sync.drain()
}
const hear = async (messages: ReturnType<typeof hotCompany>) => {
  for (const message of messages) await office.sync.intake.receive(message)
}
const notes = () => office.erp.all()[0]?.notes.map(({ text }) => text) ?? []
const told = () => office.said.map(({ text }) => text).filter((text) => text.includes('要求不再联系'))

test('a customer who asks to be left alone: his owner is told once, his last note says so, his to-dos end', async () => {
  await begin()
  const [lead] = await office.data.store.leads({})
  const dueAt = Date.UTC(2030, 0, 1)
  const about = { leadId: lead?.id, ord: lead?.customerOrd, name: '石狮远帆' }
  await book.addTask({ owner: '王强', text: '回电', dueAt, createdAt: 0, about })
  await book.addTask({ owner: '王强', text: '别的客户', dueAt, createdAt: 0 })
  await hear([says('c1', '不考虑了，别再联系我了')])
  await office.sync.drain()
  expect((await office.data.store.leads({}))[0]).toMatchObject({ status: 'opted_out', optedOut: true })
  expect(told()).toHaveLength(1)
  expect(told()[0]).toMatch(/^【石狮远帆服饰有限公司 庄严】要求不再联系：“.*别再联系我/)
  expect(told()[0]).toContain('停止 1 条待办（回电）')
  expect(book.tasks().map(({ text }) => text)).toEqual(['别的客户'])
  expect(notes()).toHaveLength(2)
  expect(notes()[1]).toMatch(/现在还没考虑[\s\S]*别再联系我[\s\S]*下一步：客户要求不再联系，停止打扰/)
})

test('what he writes afterwards is in no note, and nobody is told again', async () => {
  await begin()
  await hear([says('c1', '不考虑了，别再联系我了')])
  await office.sync.drain()
  await hear([says('c1', '说了别再发'), says('c1', '今天天气不错')])
  await office.sync.drain()
  expect(notes()).toHaveLength(2)
  expect(notes().join()).not.toContain('天气')
  expect(told()).toHaveLength(1)
})
