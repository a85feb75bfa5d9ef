import { afterEach, describe, expect, it, vi } from 'vitest'
import { type ErpSandboxOptions, type FaultKind, type FaultRule, faultKinds } from '../../../src/sandbox/erp/index.ts'
import { TestClock } from '../../support/test-clock.ts'
import { at, type Caller, open, rowsOf, said } from './caller.ts'

let caller: Caller
afterEach(() => caller.sandbox.close())

const clock = new TestClock()
const start = async (options: ErpSandboxOptions = {}) => {
  caller = await open({ clock, ...options })
}
const saveUrl = '/sysa/mobilephone/salesmanage/custom/add.asp?intsort=1'
const names = () => caller.sandbox.customers().map(({ fields }) => fields.name)

/** Sends a save that a fault hits; what became of it, and what the ERP holds then. */
async function saveUnder(rule: FaultRule) {
  const ord = await caller.allocate()
  caller.sandbox.inject({ operation: 'customer.save', ...rule })
  const values = { ord, name: '常熟织里布业', sort1: '3,7', person_name: '林青' }
  const datas = Object.entries(values).map(([id, val]) => ({ id, val }))
  const stop = new AbortController()
  const sent = fetch(caller.sandbox.baseUrl + saveUrl, {
    method: 'POST',
    body: JSON.stringify({ session: caller.session, cmdkey: '__sys_dosave', datas }),
    signal: stop.signal,
  }).then(
    async (answer) => ({ status: answer.status, headers: answer.headers, text: await answer.text() }),
    (error: Error) => ({ status: 0, headers: new Headers(), text: error.name }),
  )
  return { ord, stop, sent }
}

const lastCall = () => caller.sandbox.calls.at(-1)
const theFault = () => caller.sandbox.faults().at(-1)

