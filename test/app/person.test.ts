import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { operationsOf } from '../../src/app/operations.ts'
import type { MessageToStore } from '../../src/domain/index.ts'
import { openHouse } from './house.ts'

const mobile = '13905762841'
const words = ['采购50台空压机今天签合同', `台州博运塑业有限公司 郑海涛 ${mobile}`, '我的微信号 zhenght_2841']
const messages = words.map((text, i) => ({
  id: `p1#${i}`,
  role: 'customer' as const,
  kind: 'text' as const,
  text,
  sentAt: 1_794_000_000_000 + i * 1_000,
}))
const other = {
  id: 'p2#0',
  role: 'customer' as const,
  kind: 'text' as const,
  text: '我是宁波海川机械有限公司的周明远，手机13867815520，要采购300套货架，今天下单',
  sentAt: 1_794_000_000_000,
}

let house: Awaited<ReturnType<typeof openHouse>>
beforeEach(async () => {
  house = await openHouse()
  await capture()
})
afterEach(() => house.close())

async function capture(): Promise<void> {
  const sync = house.app.requireSync()
  await sync.importThread({ id: 'p1', messages })
  await sync.importThread({ id: 'p2', messages: [other] })
  await sync.drain()
}

const file = () => join(house.dir, 'person.json')
const operations = () => operationsOf(house.app)

describe('what is known of one person', () => {
  it.each([['mobile'], ['wechat'], ['khid']] as const)(
    'is found by %s and exported whole, for its owner alone',
    async (key) => {
      const khid = house.erp.customers().find(({ fields }) => fields.name === '台州博运塑业有限公司')?.fields.khid
      const query = { mobile, wechat: 'zhenght_2841', khid }
      const found = await operations()['person.export']({ query: { [key]: query[key] }, file: file() })
      expect(found).toMatchObject({ leads: 1, messages: 3 })
      expect(statSync(file()).mode & 0o777).toBe(0o600)
      const text = readFileSync(file(), 'utf8')
      for (const word of words) expect(text).toContain(word)
      expect(text).not.toContain('周明远')
      expect(JSON.parse(text).leads[0].lead.fields.mobile.value).toBe(mobile)
    },
  )

  it('is nothing, and no file, of somebody unknown', async () => {
    const found = await operations()['person.export']({ query: { mobile: '13911112222' }, file: file() })
    expect(found).toEqual({ leads: 0, messages: 0, customers: 0 })
    expect(readdirSync(house.dir)).not.toContain('person.json')
  })

  it('is asked for by exactly one usable mark', async () => {
    const { 'person.erase': erase } = operations()
    await expect(erase({ query: {} })).rejects.toMatchObject({ code: 'config_invalid' })
    await expect(erase({ query: { mobile, khid: 'WX1' } })).rejects.toThrow(/其中一个/)
    await expect(erase({ query: { mobile: '123' } })).rejects.toThrow(/11 位/)
  })
})

/** Every byte of the data directory. */
function everything(): string {
  const dir = join(house.dir, 'data')
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
}

describe('erasing a person', () => {
  it('leaves no word and no number of his in any file, names what the ERP still has, and touches nobody else', async () => {
    await house.app.book.addTask({
      owner: '林知远',
      text: '给郑海涛寄样',
      dueAt: 1,
      createdAt: 0,
      about: { leadId: (await house.app.data.store.findLead(`mobile:${mobile}`))?.id, name: '郑海涛' },
    })
    const say = (text: string) => ({
      type: 'say' as const,
      to: { kind: 'contact' as const, contactId: 'wx-lin' },
      text,
    })
    const told = { lane: 'chat:wx-lin', priority: 0 as const, dueAt: Number.MAX_SAFE_INTEGER, actor: 'bot' }
    await house.app.data.store.transact(async (tx) => {
      await tx.enqueue({ ...told, job: say(`新客户 郑海涛 ${mobile}`) })
      await tx.enqueue({ ...told, job: say('明天 9 点开会') })
    })
    const cache = join(house.dir, 'data', 'wechat-cache', 'v1.19', 'account')
    mkdirSync(cache, { recursive: true })
    writeFileSync(join(cache, '000005.ldb'), words.join())
    expect(everything()).toContain(mobile)
    const erased = await operations()['person.erase']({ query: { mobile } })
    expect(erased).toMatchObject({ leads: 1, messages: 3, tasks: 1 })
    const ord = house.erp.customers().find(({ fields }) => fields.name === '台州博运塑业有限公司')?.ord
    expect(erased.remains[0]).toMatch(new RegExp(`ERP.*${ord}.*删除`))
    const left = everything()
    for (const word of [mobile, words[0] ?? '', '寄样', 'zhenght_2841']) expect(left).not.toContain(word)
    expect(left).toContain('13867815520')
    expect(left).toContain('明天 9 点开会')
    expect(house.erp.customer(ord ?? 0)).toBeDefined()
  })

  it.each([
    ['in clear', ''],
    ['sealed', 'a'.repeat(64)],
  ])('takes cards of him that an earlier version kept in colleagues’ chats, %s', async (_how, STORE_KEY) => {
    await house.close()
    house = await openHouse({}, { STORE_KEY })
    await capture()
    const { store } = house.app.data
    const said = (id: string, to: string, text: string, accountId = 'acc'): MessageToStore => ({
      message: {
        id,
        accountId,
        conversation: { id: to, kind: 'direct' },
        sender: { contactId: 'acc', nickname: '账号' },
        self: true,
        peer: { contactId: to, nickname: '' },
        content: { kind: 'text', text },
        sentAt: 1,
        receivedAt: 1,
      },
      role: 'sales',
      text,
      touch: [],
    })
    await store.append([
      said('k1', 'wx-lin', `📌 新客户：台州博运塑业有限公司 郑海涛 手机 ${mobile}`),
      said('k2', 'wx-lin', '📌 新客户：周明远 手机 13867815520'),
      said('k3', 'import:p2', '货架下周发', 'import'),
    ])
    await operations()['person.erase']({ query: { mobile } })
    const kept = async (conversationId: string, accountId = 'acc') =>
      (await store.threadMessages({ accountId, conversationId } as never, undefined, 50)).map(({ text }) => text)
    expect(await kept('wx-lin')).toEqual(STORE_KEY ? ['', ''] : ['', expect.stringContaining('周明远')])
    expect(everything()).not.toContain(mobile)
    expect((await kept('import:p2', 'import')).sort()).toEqual([other.text, '货架下周发'].sort())
  })

  it('holds: the same conversation is not captured again, and the log says who erased', async () => {
    await operations()['person.erase']({ query: { mobile } })
    await capture()
    expect(everything()).not.toContain(mobile)
    expect(house.erp.customers()).toHaveLength(2)
    const [record] = await house.app.data.store.auditRecords({ operation: 'person.erase' })
    expect(record).toMatchObject({ actor: '命令行', request: { query: { mobile: '139****2841' } }, outcome: 'ok' })
  })
})
