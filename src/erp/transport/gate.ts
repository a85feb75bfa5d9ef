import PQueue from 'p-queue'
import { CrmError, callPriority } from '../../domain/crm.ts'
import type { GatePass, GateState, RateGate } from '../../domain/erp-shared.ts'
import type { Clock } from '../../shared/clock.ts'
import { ErpUnreachableError } from '../errors.ts'
import { createDepartures, longestWindowMs, shortestWindowMs } from './departures.ts'

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
/** Of an even share: a little less, so that the cap alone decides how many there are. */
const spacing = 0.92
/** A timer is late by a little: so much of it is made good with the next, and less than this is not waited for, ms. */
const latenessMs = 20
const shortestWaitMs = 2
/** How long after an urgent call more of them are to be expected, ms. */
const roomMs = 3_000

/**
 * The gate of one process. p-queue keeps the order and its strict window: only about a window of calls is ever on its
 * way. `departures` then holds each until the server must have seen those of the last window, so that what arrives late
 * does not meet what arrives early.
 */
export function createRateGate({ ratePerSecond, clock, waitFirstWindow = true }: GateOptions): RateGate {
  const queue = new PQueue({ intervalCap: ratePerSecond, interval: shortestWindowMs, strict: true })
  const spread = evenly(clock, ratePerSecond)
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
      const turn = (started = () => {}) =>
        takeTurn(queue, priority, waiting.signal, () => {
          started()
          waiting.release()
          return work(departures.pass(priority, closing.signal))
        })
      const urgent = (go: typeof turn) => {
        spread.makeRoom()
        return go()
      }
      try {
        return await (priority <= callPriority.hot ? urgent(turn) : spread.run(turn, priority, waiting.signal))
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
      waiting: spread.waiting() + queue.size + departures.waiting(),
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

/**
 * Lets those through who can wait, one by one and some time apart. All at once they would use a window up at its
 * beginning, and each call of somebody urgent would stand still until the next.
 */
function evenly(clock: Clock, ratePerSecond: number) {
  const line = new PQueue({ concurrency: 1 })
  let next = Number.NEGATIVE_INFINITY
  let roomUntil = Number.NEGATIVE_INFINITY
  const apart = (): number => {
    const room = clock.now() < roomUntil && ratePerSecond > 1
    return room ? longestWindowMs / (ratePerSecond - 1) : (longestWindowMs / ratePerSecond) * spacing
  }
  return {
    waiting: () => line.size,
    /** Somebody is at work who is waited for: his next calls find one of the places free. */
    makeRoom() {
      roomUntil = clock.now() + roomMs
    },
    async run<T>(turn: (started: () => void) => Promise<T>, priority: number, signal: AbortSignal): Promise<T> {
      let result: Promise<T> | undefined
      await line.add(
        async () => {
          const wait = Math.min(next, clock.now() + apart()) - clock.now()
          if (wait >= shortestWaitMs) await clock.sleep(wait, signal)
          await new Promise<void>((done) => {
            const started = () => {
              next = Math.max(next, clock.now() - latenessMs) + apart()
              done()
            }
            result = turn(started)
            result.then(() => done(), done)
          })
        },
        { priority: -priority, signal },
      )
      if (!result) throw new ErpUnreachableError('gate', '调用在排队时被取消', { code: 'erp_aborted' })
      return result
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
