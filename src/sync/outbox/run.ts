import type { CallContext, OutboxEntry, StepRecord } from '../../domain/index.ts'
import { CrmError } from '../../domain/index.ts'
import { ZhibangError } from '../../shared/errors.ts'
import type { SyncContext } from '../context.ts'

/** Somebody else took the entry over: nothing more may be done for it. */
export class LeaseLostError extends ZhibangError {
  override readonly name = 'LeaseLostError'
  readonly code = 'lease_lost'
}

/** The run ends here and goes on later from its recorded steps. */
export class ParkedError extends ZhibangError {
  override readonly name = 'ParkedError'
  readonly code = 'parked'
  readonly forMs: number

  constructor(reason: string, forMs = 0) {
    super(reason)
    this.forMs = forMs
  }
}

/** Only a person can say how it ended. */
export class UndecidableError extends ZhibangError {
  override readonly name = 'UndecidableError'
  readonly code = 'undecidable'
}

/** One run of an entry: its recorded steps, its lease, its calls. */
export class Run {
  readonly entry: OutboxEntry
  /** The ERP is being tried, or has just failed: one call at a time. */
  readonly careful: boolean
  readonly #context: SyncContext
  readonly #steps: StepRecord[]
  readonly #abort = new AbortController()
  readonly #isStopping: () => boolean
  #cancelTimer: () => void = () => {}

  constructor(entry: OutboxEntry, context: SyncContext, state: { careful: boolean; isStopping: () => boolean }) {
    this.entry = entry
    this.careful = state.careful
    this.#context = context
    this.#steps = [...entry.steps]
    this.#isStopping = state.isStopping
    this.#keepLease()
  }

  get fence(): number {
    return this.entry.lease?.fence ?? 0
  }

  /** For every ERP call of this run. */
  get call(): CallContext {
    return { actor: this.entry.actor, priority: this.entry.priority, signal: this.#abort.signal }
  }

  step(name: string): StepRecord | undefined {
    return this.#steps.findLast((step) => step.step === name)
  }

  /** The step was started and how it ended is not known: look before doing it again. */
  isOpen(name: string): boolean {
    const step = this.step(name)
    return step !== undefined && step.outcome !== 'ok' && step.outcome !== 'refused'
  }

  /** Records the intent, acts, records the outcome. A step that is recorded as done is not done again. */
  async once<T extends Record<string, unknown>>(name: string, act: () => Promise<T>): Promise<T> {
    const known = this.step(name)
    if (known?.outcome === 'ok') return known.result as T
    this.#mayGoOn()
    const doubted = known && (known.doubted || this.isOpen(name)) ? ({ doubted: true } as const) : undefined
    const started: StepRecord = { step: name, startedAt: this.#context.clock.now(), ...doubted }
    await this.#record(started)
    await this.#context.probe(`${name}:intent`)
    try {
      const result = await act()
      await this.#context.probe(`${name}:acted`)
      await this.#record({ ...started, finishedAt: this.#context.clock.now(), outcome: 'ok', result })
      await this.#context.probe(`${name}:recorded`)
      return result
    } catch (error) {
      await this.#recordFailure(started, error)
      throw error
    }
  }

  /** A look showed that the step has happened. */
  async settle<T extends Record<string, unknown>>(name: string, result: T): Promise<T> {
    const now = this.#context.clock.now()
    await this.#record({
      ...(this.step(name) ?? { step: name, startedAt: now }),
      finishedAt: now,
      outcome: 'ok',
      result,
    })
    return result
  }

  async mark(name: string, result: Record<string, unknown>): Promise<void> {
    const now = this.#context.clock.now()
    await this.#record({ step: name, startedAt: now, finishedAt: now, outcome: 'unknown', result })
  }

  end(): void {
    this.#cancelTimer()
  }

  async #recordFailure(started: StepRecord, error: unknown): Promise<void> {
    if (error instanceof LeaseLostError) return
    const failure = error instanceof CrmError ? error.failure : 'unknown'
    const outcome = failure === 'unknown' ? 'unknown' : 'refused'
    await this.#record({ ...started, finishedAt: this.#context.clock.now(), outcome })
  }

  async #record(step: StepRecord): Promise<void> {
    const leased = await this.#context.store.recordStep(this.entry.id, this.fence, step)
    if (!leased.ok) throw this.#lose()
    const open = this.#steps.findLastIndex((known) => known.step === step.step && known.finishedAt === undefined)
    if (open >= 0) this.#steps[open] = step
    else this.#steps.push(step)
  }

  #mayGoOn(): void {
    if (this.#abort.signal.aborted) throw new LeaseLostError('lease lost')
    if (this.#isStopping()) throw new ParkedError('程序正在停止，重启后继续')
  }

  #lose(): LeaseLostError {
    const error = new LeaseLostError(`entry ${this.entry.id} was taken over`)
    this.#abort.abort(error)
    return error
  }

  #keepLease(): void {
    const { clock, settings, store, logger } = this.#context
    this.#cancelTimer = clock.after(settings.leaseMs / 3, () => {
      const lease = this.entry.lease
      if (!lease) return
      store.extendLease(this.entry.id, { ...lease, until: clock.now() + settings.leaseMs }).then(
        (leased) => (leased.ok ? this.#keepLease() : void this.#lose()),
        (error) => {
          logger.warn('lease_not_extended', { entryId: this.entry.id, error })
          this.#keepLease()
        },
      )
    })
  }
}
