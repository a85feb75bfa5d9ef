import { afterEach, expect, test, vi } from 'vitest'
import type { Store } from '../../src/domain/index.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { StoreError } from '../../src/store/index.ts'
import { createSync } from '../../src/sync/index.ts'
import { hotCompany, hotPerson, type Office, openOffice } from './office.ts'
import { quickClock } from './quick-clock.ts'

let office: Office
afterEach(() => office.close())

const lead = () => hotCompany('f1', '石狮远帆服饰有限公司', '庄严', '13599170482')
const hear = (messages = lead()) => Promise.all(messages.map((message) => office.sync.intake.receive(message)))
const writes = () => office.erp.calls.filter(({ operation }) => !/^(find|get|list)/.test(operation))
const patient = { timeout: 15_000, interval: 10 }

/** What a full disk lets through: reading. */
function storeOnDisk(store: Store, disk: { full: boolean }): Store {
  const reading = /^(due|next|thread|lead|find|count|entry|entries|outboxCounts|prompt|known|audit|close)/
  return new Proxy(store, {
    get(target, name, receiver) {
      const method = Reflect.get(target, name, receiver)
      if (typeof method !== 'function' || (reading.test(String(name)) && name !== 'audit')) return method
      return (...given: unknown[]) =>
        disk.full
          ? Promise.reject(new StoreError('store_full', '磁盘已满'))
          : (method as (...all: unknown[]) => unknown).apply(target, given)
    },
  })
}

test('on a full disk nothing is acknowledged and the ERP hears nothing; the operator is told; with space again all goes on', async () => {
  const clock = quickClock(200)
  const disk = { full: false }
  office = await openOffice({ deps: { clock } })
  await office.restart({}, ({ store }) => ({ store: storeOnDisk(store, disk) }))
  await hear(hotPerson('f2', '娄婷婷', '15803217764'))
  disk.full = true
  office.sync.start()
  const refused = await Promise.allSettled(lead().map((message) => office.sync.intake.receive(message)))
  expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  await vi.waitFor(() => expect(office.said.map(({ text }) => text).join()).toContain('磁盘空间'), patient)
  expect(office.said.every(({ to }) => to.kind === 'contact' && to.contactId === 'ops')).toBe(true)
  expect(office.erp.calls).toEqual([])
  disk.full = false
  await hear()
  await office.sync.drain()
  expect(office.erp.all().map(({ name }) => name)).toEqual(expect.arrayContaining(['娄婷婷', '石狮远帆服饰有限公司']))
  expect(office.erp.all()).toHaveLength(2)
})

test('a disk that fills up in the middle of a run stops it before the next write; it goes on from where it stood', async () => {
  const disk = { full: false }
  office = await openOffice({ deps: { clock: quickClock(200), settings: { leaseMs: 2_000 } } })
  await office.restart({}, ({ store }) => ({ store: storeOnDisk(store, disk) }))
  const { allocate } = office.erp
  office.erp.allocate = async (call) => {
    disk.full = true
    return allocate(call)
  }
  await hear()
  office.sync.start()
  await vi.waitFor(() => expect(office.said.map(({ text }) => text).join()).toContain('磁盘空间'), patient)
  expect(writes().map(({ operation }) => operation)).toEqual(['allocate'])
  office.erp.allocate = allocate
  disk.full = false
  await office.sync.drain()
  expect(office.erp.all()).toHaveLength(1)
  expect(office.erp.count('saveCustomer')).toBe(1)
})

test.each([
  ['forward', 3_600_000],
  ['back', -3_600_000],
])(
  'a clock set %s by an hour makes nothing wait for that hour, and nothing comes twice',
  async (_, jumpMs) => {
    const base = quickClock(50)
    let skewMs = 0
    office = await openOffice({ deps: { clock: { ...base, now: () => base.now() + skewMs } } })
    office.erp.down = true
    for (let i = 0; i < 8; i++) await hear(hotPerson(`c${i}`, `周建${'一二三四五六七八'[i]}`, `1390000${1000 + i}`))
    office.sync.start()
    await vi.waitFor(
      () => expect(office.events.some((event) => event.type === 'breaker' && event.state === 'open')).toBe(true),
      patient,
    )
    skewMs = jumpMs
    const [jumpedAt, before] = [base.now(), office.erp.calls.length]
    await base.sleep(30_000)
    // No burst at an ERP that is away: probes only, however far the clock says we have come.
    expect(office.erp.calls.length - before).toBeLessThan(2 + (base.now() - jumpedAt) / 2_000)
    office.erp.down = false
    await vi.waitFor(() => expect(office.erp.all().filter(({ assigned }) => assigned > 0)).toHaveLength(8), {
      timeout: 60_000,
    })
    // A minute or two; an hour would be the stall.
    expect(base.now() - jumpedAt).toBeLessThan(55 * 60_000)
    await office.sync.drain()
    expect(office.erp.all().map(({ notes, assigned }) => [notes.length, assigned])).toEqual(Array(8).fill([1, 1]))
  },
  90_000,
)