describe('a save that a fault hits', () => {
  const hits: Array<[FaultKind, { status: number; text: RegExp; stored: boolean; outcome: string }]> = [
    ['reset_before', { status: 0, text: /TypeError/, stored: false, outcome: 'cut' }],
    ['reset_after', { status: 0, text: /TypeError/, stored: true, outcome: 'cut' }],
    ['html_500', { status: 500, text: /^<html>.*500/, stored: false, outcome: 'error' }],
    ['html_200', { status: 200, text: /^<html>.*500/, stored: false, outcome: 'error' }],
    ['malformed_json', { status: 200, text: /<!--/, stored: true, outcome: 'done' }],
    ['truncated_json', { status: 200, text: /^\{"header"/, stored: true, outcome: 'done' }],
    ['expired_session', { status: 200, text: /登录超时，请重新登录/, stored: false, outcome: 'no_session' }],
    ['busy', { status: 200, text: /系统繁忙/, stored: false, outcome: 'busy' }],
    ['too_many', { status: 429, text: /系统繁忙/, stored: false, outcome: 'busy' }],
    ['ghost_save', { status: 200, text: /保存成功/, stored: false, outcome: 'done' }],
  ]

  it.each(hits)('%s', async (kind, { status, text, stored, outcome }) => {
    await start()
    const { sent } = await saveUnder({ kind })
    expect(await sent).toMatchObject({ status, text: expect.stringMatching(text) })
    expect(names()).toEqual(stored ? ['常熟织里布业'] : [])
    expect(lastCall()).toMatchObject({ operation: 'customer.save', outcome, fault: kind })
    expect(theFault()).toMatchObject({ kind, fired: 1 })
  })

  it.each(['malformed_json', 'truncated_json'] as const)('%s is no JSON', async (kind) => {
    await start()
    const { text } = await (await saveUnder({ kind })).sent
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })

  it.each([
    ['timeout_before', []],
    ['timeout_after', ['常熟织里布业']],
  ] as const)('%s leaves the caller without an answer', async (kind, stored) => {
    await start()
    const { sent, stop } = await saveUnder({ kind })
    await vi.waitFor(() => expect(lastCall()).toMatchObject({ outcome: 'cut', fault: kind }))
    expect(names()).toEqual(stored)
    stop.abort()
    expect(await sent).toMatchObject({ status: 0, text: 'AbortError' })
  })

  it('a time-out with a length is cut by the server', async () => {
    await start()
    const { sent } = await saveUnder({ kind: 'timeout_after', ms: 5_000 })
    await vi.waitFor(() => expect(clock.waiting).toContain(5_000))
    clock.advance(5_000)
    expect(await sent).toMatchObject({ status: 0 })
  })

  it('slow answers late, and as if nothing were', async () => {
    await start()
    const { sent } = await saveUnder({ kind: 'slow', ms: 10_000 })
    await vi.waitFor(() => expect(clock.waiting).toContain(10_000))
    expect(names()).toEqual([])
    clock.advance(10_000)
    expect(await sent).toMatchObject({ status: 200, text: expect.stringContaining('保存成功') })
    expect(names()).toHaveLength(1)
  })

  it('refused answers, and nobody listens for a while', async () => {
    await start()
    const { sent } = await saveUnder({ kind: 'refused', ms: 3_000 })
    expect(await sent).toMatchObject({ status: 200 })
    await vi.waitFor(() => expect(clock.waiting).toContain(3_000))
    await expect(caller.list()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
    clock.advance(3_000)
    await vi.waitFor(async () => expect(rowsOf(await caller.list())).toHaveLength(1))
  })

  it('HTML after the work is done is told apart by what the ERP holds', async () => {
    await start()
    await (await saveUnder({ kind: 'html_500', carriedOut: true })).sent
    expect(names()).toHaveLength(1)
  })

  it('too_many says how long to wait', async () => {
    await start()
    const { headers } = await (await saveUnder({ kind: 'too_many', ms: 7_000 })).sent
    expect(headers.get('retry-after')).toBe('7')
  })

  it('an ended session stays ended until the next login', async () => {
    await start()
    await (await saveUnder({ kind: 'expired_session' })).sent
    expect(said(await caller.list())).toContain('登录超时')
    await caller.login()
    expect(at(await caller.list(), 'header.status')).toBe(0)
  })

  it('has been played here in every kind that there is', () => {
    const elsewhere: FaultKind[] = ['timeout_before', 'timeout_after', 'slow', 'refused']
    expect([...hits.map(([kind]) => kind), ...elsewhere].sort()).toEqual([...faultKinds].sort())
  })
})

describe('a fault', () => {
  const outcomes = async (count: number) => {
    for (let i = 0; i < count; i++) await caller.list()
    return caller.sandbox.calls.slice(-count).map(({ fault = '' }) => fault)
  }

  it('lets calls pass first, fires so often, and meets only what it names', async () => {
    await start()
    caller.sandbox.inject({ kind: 'busy', path: 'CUSTOM/LIST', skip: 1, times: 2 })
    await caller.list({}, 'person')
    expect(await outcomes(4)).toEqual(['', 'busy', 'busy', ''])
    caller.sandbox.inject({ kind: 'busy', operation: 'contact.*' })
    expect(await outcomes(1)).toEqual([''])
    await caller.list({}, 'person')
    expect(lastCall()).toMatchObject({ fault: 'busy', operation: 'contact.list' })
  })

  it('by chance falls on the same calls for the same seed', async () => {
    await start()
    const run = async () => {
      caller.sandbox.clearFaults()
      caller.sandbox.inject({ kind: 'busy', probability: 0.5, seed: 7 })
      return outcomes(20)
    }
    const first = await run()
    expect(await run()).toEqual(first)
    expect(new Set(first)).toEqual(new Set(['', 'busy']))
  })
})

describe('a rate that the server does not bear', () => {
  it.each([
    ['429', 429],
    ['busy', 200],
  ] as const)('is refused as %s, until the second is over', async (rateAnswer, status) => {
    let now = 1_000
    await start({ ratePerSecond: 3, rateAnswer, monotonic: () => now })
    const list = () => caller.post('/sysa/mobilephone/salesmanage/custom/list.asp', { session: caller.session })
    expect([(await list()).status, (await list()).status]).toEqual([200, 200])
    const over = await list()
    expect([over.status, await over.text()]).toEqual([status, expect.stringContaining('系统繁忙')])
    expect(caller.sandbox.maxPerSlidingSecond()).toBe(4)
    now += 1_000
    expect(await (await list()).text()).not.toContain('系统繁忙')
  })
})

describe('the control paths', () => {
  const control = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${caller.sandbox.baseUrl}/__sandbox/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  it('arm, show and clear faults, and name what is wrong with a rule', async () => {
    await start()
    expect(await control('POST', 'faults', { kind: 'busy', times: 2 })).toMatchObject({ status: 200, body: { id: 1 } })
    await caller.list()
    expect((await control('GET', 'faults')).body).toMatchObject([{ kind: 'busy', fired: 1 }])
    await control('DELETE', 'faults')
    expect((await control('GET', 'faults')).body).toEqual([])
    const wrong = await control('POST', 'faults', { kind: 'fire' })
    expect(wrong).toMatchObject({ status: 400, body: { error: expect.stringContaining('timeout_before') } })
  })

  it('show what stands in the ERP and who called, change variants, end sessions, begin anew', async () => {
    await start()
    const ord = await caller.create({ name: '湖州南浔木业' })
    expect((await control('GET', 'state')).body).toMatchObject({ customers: [{ ord }], contacts: [{ company: ord }] })
    expect((await control('GET', 'calls?since=2')).body).toMatchObject([{ number: 3, operation: 'customer.save' }])
    await control('POST', 'variants', { khidInList: true })
    expect(rowsOf(await caller.list())[0]).toHaveProperty('khid')
    await control('POST', 'sessions/end', {})
    expect(said(await caller.list())).toContain('登录超时')
    await control('POST', 'reset', {})
    expect((await control('GET', 'state')).body).toMatchObject({ customers: [], contacts: [], notes: [], calls: 0 })
    expect((await control('GET', 'nothing')).status).toBe(400)
  })
})

it('keeps only the latest calls, and counts all', async () => {
  await start({ keepCalls: 4 })
  for (let i = 0; i < 20; i++) await caller.list()
  expect(caller.sandbox.calls.length).toBeLessThanOrEqual(5)
  expect(caller.sandbox.calls.at(-1)?.number).toBe(21)
  expect([caller.sandbox.countOf(), caller.sandbox.countOf('customer.list')]).toEqual([21, 20])
})
