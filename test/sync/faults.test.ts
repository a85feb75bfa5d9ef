import { afterEach, expect, test } from 'vitest'
import type { CrmFailure } from '../../src/domain/index.ts'
import type { Clock } from '../../src/shared/clock.ts'
import type { Fault } from './erp-double.ts'
import { hotCompany, hotPerson, type Office, openOffice } from './office.ts'
import { quickClock } from './quick-clock.ts'

let office: Office
let clock: Clock
afterEach(() => office.close())

const begin = async (settings = {}) => {
  clock = quickClock(200)
  office = await openOffice({ deps: { clock, settings } })
  return office
}
const lead = () => hotCompany('f1', '石狮远帆服饰有限公司', '庄严', '13599170482')
const hear = async (messages = lead()) => {
  for (const message of messages) await office.sync.intake.receive(message)
}

const complete = () => {
  expect(office.erp.all()).toHaveLength(1)
  expect(office.erp.all()[0]).toMatchObject({ name: '石狮远帆服饰有限公司', ownerId: 63 })
  expect(office.erp.all()[0]?.notes).toHaveLength(1)
}

const steps = ['allocate', 'saveCustomer', 'assign', 'addFollowUp', 'findByMobile', 'findByKhid'] as const
const kinds: Array<[CrmFailure, 'before' | 'after']> = [
  ['unknown', 'before'],
  ['unknown', 'after'],
  ['unreachable', 'before'],
  ['busy', 'before'],
  ['session', 'before'],
]
const cases = kinds.flatMap(([failure, when]) => steps.map((step) => ({ failure, when, step })))
test.each(cases)(
  '$failure $when the commit at $step leaves one customer, one owner, one note',
  async ({ failure, when, step }) => {
    await begin()
    office.erp.fail(step, { failure, when })
    await hear()
    const report = await office.sync.drain()
    expect(report.dead).toBe(0)
    complete()
    expect(office.erp.fired[`${failure}_${when}`]).toBe(1)
  },
)

test('a save that was lost is sent once more under the same id, one that arrived is not', async () => {
  await begin()
  office.erp.fail('saveCustomer', { failure: 'unknown', when: 'before' })
  await hear()
  await office.sync.drain()
  const saves = office.erp.calls.filter(({ operation }) => operation === 'saveCustomer')
  expect(saves).toHaveLength(2)
  expect(saves[0]?.ord).toBe(saves[1]?.ord)
  await office.close()
  await begin()
  office.erp.fail('saveCustomer', { failure: 'unknown', when: 'after' })
  await hear()
  await office.sync.drain()
  expect(office.erp.count('saveCustomer')).toBe(1)
  complete()
})

test('a refusal waits for a person with the words of the ERP, and its neighbours go on', async () => {
  await begin()
  office.erp.fail('saveCustomer', { failure: 'refused', when: 'before', message: '您没有权限添加客户' })
  await hear()
  await hear(hotPerson('f2', '娄婷婷', '15803217764'))
  const report = await office.sync.drain()
  expect(report.dead).toBe(1)
  expect(office.erp.all()).toHaveLength(1)
  const [dead] = await office.data.store.entries({ state: ['dead'] })
  expect(dead?.reason).toContain('您没有权限添加客户')
  expect(office.said.filter(({ to }) => to.kind === 'contact' && to.contactId === 'ops')).toHaveLength(1)
})

test('a server that says 保存成功 and stores nothing is found out, and the customer is sent again', async () => {
  await begin()
  office.erp.fail('saveCustomer', { lie: true })
  await hear()
  await office.sync.drain()
  complete()
  const saves = office.erp.calls.filter(({ operation }) => operation === 'saveCustomer')
  expect(new Set(saves.map(({ ord }) => ord)).size).toBe(1)
})

test('the same lie is found by reading back where assigning and noting were lies as well', async () => {
  await begin()
  for (const step of ['saveCustomer', 'assign', 'addFollowUp'] as const) office.erp.fail(step, { lie: true })
  await hear()
  await office.sync.drain()
  complete()
})

test('the lie found by reading back while the owner still waits to be written: saved again before he is', async () => {
  await begin({ verifyAfterMs: 500 })
  office.erp.fail('saveCustomer', { lie: true })
  // Long enough for the look at what was created to come in between.
  const away: Fault[] = Array.from({ length: 4 }, () => ({ failure: 'unreachable', when: 'before' }))
  office.erp.fail('assign', ...away)
  await hear()
  const report = await office.sync.drain()
  expect(office.events.map(({ type }) => type)).toContain('resaved')
  expect(report.dead).toBe(0)
  complete()
})

