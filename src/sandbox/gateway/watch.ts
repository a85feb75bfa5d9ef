import { systemClock } from '../../shared/clock.ts'

/** Lets others wait on a state: looked at when something changed, not by the clock. */
export class Watch {
  readonly #looks = new Set<() => void>()

  changed(): void {
    for (const look of [...this.#looks]) look()
  }

  /** Resolves to the first value that `look` sees; rejects with `otherwise` after `timeoutMs` of real time. */
  until<T>(look: () => T | undefined, timeoutMs: number, otherwise: () => string): Promise<T> {
    return new Promise((done, fail) => {
      const check = () => {
        const value = look()
        if (value === undefined) return
        stop()
        done(value)
      }
      const stop = () => {
        cancel()
        this.#looks.delete(check)
      }
      const cancel = systemClock.after(timeoutMs, () => {
        stop()
        fail(new Error(`${otherwise()} within ${timeoutMs} ms`))
      })
      this.#looks.add(check)
      check()
    })
  }
}
