import { type Clock, systemClock } from '../../src/shared/clock.ts'

/** A time that started at `from` when the real one was `since`, and runs `times` faster: the same in every process. */
export function fasterClock({ from, since, times }: { from: number; since: number; times: number }): Clock {
  return {
    now: () => Math.round(from + (systemClock.now() - since) * times),
    sleep: (ms, signal) => systemClock.sleep(ms / times, signal),
    after: (ms, fn) => systemClock.after(ms / times, fn),
    random: systemClock.random,
  }
}
