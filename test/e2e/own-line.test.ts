import { afterEach, describe, expect, it } from 'vitest'
import { callPriority } from '../../src/domain/index.ts'
import { type ChatHouse, openChatHouse } from './chat-house.ts'

const seed = [{ name: '苏州远航机械有限公司', userId: 63, fields: { ly: '171', sort1: '3,7' } }]

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

it('a line too long to wait for is told as what it is, not as a slow ERP', async () => {
  await open('1', 30)
  const others = burst(9)
  const answer = await house.ask('李娜', '/erp 查 远航', /远航/)
  expect(answer).toMatch(/^对 ERP 的查询还在排队（限速），以下为 \d\d:\d\d 的数据\n【苏州远航/)
  await others
}, 30_000)

describe('an ERP that takes its time', () => {
  const slow = { kind: 'slow', ms: 700, times: 100_000 } as const

  it('is waited for: what was seen before is not the whole list', async () => {
    house = await openChatHouse({
      erp: {
        seed: [
          { name: '深圳华强电子有限公司', userId: 63 },
          { name: '上海华强贸易有限公司', userId: 64 },
        ],
      },
      env: { ERP_RATE_PER_SECOND: '500' },
    })
    house.erp.inject(slow)
    const seen = await house.ask('李娜', '/erp 查客户 深圳华强', /深圳华强/)
    expect(seen).not.toMatch(/较慢|以下为/)
    expect(await house.ask('李娜', '/erp 查客户 华强', /华强/)).toMatch(/^找到 2 个/)
    expect(await house.ask('李娜', '/erp 查重 华强', /华强|上/)).toMatch(/^有相近的[^\n]+\n/)
  }, 30_000)

  it('tells of a customer who was given to a colleague meanwhile, masked', async () => {
    await open('500')
    const [customer] = house.erp.customers()
    await house.bot.app.requireErp().client.assign(customer?.ord ?? 0, [64])
    house.erp.inject(slow)
    const answer = await house.ask('李娜', '/erp 查 远航', /负责人/)
    expect(answer).toMatch(/负责人 王强/)
    expect(answer).not.toContain('苏州远航机械')
  }, 30_000)
})

it('an ERP that refuses connections is told as away, and what is known of a customer in words', async () => {
  await open('500')
  await house.erp.refuse()
  const answer = await house.ask('李娜', '/erp 查 远航', /远航/)
  expect(answer).toMatch(/^ERP 暂时连不上，以下为 \d\d:\d\d 的数据\n【苏州远航/)
  expect(answer).toContain('微信客户')
  expect(answer).not.toContain('3,7')
}, 30_000)
