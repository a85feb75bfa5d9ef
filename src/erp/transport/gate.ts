import PQueue from 'p-queue'
import { CrmError } from '../../domain/crm.ts'
import type { GatePass, GateState, RateGate } from '../../domain/erp-shared.ts'
import type { Clock } from '../../shared/clock.ts'
import { ErpUnreachableError } from '../errors.ts'
import { createDepartures } from './departures.ts'

export interface GateOptions {
  /** Calls in any sliding second. */
  ratePerSecond: number
  clock: Clock
  /**
   * Wait one window before the first call: a process that restarts in a loop must not exceed the rate either.
   * @default true
   */
  waitFirstWindow?: boolean
}

const windowMs = 1_000

/**
 * The gate of one process. p-queue keeps the order and its strict window; `departures` then holds every call until the
 * server must have seen those of the last window, so that what arrives late does not meet what arrives early.
 */
export function createRateGate({ ratePerSecond, clock, waitFirstWindow = true }: GateOptions): RateGate {
  const queue = new PQueue({ intervalCap: ratePerSecond, interval: windowMs, strict: true })
  const departures = createDepartures({ ratePerSecond, clock, notBefore: waitFirstWindow ? clock.now() + windowMs : 0 })
  const closing = new AbortController()
  let resuming = false

  async function resumeWhenDue(): Promise<void> {
    if (resuming) return
    resuming = true
    try {
      for (let left = departures.heldFor(); left > 0; left = departures.heldFor())
        await clock.sleep(left, closing.signal)
    } catch {
      // Closing: nobody is let through any more.
    }
    resuming = false
    if (!closing.signal.aborted) queue.start()
  }

  return {
    async run(work, { priority, signal }) {
      const waiting = linked(signal, closing.signal)
      try {
        return await takeTurn(queue, priority, waiting.signal, () => {
          waiting.release()
          return work(departures.pass(closing.signal))
        })
      } finally {
        waiting.release()
      }
    },
    pause(ms) {
      departures.holdUntil(clock.now() + ms)
      queue.pause()
      void resumeWhenDue()
    },
    state: (): GateState => ({
      waiting: queue.size + departures.waiting(),
      perSecond: departures.lastSecond(),
      ratePerSecond,
      pausedUntil: departures.heldFor() > 0 ? departures.heldUntil() : undefined,
    }),
    async close() {
      closing.abort(new ErpUnreachableError('gate', '客户端已关闭', { code: 'erp_closed' }))
      await Promise.resolve()
    },
  }
}

/** The signal only takes out who still waits: a running call ends by itself and says how far it got. */
async function takeTurn<T>(queue: PQueue, priority: number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  let outcome: { value: T } | { error: unknown } | undefined
  await queue.add(
    async () => {
      outcome = await work().then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      )
    },
    { priority: -priority, signal },
  )
  if (!outcome) throw new ErpUnreachableError('gate', '调用在排队时被取消', { code: 'erp_aborted' })
  if ('error' in outcome) throw outcome.error
  return outcome.value
}

/** Aborts with either signal until released. */
function linked(one: AbortSignal | undefined, other: AbortSignal): { signal: AbortSignal; release(): void } {
  const controller = new AbortController()
  const sources = [one, other].filter((signal) => signal !== undefined)
  const forward = () => {
    const reason: unknown = sources.find((signal) => signal.aborted)?.reason
    controller.abort(reason instanceof CrmError ? reason : aborted(reason))
  }
  for (const source of sources) source.addEventListener('abort', forward, { once: true })
  if (sources.some((source) => source.aborted)) forward()
  return {
    signal: controller.signal,
    release() {
      for (const source of sources) source.removeEventListener('abort', forward)
    },
  }
}

const aborted = (cause: unknown) =>
  new ErpUnreachableError('gate', '调用在排队时被取消', { code: 'erp_aborted', cause })

export type { GatePass }
