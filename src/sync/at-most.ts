import type { Clock } from '../shared/clock.ts'

/** Waits for `work`, at most `ms`; no timer outlives it, so that the process can end. */
export async function atMost(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  const done = new AbortController()
  const longest = clock.sleep(ms, done.signal).catch(() => {})
  await Promise.race([work, longest])
  done.abort()
}
