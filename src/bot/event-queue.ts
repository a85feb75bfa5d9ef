import type { Clock } from '../shared/clock.ts'

/** Hands events to one reader in the order they came; one that comes while nobody reads waits. */
export class EventQueue<T> {
  readonly #clock: Clock
  readonly #waiting: T[] = []
  #reader: ((event: T) => void) | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  put(event: T): void {
    if (this.#reader) this.#reader(event)
    else this.#waiting.push(event)
  }

  /** The next event; undefined after so many ms or when the signal aborts. */
  next(withinMs: number, signal: AbortSignal): Promise<T | undefined> {
    const waiting = this.#waiting.shift()
    if (waiting !== undefined) return Promise.resolve(waiting)
    return new Promise((done) => {
      const finish = (event?: T) => {
        cancel()
        this.#reader = undefined
        signal.removeEventListener('abort', onAbort)
        done(event)
      }
      const onAbort = () => finish()
      const cancel = this.#clock.after(withinMs, () => finish())
      signal.addEventListener('abort', onAbort, { once: true })
      this.#reader = finish
      if (signal.aborted) finish()
    })
  }
}
