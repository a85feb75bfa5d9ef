import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FigureName, figureNames } from '../../src/domain/index.ts'
import type { Fact } from '../../src/watch/facts.ts'
import { figuresOf } from '../../src/watch/figures.ts'
import { call, hours, minutes, run } from './facts.ts'

const now = Date.UTC(2026, 10, 25, 3)
const figure = (name: FigureName, facts: readonly Fact[]) => {
  const found = figuresOf(facts, now).find((one) => one.name === name)
  if (!found) throw new Error(`no ${name}`)
  return found
}
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
const ago = (ms: number) => now - ms

describe('the success rate', () => {
  const customers = (ok: number, failed: number) => [
    ...times(ok, (i) => run(ago(minutes(30)), i, true)),
    ...times(failed, (i) => run(ago(minutes(20)), 1000 + i, false)),
  ]

  it('is an incident below 80 %, not at 80 %', () => {
    expect(figure('sync_success_ratio', customers(8, 2))).toMatchObject({ value: 0.8, crossed: false })
    expect(figure('sync_success_ratio', customers(79, 21))).toMatchObject({ crossed: true, text: '79%', samples: 100 })
  })

  it('says nothing of fewer than ten customers', () => {
    const few = figure('sync_success_ratio', customers(0, 9))
    expect(few).toMatchObject({ samples: 9, crossed: false, text: '数据不足' })
    expect(few.value).toBeUndefined()
    expect(figure('sync_success_ratio', customers(0, 10))).toMatchObject({ value: 0, crossed: true })
  })

  it('counts a customer by his last run: a retry that succeeds is no failure', () => {
    const retried = times(12, (i) => [run(ago(minutes(30)), i, false), run(ago(minutes(29)), i, true)]).flat()
    expect(figure('sync_success_ratio', retried)).toMatchObject({ value: 1, samples: 12 })
    expect(figure('failures', retried)).toMatchObject({ value: 0 })
  })

  it('looks at customers, not at notes', () => {
    const notes = times(20, (i) => run(ago(1), i, false, 'follow_up'))
    expect(figure('sync_success_ratio', notes).samples).toBe(0)
    expect(figure('failures', notes)).toMatchObject({ value: 20, crossed: true })
  })
})

describe('the mean response', () => {
  const answers = (count: number, durationMs: number, more = {}) =>
    times(count, () => call(ago(minutes(5)), { durationMs, ...more }))

  it('is an incident above five seconds, not at five', () => {
    expect(figure('erp_response_seconds', answers(10, 5_000))).toMatchObject({ value: 5, crossed: false })
    expect(figure('erp_response_seconds', answers(10, 5_001))).toMatchObject({ crossed: true, text: '5.0 秒' })
  })

  it('needs ten calls', () => {
    expect(figure('erp_response_seconds', answers(9, 9_000))).toMatchObject({ crossed: false, text: '数据不足' })
  })

  it('counts a refusal as an answer, a call that hung by its wait, and a broken line not at all', () => {
    expect(figure('erp_response_seconds', answers(10, 6_000, { outcome: 'refused' })).crossed).toBe(true)
    expect(figure('erp_response_seconds', answers(10, 10_000, { outcome: 'unreachable' })).crossed).toBe(true)
    expect(figure('erp_response_seconds', answers(10, 2, { outcome: 'unreachable' })).samples).toBe(0)
    expect(figure('erp_response_seconds', answers(10, 0, { outcome: 'denied' })).samples).toBe(0)
  })
})

describe('failures, duplicates, expiries', () => {
  it('are incidents above ten in an hour, five in a day, three in an hour', () => {
    const failures = (n: number) => times(n, (i) => run(ago(1), i, false, 'assign'))
    expect(figure('failures', failures(10)).crossed).toBe(false)
    expect(figure('failures', failures(11))).toMatchObject({ crossed: true, text: '11 次' })
    const duplicates = (n: number): Fact[] => times(n, () => ({ kind: 'duplicate', at: ago(hours(20)) }))
    expect(figure('duplicates', duplicates(5)).crossed).toBe(false)
    expect(figure('duplicates', duplicates(6))).toMatchObject({ crossed: true, text: '6 个' })
    const lost = (n: number) =>
      times(n, (i) => [
        call(ago(minutes(40) - i * 2), { outcome: 'error' }),
        call(ago(minutes(40) - i * 2 - 1), { operation: 'login' }),
      ]).flat()
    expect(figure('session_expiries', lost(3)).crossed).toBe(false)
    expect(figure('session_expiries', lost(4))).toMatchObject({ value: 4, crossed: true })
  })

  it('forget after an hour, duplicates after a day', () => {
    const old = [
      run(ago(hours(1)), 1, false),
      call(ago(hours(1)), { outcome: 'error' }),
      { kind: 'duplicate' as const, at: ago(hours(24)) },
    ]
    for (const name of ['failures', 'session_expiries', 'duplicates'] as const)
      expect(figure(name, old)).toMatchObject({ value: 0 })
  })

  it('count one expiry for all calls that lost the same session, and none for a refused login', () => {
    const together = times(6, (i) => call(ago(100 - i), { outcome: 'error' }))
    expect(figure('session_expiries', together).value).toBe(1)
    const refused = [
      ...together,
      call(ago(50), { operation: 'login', outcome: 'error' }),
      call(ago(40), { outcome: 'error' }),
    ]
    expect(figure('session_expiries', refused).value).toBe(1)
    const again = [...together, call(ago(50), { operation: 'login' }), call(ago(40), { outcome: 'error' })]
    expect(figure('session_expiries', again).value).toBe(2)
  })
})

it('gives all five figures whatever the log holds, and no value that is no number', () => {
  const fact = fc.oneof(
    fc.record({
      kind: fc.constant('call' as const),
      at: fc.integer({ min: ago(hours(30)), max: now }),
      operation: fc.constantFrom('login', 'sales.customer.list'),
      outcome: fc.constantFrom(
        'ok' as const,
        'error' as const,
        'unknown' as const,
        'unreachable' as const,
        'denied' as const,
      ),
      durationMs: fc.nat(20_000),
    }),
    fc.record({
      kind: fc.constant('run' as const),
      at: fc.integer({ min: ago(hours(30)), max: now }),
      entry: fc.nat(20),
      job: fc.constantFrom('sync_customer', 'assign'),
      ok: fc.boolean(),
    }),
  )
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 60 }), (facts) => {
      const figures = figuresOf(
        [...facts].sort((a, b) => a.at - b.at),
        now,
      )
      expect(figures.map((one) => one.name)).toEqual([...figureNames])
      for (const { value, samples } of figures) {
        expect(Number.isNaN(value)).toBe(false)
        expect(samples).toBeLessThanOrEqual(facts.length)
      }
    }),
  )
})
