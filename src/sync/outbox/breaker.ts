/** Stops asking an ERP that does not answer, and looks now and then whether it is back. Pure. */
export interface Breaker {
  state: 'closed' | 'open' | 'probing'
  /** Failures in a row. */
  failures: number
  /** When open: next probe. */
  probeAt: number
}

const opensAfter = 5
const firstProbeMs = 2_000
const longestProbeMs = 60_000

export const closedBreaker: Breaker = { state: 'closed', failures: 0, probeAt: 0 }

export function afterCall(breaker: Breaker, ok: boolean, now: number): Breaker {
  if (ok) return closedBreaker
  const failures = breaker.failures + 1
  if (failures < opensAfter) return { ...breaker, failures }
  const wait = Math.min(longestProbeMs, firstProbeMs * 2 ** Math.min(failures - opensAfter, 10))
  return { state: 'open', failures, probeAt: now + wait }
}

/** How many entries may start now; an open breaker lets one through when its time has come. */
export function admitted(breaker: Breaker, now: number, wanted: number): { breaker: Breaker; count: number } {
  if (breaker.state === 'closed') return { breaker, count: wanted }
  // A probe further away than any wait comes from a clock that was set back.
  const due = now >= breaker.probeAt || breaker.probeAt - now > longestProbeMs
  if (breaker.state === 'probing' || !due) return { breaker, count: 0 }
  return { breaker: { ...breaker, state: 'probing' }, count: Math.min(1, wanted) }
}
