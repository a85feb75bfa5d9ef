import { afterEach, describe, expect, it, vi } from 'vitest'
import type { CallPriority, ErpJob } from '../../../src/domain/index.ts'
import { type Clock, systemClock } from '../../../src/shared/clock.ts'
import { hotPerson, type Office, openOffice } from '../office.ts'
import { quickClock } from '../quick-clock.ts'
import { add as addTo, share, told } from './shares.ts'

let office: Office
let letGo: () => void
afterEach(async () => {
  letGo?.()
  await office.close()
})

const patient = { timeout: 15_000, interval: 5 }
const add = (...entries: Parameters<typeof addTo>[1][]) => addTo(office, ...entries)

const begin = async (settings = {}, clock: Clock = quickClock(200)) => {
  office = await openOffice({ deps: { clock, settings } })
}
const ends = () => office.events.flatMap((event) => (event.type === 'ran' ? [[event.job, event.end, event.why]] : []))
const toOps = () => told(office, 'ops')
const states = () => office.events.flatMap((event) => (event.type === 'breaker' ? [event.state] : []))

/** Calls of `share` that were asked for and wait until they are let go. */
function holdShares(): number[] {
  const asked: number[] = []
  const held = new Promise<void>((done) => {
    letGo = done
  })
  const { share: really } = office.erp
  office.erp.share = async (ord, ...rest) => {
    asked.push(ord)
    await held
    return really(ord, ...rest)
  }
  return asked
}

describe('the window', () => {
  it('is as wide as was set, and commands and hot leads get in beside a backlog, two at most', async () => {
    await begin({ workers: 2, idleMs: 20 }, systemClock)
    const asked = holdShares()
    const of = (ord: number, priority: CallPriority) => ({ job: share(ord), priority })
    await add(of(1, 3), of(2, 3), of(3, 3))
    office.sync.start()
    await vi.waitFor(() => expect(asked).toEqual([1, 2]), patient)
    await add(of(4, 2), of(5, 1), of(6, 0), of(7, 0))
    await vi.waitFor(() => expect(asked.slice(2)).toEqual([6, 7]), patient)
    letGo()
    await vi.waitFor(() => expect([...asked].sort()).toEqual([1, 2, 3, 4, 5, 6, 7]), patient)
    expect(asked[4]).toBe(5)
  })

  it('has nobody in it while a person has paused the writing', async () => {
    await begin()
    await office.sync.desk.pause()
    await add({ job: share(1) })
    office.sync.start()
    await new Promise((done) => setTimeout(done, 100))
    expect(office.erp.count('share')).toBe(0)
    await office.sync.desk.resume()
    await vi.waitFor(() => expect(ends()).toEqual([['share', 'done', undefined]]), patient)
  })
})

describe('the end of each run', () => {
  it('is made known with its reason, but for one that was only put off', async () => {
    await begin()
    office.erp.fail(
      'share',
      ...(['busy', 'unknown', 'unreachable', 'session', 'refused'] as const).map((failure) => ({
        failure,
        when: 'before' as const,
      })),
    )
    await add({ job: share(1) })
    await office.sync.drain()
    expect(ends()).toEqual([
      ['share', 'waits', 'unknown'],
      ['share', 'waits', 'unreachable'],
      ['share', 'waits', 'session'],
      ['share', 'dead', 'refused'],
    ])
  })

  it('tells a fault of ours from a question that only a person can answer', async () => {
    await begin()
    office.erp.share = () => Promise.reject(new TypeError('x is not a function'))
    await add({ job: share(1) })
    await office.sync.drain()
    expect(ends()).toEqual([...Array(3).fill(['share', 'waits', 'fault']), ['share', 'dead', 'fault']])
    await office.close()
    await begin()
    for (const message of hotPerson('f9', '娄婷婷', '15803217764')) await office.sync.intake.receive(message)
    office.erp.fail('allocate', { failure: 'refused', when: 'before', message: '您没有权限' })
    await office.sync.drain()
    const [lead] = await office.data.store.leads({ limit: 1 })
    await add({ job: { ...share(1), subject: { leadId: lead!.id } } as ErpJob })
    await office.sync.drain()
    expect(ends().at(-1)).toEqual(['share', 'dead', 'undecidable'])
    const ofLead = (type: string) => office.events.find((event) => event.type === type)
    expect([ofLead('ran'), ofLead('dead')]).toMatchObject(Array(2).fill({ job: 'sync_customer', leadId: lead!.id }))
  })

  it('that is final is told the operator: what it was, and its number', async () => {
    await begin()
    office.erp.fail('share', ...Array(2).fill({ failure: 'refused', when: 'before', message: '客户已锁定' }))
    const ids = await add({ job: share(1) }, { job: share(2) })
    await office.sync.drain()
    expect(toOps().sort()).toEqual(ids.map((id) => `⚠️ 共享 #T${id} 失败：ERP 拒绝：客户已锁定（/erp 队列 查看）`))
    const reason = 'ERP 拒绝：客户已锁定'
    expect(office.events).toContainEqual(
      expect.objectContaining({ type: 'dead', entryId: ids[1], job: 'share', reason }),
    )
  })
})

