import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CrmError, type CrmFailure } from '../../../src/domain/index.ts'
import { afterRun, backoffMs, type PolicyInput, poisonAttempts } from '../../../src/sync/outbox/policy.ts'

const now = 1_000_000
const runOf = (end: PolicyInput['end'], more: Partial<PolicyInput> = {}) =>
  afterRun({ end, attempts: 0, waits: 0, erpHealthy: true, now, random: 0, ...more })
const failed = (error: unknown, more?: Partial<PolicyInput>) => runOf({ kind: 'failed', error }, more)
const erp = (failure: CrmFailure, details: ConstructorParameters<typeof CrmError>[3] = {}) =>
  new CrmError(failure, 'sales.customer.assign', 'POST failed', { serverMessage: '客户已被保护', ...details })

describe('what happens after a run', () => {
  it('done is done, and the ERP is well', () => {
    expect(runOf({ kind: 'done' })).toEqual({ transition: { state: 'done' }, effects: [{ kind: 'health', ok: true }] })
  })

  it('parked comes back after its time and uses up no attempt', () => {
    const { transition, effects } = runOf({ kind: 'parked', forMs: 700, reason: '正在停止' })
    expect(transition).toEqual({ state: 'ready', dueAt: now + 700, counts: false, reason: '正在停止' })
    expect(effects).toEqual([])
  })

  it('what only a person can know waits in the dead letters with its question', () => {
    expect(runOf({ kind: 'undecidable', question: '备注是否已写？' }).transition).toEqual({
      state: 'dead',
      reason: '备注是否已写？',
    })
  })

  it('a refusal is final, with the ERP’s own words, and no sign of illness', () => {
    const { transition, effects } = failed(erp('refused'))
    expect(transition).toEqual({ state: 'dead', reason: 'ERP 拒绝：客户已被保护' })
    expect(effects).toEqual([{ kind: 'health', ok: true }])
  })

  it('a no to a person who asked for nothing else is his answer, and nothing to repair', () => {
    const { transition, effects } = failed(erp('refused'), { asksOnly: true })
    expect(transition).toEqual({ state: 'expired', reason: 'ERP 拒绝：客户已被保护' })
    expect(effects).toEqual([{ kind: 'health', ok: true }])
  })

  it('where the ERP said nothing our own words have to do', () => {
    expect(failed(new CrmError('refused', 'x', 'no words')).transition).toMatchObject({ reason: 'ERP 拒绝：no words' })
  })

  it('what the allow-list forbids is never sent again', () => {
    expect(failed(erp('not_allowed'))).toEqual({ transition: { state: 'dead', reason: '客户已被保护' }, effects: [] })
  })

  it('busy pauses everyone for as long as the ERP asks, and uses up no attempt', () => {
    const { transition, effects } = failed(erp('busy', { retryAfterMs: 9_000 }), { attempts: 3 })
    expect(transition).toEqual({ state: 'ready', dueAt: now + 9_000, counts: false, reason: 'ERP 忙：客户已被保护' })
    expect(effects).toEqual([{ kind: 'pause_all', ms: 9_000, reason: 'busy' }])
    expect(failed(erp('busy')).transition).toMatchObject({ dueAt: now + 5_000 })
  })

  it('unreachable backs off up to two minutes, for ever, and the breaker counts it', () => {
    const at = (waits: number) => failed(erp('unreachable'), { waits, random: 1, attempts: 50 }).transition
    expect([0, 1, 2, 6, 7, 500].map((waits) => (at(waits) as { dueAt: number }).dueAt - now)).toEqual([
      1_000, 2_000, 4_000, 64_000, 120_000, 120_000,
    ])
    expect(at(500)).toMatchObject({ state: 'ready', counts: false, reason: 'ERP 连不上：客户已被保护' })
    expect(failed(erp('unreachable')).effects).toEqual([{ kind: 'health', ok: false }])
  })

  it('a login that fails stops everyone for a minute and tells the operator', () => {
    const { transition, effects } = failed(erp('session'))
    expect(transition).toEqual({
      state: 'ready',
      dueAt: now + 60_000,
      counts: false,
      reason: 'ERP 登录失败：客户已被保护',
    })
    expect(effects).toMatchObject([
      { kind: 'pause_all', ms: 60_000, reason: 'session' },
      { kind: 'alert', key: 'login', text: expect.stringContaining('ERP_PASSWORD'), over: 'ERP 登录恢复' },
    ])
  })

  it('an unknown outcome is looked up after a few seconds, in which a late request arrives', () => {
    const { transition, effects } = failed(erp('unknown'), { random: 1 })
    expect(transition).toEqual({
      state: 'ready',
      dueAt: now + 4_000,
      counts: true,
      reason: '结果不明，先查后做：客户已被保护',
    })
    expect(effects).toEqual([{ kind: 'health', ok: false }])
    expect(failed(erp('unknown'), { random: 1, waits: 2, attempts: 1 }).transition).toMatchObject({
      dueAt: now + 16_000,
    })
    expect(failed(erp('unknown'), { random: 1, waits: 0, attempts: 3 }).transition).toMatchObject({
      dueAt: now + 32_000,
    })
  })

  it('an outcome that stays unknown though others get through is this entry’s own trouble', () => {
    expect(failed(erp('unknown'), { attempts: 10 }).transition).toMatchObject({ state: 'ready', counts: true })
    expect(failed(erp('unknown'), { attempts: 11 }).transition).toEqual({
      state: 'dead',
      reason: '结果一直不明：客户已被保护',
    })
    expect(failed(erp('unknown'), { attempts: 400, erpHealthy: false }).transition).toMatchObject({
      state: 'ready',
      counts: false,
    })
  })

  it('a fault of ours is tried a few times, then dead while its neighbours go on', () => {
    const fault = new TypeError('x is not a function')
    expect(failed(fault, { random: 1 })).toEqual({
      transition: {
        state: 'ready',
        dueAt: now + 1_000,
        counts: true,
        reason: '处理失败，稍后重试：x is not a function',
      },
      effects: [],
    })
    expect(failed(fault, { attempts: poisonAttempts - 2 }).transition).toMatchObject({ state: 'ready' })
    expect(failed(fault, { attempts: poisonAttempts - 1 })).toEqual({
      transition: { state: 'dead', reason: '程序处理失败：x is not a function' },
      effects: [],
    })
    const long = failed(new Error('长'.repeat(900)), { attempts: 9 }).transition as { reason: string }
    expect(long.reason).toHaveLength('程序处理失败：'.length + 300)
  })
})

describe('the back-off', () => {
  it('doubles from a second to five minutes, of which a random half', () => {
    expect([0, 1, 2, 3, 8, 9, 400].map((failures) => backoffMs(failures, 1))).toEqual([
      1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000,
    ])
    expect([0, 0.5, 1].map((random) => backoffMs(3, random))).toEqual([4_000, 6_000, 8_000])
    expect(backoffMs(3, 1, 5_000)).toBe(5_000)
  })

  it('lies between half a second and its limit, whatever comes', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
        const ms = backoffMs(failures, random)
        expect(ms).toBeGreaterThanOrEqual(500)
        expect(ms).toBeLessThanOrEqual(300_000)
      }),
    )
  })
})