test('a call that surely never left is made again without a look', async () => {
  office = await openOffice({ deps: { clock: quickClock(200) } })
  office.erp.fail('saveCustomer', { failure: 'unreachable', when: 'before' })
  office.erp.fail('addFollowUp', { failure: 'unreachable', when: 'before' })
  await hear()
  await office.sync.drain()
  expect(office.erp.calls.map(({ operation }) => operation)).toEqual([
    'findByMobile',
    'findByKhid',
    'listCustomers',
    'allocate',
    ...['saveCustomer', 'saveCustomer'],
    'assign',
    ...['addFollowUp', 'addFollowUp'],
    'listCustomers',
  ])
})

test('an ERP that asks for patience is left alone by everyone, and no attempt is used up', async () => {
  const clock = quickClock(20)
  office = await openOffice({ deps: { clock } })
  office.erp.fail('findByMobile', { failure: 'busy', when: 'before' })
  const times: number[] = []
  const { findByMobile } = office.erp
  office.erp.findByMobile = (...given) => {
    times.push(clock.now())
    return findByMobile(...given)
  }
  await hear()
  office.sync.start()
  await vi.waitFor(() => expect(office.events.some(({ type }) => type === 'paused')).toBe(true), patient)
  await hear(hotPerson('f2', '娄婷婷', '15803217764'))
  await office.sync.drain()
  expect(office.erp.all()).toHaveLength(2)
  const [asked, next] = times
  expect(next).toBeGreaterThanOrEqual((asked as number) + 5_000)
  const entries = await office.data.store.entries({ kind: 'erp' })
  expect(entries.map(({ attempts }) => attempts)).toEqual(entries.map(() => 0))
})

test('a worker whose lease was taken over can finish nothing: what the other one did stands, once', async () => {
  const clock = quickClock(200)
  const warned: string[] = []
  const logger = { ...silentLogger, warn: (event: string) => void warned.push(event) }
  office = await openOffice({ deps: { clock, logger, settings: { leaseMs: 600_000 } } })
  let letGo = () => {}
  const held = new Promise<void>((done) => {
    letGo = done
  })
  const { saveCustomer } = office.erp
  office.erp.saveCustomer = async (...given) => {
    office.erp.saveCustomer = saveCustomer
    await held
    return saveCustomer(...given)
  }
  await hear()
  office.sync.start()
  await vi.waitFor(async () => {
    const [entry] = await office.data.store.entries({ state: ['running'] })
    expect(entry?.steps.at(-1)?.step).toBe('save')
  }, patient)
  // The lease is over for somebody whose clock is ahead: he takes the entry, the first worker still hangs.
  const ahead = { ...clock, now: () => clock.now() + 700_000 }
  const said: string[] = []
  const second = createSync({
    ...office.data,
    crm: office.erp,
    scorer: { start: () => ({ v: 0 }), read: (s: unknown) => s, assess: () => ({}) } as never,
    judge: {} as never,
    messenger: { connected: () => true, say: async (_to, text) => void said.push(text) },
    clock: ahead,
    logger: silentLogger,
    settings: { chatGapMs: 0, chatGapPerChatMs: 0 },
  })
  second.on((event) => void (event.type === 'customer_created' && said.push('created')))
  second.start()
  await vi.waitFor(() => expect(said).toContain('created'), patient)
  letGo()
  await vi.waitFor(() => expect(warned).toContain('lease_lost'), patient)
  await second.stop()
  await office.sync.drain()
  const [entry] = (await office.data.store.entries({ kind: 'erp', limit: 500 })).filter(
    ({ job }) => job.type === 'sync_customer',
  )
  expect(entry).toMatchObject({ state: 'done' })
  expect(office.events.filter(({ type }) => type === 'customer_created')).toEqual([])
  expect(office.erp.all()).toHaveLength(1)
  expect(office.erp.count('allocate')).toBe(1)
  expect(office.erp.all()[0]).toMatchObject({ assigned: 1 })
})
