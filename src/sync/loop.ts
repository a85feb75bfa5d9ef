import type { Clock } from '../shared/clock.ts'

/** Runs `step` while it finds something to do, then sleeps until woken or until the time `step` names. */
export class Loop {
  readonly #clock: Clock
  readonly #step: () => Promise<number | undefined>
  readonly #onFault: (error: unknown) => void
  readonly #idleMs: number
  #running = false
  #wanted = false
  #ended: Promise<void> = Promise.resolve()
  #release: (() => void) | undefined

  /** `step` resolves to the time of its next work: now or earlier = at once, undefined = when woken. */
  constructor(
    clock: Clock,
    step: () => Promise<number | undefined>,
    onFault: (error: unknown) => void,
    idleMs = 15_000,
  ) {
    this.#clock = clock
    this.#step = step
    this.#onFault = onFault
    // A clock that jumped, or work that another process left, is seen at the latest after this.
    this.#idleMs = idleMs
  }

  start(): void {
    if (this.#running) return
    this.#running = true
    this.#ended = this.#run()
  }

  /** Looks for work now. */
  wake(): void {
    this.#wanted = true
    this.#release?.()
  }

  async stop(): Promise<void> {
    this.#running = false
    this.#release?.()
    await this.#ended
  }

  async #run(): Promise<void> {
    while (this.#running) {
      this.#wanted = false
      const next = await this.#guardedStep()
      if (!this.#running || this.#wanted) continue
      const wait = next === undefined ? this.#idleMs : next - this.#clock.now()
      if (wait > 0) await this.#rest(Math.min(wait, this.#idleMs))
    }
  }

  async #guardedStep(): Promise<number | undefined> {
    try {
      return await this.#step()
    } catch (error) {
      this.#onFault(error)
      return this.#clock.now() + faultPauseMs
    }
  }

  #rest(ms: number): Promise<void> {
    return new Promise((done) => {
      const cancel = this.#clock.after(ms, () => this.#release?.())
      this.#release = () => {
        cancel()
        this.#release = undefined
        done()
      }
    })
  }
}

const faultPauseMs = 1_000
