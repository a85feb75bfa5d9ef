import type { Clock } from '../../src/shared/clock.ts'

interface Timer {
  at: number
  fire(): void
}

/** Time that stands still until a test moves it. */
export class TestClock implements Clock {
  #now: number
  readonly #timers = new Set<Timer>()

  constructor(now = Date.UTC(2026, 10, 24, 6, 2)) {
    this.#now = now
  }

  now = () => this.#now
  random = () => 0

  after = (ms: number, fire: () => void): (() => void) => {
    const timer = { at: this.#now + ms, fire }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((done, fail) => {
      if (signal?.aborted) return fail(signal.reason)
      const cancel = this.after(ms, done)
      signal?.addEventListener('abort', () => {
        cancel()
        fail(signal.reason)
      })
    })

  /** Sets of timers that wait, as distances from now. */
  get waiting(): number[] {
    return [...this.#timers].map((timer) => timer.at - this.#now).sort((a, b) => a - b)
  }

  /** Moves on and fires what is due, in order of time. */
  advance(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const next = [...this.#timers].filter((t) => t.at <= until).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.#timers.delete(next)
      this.#now = Math.max(this.#now, next.at)
      next.fire()
    }
    this.#now = until
  }
}