test('looks that come in between never write twice what is on its way, and forget nothing of it', async () => {
  await begin({ verifyAfterMs: 500 })
  for (const step of ['saveCustomer', 'assign', 'addFollowUp'] as const) office.erp.fail(step, { lie: true })
  office.sync.on(({ type }) => {
    if (type === 'resaved') office.erp.fail('saveCustomer', { failure: 'unreachable', when: 'before' })
  })
  await hear()
  await office.sync.drain()
  const again = (await office.data.store.entries({ kind: 'erp', limit: 500 })).filter(({ dedupeKey }) =>
    dedupeKey?.startsWith('again:'),
  )
  expect(again.map(({ job }) => job.type).sort()).toEqual(['assign', 'follow_up', 'sync_customer'])
  complete()
})

test('an ERP that is away when what was created is to be read back does not end the work, and is asked again', async () => {
  await begin()
  for (const step of ['saveCustomer', 'assign', 'addFollowUp'] as const) office.erp.fail(step, { lie: true })
  office.erp.fail(
    'listCustomers',
    { failure: 'unreachable', when: 'before' },
    { failure: 'unknown', when: 'before' },
    { failure: 'busy', when: 'before' },
  )
  await hear()
  await office.sync.drain()
  complete()
})

test('while the ERP is away nothing dies, probes are few, and everything is written when it is back', async () => {
  await begin()
  office.erp.down = true
  for (let i = 0; i < 30; i++)
    await hear(
      hotPerson(
        `away${i}`,
        `周${'一二三四五六七八九十'[i % 10]}${'甲乙丙'[Math.floor(i / 10)]}`,
        `1390000${String(1000 + i)}`,
      ),
    )
  office.sync.start()
  await until(() => office.events.some((event) => event.type === 'breaker' && event.state === 'open'))
  const whenOpened = { calls: office.erp.calls.length, at: clock.now() }
  await new Promise((done) => setTimeout(done, 300))
  // About a minute of the office's time, more on a busy machine: thirty entries would have tried hundreds of times.
  const probes = (clock.now() - whenOpened.at) / 2_000
  expect(office.erp.calls.length - whenOpened.calls).toBeLessThan(probes + 10)
  expect((await office.data.store.outboxCounts('erp', 0)).dead).toBe(0)
  office.erp.down = false
  await office.sync.drain()
  expect(office.erp.all()).toHaveLength(30)
  expect(new Set(office.erp.all().map(({ mobile }) => mobile)).size).toBe(30)
})

test('our own fault in one entry sends it to the dead letters after a few tries while others go on', async () => {
  await begin()
  const assign = office.erp.assign
  office.erp.assign = async (ord, target, ctx) => {
    if (office.erp.customers.get(ord)?.name === '娄婷婷') throw new TypeError('x is not a function')
    return assign(ord, target, ctx)
  }
  await hear()
  await hear(hotPerson('f2', '娄婷婷', '15803217764'))
  const report = await office.sync.drain()
  expect(report.dead).toBe(1)
  expect(office.erp.all()).toHaveLength(2)
  const [dead] = await office.data.store.entries({ state: ['dead'] })
  expect(dead?.job.type).toBe('assign')
  expect(dead?.attempts).toBe(3)
})

test('a note whose fate nobody can know becomes a question, not a second note', async () => {
  await begin()
  const write = office.erp.addFollowUp
  office.erp.addFollowUp = async (ord, note, ctx) => {
    office.erp.addFollowUp = write
    office.erp.fail('addFollowUp', { failure: 'unknown', when: 'after' })
    try {
      await write(ord, note, ctx)
    } finally {
      const customer = office.erp.customers.get(ord)
      if (customer) customer.latestNote = '王强：刚电话沟通过'
    }
  }
  await hear()
  const report = await office.sync.drain()
  expect(report.dead).toBe(1)
  expect(office.erp.all()[0]?.notes).toHaveLength(1)
  const [dead] = await office.data.store.entries({ state: ['dead'] })
  expect(dead?.reason).toContain('〔WX')
})

test('a call of ten seconds keeps its lease and is not run a second time', async () => {
  await begin({ leaseMs: 3_000 })
  office.erp.sleep = (ms) => new Promise((done) => setTimeout(done, ms / 200))
  office.erp.fail('saveCustomer', { slowMs: 10_000 })
  await hear()
  await office.sync.drain()
  expect(office.erp.count('saveCustomer')).toBe(1)
  complete()
})

test('stopped in the middle and started again, it goes on with the same id', async () => {
  await begin()
  const faults: Fault[] = Array.from({ length: 3 }, () => ({ failure: 'unreachable', when: 'before' }))
  office.erp.fail('saveCustomer', ...faults)
  await hear()
  office.sync.start()
  await until(() => office.erp.count('saveCustomer') > 0)
  await office.restart()
  await office.sync.drain()
  expect(office.erp.count('allocate')).toBe(1)
  complete()
})

async function until(met: () => boolean): Promise<void> {
  while (!met()) await new Promise((done) => setTimeout(done, 5))
}
