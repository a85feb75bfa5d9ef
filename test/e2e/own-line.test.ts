import { afterEach, expect, it } from 'vitest'
import { callPriority } from '../../src/domain/index.ts'
import { type ChatHouse, openChatHouse } from './chat-house.ts'

const seed = [{ name: '苏州远航机械有限公司', userId: 63, fields: { ly: '171' } }]

let house: ChatHouse
afterEach(() => house?.close())

async function open(rate: string, ageMinutes = 0): Promise<void> {
  house = await openChatHouse({ erp: { seed }, env: { ERP_RATE_PER_SECOND: rate } })
  await house.ask('周工', '/erp 同步', /已同步/)
  const { store } = house.bot.app.data
  const known = await store.findKnownCustomers({ text: '远航', limit: 1 })
  await store.upsertCustomers(known.map((row) => ({ ...row, seenAt: row.seenAt - ageMinutes * 60_000 })))
}

/** As many calls of people's own as use the rate up for `seconds`. */
function burst(calls: number): Promise<unknown> {
  const { crm } = house.bot.app.requireErp()
  return Promise.all(
    Array.from({ length: calls }, () =>
      crm.listCustomers({ text: '查无此人' }, { index: 1, size: 1 }, { priority: callPriority.command }),
    ),
  )
}

it('a question that stands behind our own calls waits for its turn where what we know is old', async () => {
  await open('5', 30)
  const others = burst(6)
  const answer = await house.ask('李娜', '/erp 查 远航', /远航/)
  expect(answer).toMatch(/^【苏州远航机械有限公司】/)
  await others
}, 30_000)

it.each([
  ['a line too long to wait for', '2', 30],
  ['a line that is not worth the wait, as what we know is fresh,', '5', 0],
])(
  '%s is told as what it is, not as a slow ERP',
  async (_, rate, ageMinutes) => {
    await open(rate, ageMinutes)
    const others = burst(10)
    const answer = await house.ask('李娜', '/erp 查 远航', /远航/)
    expect(answer).toMatch(/^对 ERP 的查询还在排队（限速），以下为 \d\d:\d\d 的数据\n【苏州远航/)
    await others
  },
  30_000,
)

it('an ERP that takes its time is told as slow', async () => {
  await open('500')
  house.erp.inject({ kind: 'slow', ms: 2_000 })
  const answer = await house.ask('李娜', '/erp 查 远航', /远航/)
  expect(answer).toMatch(/^ERP 应答较慢，以下为 \d\d:\d\d 的数据\n【苏州远航/)
}, 30_000)
