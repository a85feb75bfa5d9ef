import type { CallContext, Crm } from '../../src/domain/index.ts'
import type { Clock } from '../../src/shared/clock.ts'

interface Waiting {
  priority: number
  go(): void
}

/** An ERP behind a rate: one call at a time at even distances, the most urgent first, by the given clock. */
export class GatedErp {
  readonly crm: Crm
  /** Departures, by the given clock. */
  readonly times: number[] = []
  readonly #waiting: Waiting[] = []
  readonly #everyMs: number
  readonly #clock: Clock
  #next = 0
  #busy = false

  constructor(crm: Crm, ratePerSecond: number, clock: Clock) {
    this.#everyMs = 1_000 / ratePerSecond
    this.#clock = clock
    this.crm = new Proxy(crm, {
      get: (target, name) => {
        const method = Reflect.get(target, name)
        if (typeof method !== 'function' || name === 'health') return method
        return async (...given: unknown[]) => {
          const call = given.findLast(isCall)
          await this.#turn(call?.priority ?? 2)
          return method(...given)
        }
      },
    })
  }

  #turn(priority: number): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ priority, go })
      void this.#run()
    })
  }

  async #run(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    while (this.#waiting.length > 0) {
      const now = this.#clock.now()
      // A timer that came late does not lower the rate; idle time is not made up for.
      this.#next = now - this.#next > 5 * this.#everyMs ? now : this.#next
      if (this.#next > now) await this.#clock.sleep(this.#next - now)
      const first = this.#waiting.reduce((best, one) => (one.priority < best.priority ? one : best))
      this.#waiting.splice(this.#waiting.indexOf(first), 1)
      this.times.push(this.#clock.now())
      this.#next += this.#everyMs
      first.go()
      await Promise.resolve()
    }
    this.#busy = false
  }
}

const isCall = (given: unknown): given is CallContext =>
  typeof given === 'object' && given !== null && 'actor' in given && 'priority' in given
