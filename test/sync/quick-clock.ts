import { type Clock, systemClock } from '../../src/shared/clock.ts'

/** Time that runs so many times faster: a back-off of minutes is over in a blink, its order stays. */
export function quickClock(times: number): Clock {
  const start = systemClock.now()
  return {
    now: () => Math.round(start + (systemClock.now() - start) * times),
    sleep: (ms, signal) => systemClock.sleep(ms / times, signal),
    after: (ms, fn) => systemClock.after(ms / times, fn),
    random: () => 0.5,
  }
}
