import { afterEach, expect, test, vi } from 'vitest'
import type { Scorer, Store } from '../../src/domain/index.ts'
import { createScorer } from '../../src/scoring/index.ts'
import { hotPerson, type Office, openOffice } from './office.ts'
import { quickClock } from './quick-clock.ts'

let office: Office
let broken: boolean
afterEach(() => office.close())

/** A store of which some methods fail while `broken`; time runs a hundred times faster, and a minute's calm is over soon. */
async function begin(failing: Partial<Record<keyof Store, () => Promise<never>>>, scorer: Scorer = createScorer()) {
  broken = true
  const settings = { debounceMs: 0, alertCalmMs: 10_000 }
  office = await openOffice()
  await office.restart({ clock: quickClock(100), scorer, settings }, ({ store }) => ({ store: shaky(store, failing) }))
  office.sync.start()
}

const shaky = (store: Store, failing: Partial<Record<keyof Store, () => Promise<never>>>): Store =>
  new Proxy(store, {
    get(target, name: keyof Store) {
      const method: unknown = (broken && failing[name]) || target[name]
      return typeof method === 'function' ? method.bind(target) : method
    },
  })

const fails = (name: string) => () => Promise.reject(Object.assign(new Error('磁盘已满'), { name }))
const toOps = (words: string) =>
  office.said.filter(({ to, text }) => to.kind === 'contact' && to.contactId === 'ops' && text.includes(words))
const told = (words: string) => vi.waitFor(() => expect(toOps(words)).toHaveLength(1), { timeout: 15_000 })
const hear = async () => {
  for (const message of hotPerson('w1', '娄婷婷', '15803217764')) await office.sync.intake.receive(message)
}

test('messages that cannot be stored are refused, told once, and told once when they can be again', async () => {
  await begin({ append: fails('StoreError') })
  for (let i = 0; i < 3; i++) await expect(hear()).rejects.toThrow('磁盘已满')
  await told('⚠️ 数据目录写不进去')
  broken = false
  await hear()
  await told('✅ 数据目录可以写了')
  expect(toOps('⚠️ 数据目录写不进去')).toHaveLength(1)
})

test('a loop that fails is told once while it tries again, and told once when it works', async () => {
  await begin({ dueThreads: fails('Error') })
  await told('⚠️ pipeline 出错')
  // Fifty seconds of the office's time: it was tried dozens of times.
  await new Promise((done) => setTimeout(done, 500))
  expect(toOps('⚠️ pipeline 出错')).toHaveLength(1)
  broken = false
  await told('✅ pipeline 已恢复')
})

test('a conversation that cannot be read is told once, and others go on', async () => {
  const scorer = createScorer()
  const choosy: Scorer = {
    ...scorer,
    read(state, messages) {
      if (messages.some(({ text }) => text.includes('毒'))) throw new Error('不会读')
      return scorer.read(state, messages)
    },
  }
  await begin({}, choosy)
  const [first] = hotPerson('w2', '乔安', '15803217765')
  if (first) await office.sync.intake.receive({ ...first, content: { kind: 'text', text: '有毒的一句' } })
  await told('⚠️ 一个会话处理失败')
  await hear()
  await vi.waitFor(() => expect(office.erp.all()).toHaveLength(1), { timeout: 15_000 })
})
