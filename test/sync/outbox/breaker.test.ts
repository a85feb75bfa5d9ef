import { describe, expect, it } from 'vitest'
import { admitted, afterCall, type Breaker, closedBreaker } from '../../../src/sync/outbox/breaker.ts'

const now = 1_000_000
const failing = (times: number, from: Breaker = closedBreaker) => {
  let breaker = from
  for (let i = 0; i < times; i++) breaker = afterCall(breaker, false, now)
  return breaker
}

describe('the breaker', () => {
  it('lets everyone through until five calls in a row have failed', () => {
    expect(failing(4)).toEqual({ state: 'closed', failures: 4, probeAt: 0 })
    expect(admitted(failing(4), now, 7).count).toBe(7)
    expect(failing(5)).toEqual({ state: 'open', failures: 5, probeAt: now + 2_000 })
    expect(admitted(failing(5), now, 7).count).toBe(0)
  })

  it('one good call closes it and forgets the failures', () => {
    expect(afterCall(failing(4), true, now)).toEqual(closedBreaker)
    expect(afterCall(failing(9), true, now)).toEqual(closedBreaker)
  })

  it('probes with one entry at a time, after 2 s, 4 s … a minute', () => {
    expect([5, 6, 7, 8, 9, 10, 99].map((times) => failing(times).probeAt - now)).toEqual([
      2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000,
    ])
    const due = admitted(failing(5), now + 2_000, 7)
    expect(due).toEqual({ breaker: { state: 'probing', failures: 5, probeAt: now + 2_000 }, count: 1 })
    expect(admitted(due.breaker, now + 900_000, 7).count).toBe(0)
    expect(admitted(failing(5), now + 1_999, 7)).toEqual({ breaker: failing(5), count: 0 })
    expect(admitted(failing(5), now + 2_000, 0).count).toBe(0)
  })

  it('a probe that fails opens it again, further away', () => {
    const { breaker } = admitted(failing(5), now + 2_000, 1)
    expect(afterCall(breaker, false, now + 2_500)).toEqual({ state: 'open', failures: 6, probeAt: now + 6_500 })
  })

  it('a clock that was set back an hour stalls nothing', () => {
    expect(admitted(failing(5), now - 3_600_000, 7).count).toBe(1)
    expect(admitted(failing(10), now, 7).count).toBe(0)
  })
})