describe('an ERP in trouble', () => {
  it('that lets nobody in is told once, and when it is over', async () => {
    await begin({ alertCalmMs: 1_000 })
    office.erp.fail('share', ...Array(3).fill({ failure: 'session', when: 'before', message: '密码错误' }))
    await add({ job: share(1) }, { job: share(2) })
    office.sync.start()
    await vi.waitFor(() => expect(toOps().at(-1)).toContain('✅ ERP 登录恢复'), patient)
    expect(toOps()).toHaveLength(2)
    expect(toOps()[0]).toContain('⚠️ ERP 登录失败：密码错误。请检查 ERP_USERNAME 和 ERP_PASSWORD')
  })

  it('stays away though work was taken up at the moment in which that was found', async () => {
    await begin({ idleMs: 20 }, systemClock)
    const asked = holdShares()
    const claiming = { held: false, asked: 0 }
    await office.restart({}, ({ store }) => ({
      store: {
        ...store,
        async claimEntries(options) {
          const claimed = await store.claimEntries(options)
          if (options.kind === 'erp' && claimed.length > 0) claiming.asked++
          while (claiming.held && claimed.length > 0) await new Promise((done) => setTimeout(done, 1))
          return claimed
        },
      },
    }))
    office.erp.down = true
    await add(...[1, 2, 3, 4, 5].map((ord) => ({ job: share(ord) })))
    office.sync.start()
    await vi.waitFor(() => expect(asked).toHaveLength(5), patient)
    Object.assign(claiming, { held: true, asked: 0 })
    await add({ job: share(6) })
    await vi.waitFor(() => expect(claiming.asked).toBe(1), patient).then(letGo)
    await vi.waitFor(() => expect(states()).toEqual(['open']), patient)
    claiming.held = false
    await vi.waitFor(() => expect(office.erp.count('share')).toBe(6), patient)
    expect(states()).toEqual(['open'])
  })

  it('that is away is told once, and when it is over', async () => {
    await begin({ alertCalmMs: 1_000 })
    office.erp.down = true
    await add(...Array.from({ length: 6 }, (_, i) => ({ job: share(i + 1) })))
    office.sync.start()
    await vi.waitFor(() => expect(states().slice(0, 3)).toEqual(['open', 'probing', 'open']), patient)
    office.erp.down = false
    await vi.waitFor(() => expect(toOps().at(-1)).toContain('✅ ERP 已连上，写入继续'), patient)
    expect(states().slice(-2)).toEqual(['probing', 'closed'])
    expect(toOps()).toHaveLength(2)
    expect(toOps()[0]).toContain('⚠️ ERP 连不上，已暂停写入并定时探测')
    await office.sync.drain()
    expect(office.erp.fired).toEqual({})
    expect(ends().filter(([, end]) => end === 'done')).toHaveLength(6)
  })
})

it('who stops finishes the step in hand and parks the next one, without using up an attempt', async () => {
  await begin({ debounceMs: 0 })
  const { allocate } = office.erp
  let reached = () => {}
  const allocating = new Promise<void>((done) => {
    reached = done
  })
  const held = new Promise<void>((done) => {
    letGo = done
  })
  office.erp.allocate = async (...given) => {
    reached()
    await held
    return allocate(...given)
  }
  for (const message of hotPerson('f1', '娄婷婷', '15803217764')) await office.sync.intake.receive(message)
  office.sync.start()
  await allocating
  const stopped = office.sync.stop()
  letGo()
  await stopped
  const [entry] = await office.data.store.entries({ kind: 'erp' })
  expect(entry).toMatchObject({ state: 'ready', attempts: 0, reason: '程序正在停止，重启后继续' })
  expect(entry?.steps.at(-1)).toMatchObject({ step: 'allocate', outcome: 'ok' })
  expect(office.erp.count('saveCustomer')).toBe(0)
  expect(ends()).toEqual([])
})
