import PQueue from 'p-queue'
import { CrmError, callPriority } from '../../domain/crm.ts'
import type { GatePass, GateState, RateGate } from '../../domain/erp-shared.ts'
import type { Clock } from '../../shared/clock.ts'
import { ErpUnreachableError } from '../errors.ts'
import { createDepartures, longestWindowMs } from './departures.ts'

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
/** As many urgent calls as came in this time are expected in the next, ms. */
const roomMs = 3_000

/**
 * The gate of one process. Who is waited for goes straight to `departures`, where the smallest priority leaves first;
 * the others come there one by one, so that never more than one of them stands before somebody urgent.
 */
export function createRateGate({ ratePerSecond, clock, waitFirstWindow = true }: GateOptions): RateGate {
  const departures = createDepartures({ ratePerSecond, clock, notBefore: waitFirstWindow ? clock.now() + windowMs : 0 })
  const backlog = oneByOne(clock, ratePerSecond)
  const closing = new AbortController()

  return {
    async run(work, { priority, signal }) {
      const waiting = linked(signal, closing.signal)
      const start = (onLeft: () => void) => {
        waiting.release()
        const pass = departures.pass(priority, closing.signal)
        return work(telling(pass, onLeft)).finally(pass.ended)
      }
      try {
        waiting.signal.throwIfAborted()
        if (priority > callPriority.hot) return await backlog.run(start, priority, waiting.signal)
        backlog.makeRoom()
        return await start(() => {})
      } finally {
        waiting.release()
      }
    },
    pause: (ms) => departures.holdUntil(clock.now() + ms),
    state: (): GateState => ({
      waiting: backlog.waiting() + departures.waiting(),
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
 * Lets those through who can wait, one after the other has left, and some time apart. All at once they would use a
 * window up at its beginning, and each call of somebody urgent would stand still until the next.
 */
function oneByOne(clock: Clock, ratePerSecond: number) {
  const line = new PQueue({ concurrency: 1 })
  let next = Number.NEGATIVE_INFINITY
  let urgent: number[] = []
  const apart = (): number => {
    urgent = urgent.filter((at) => at > clock.now() - roomMs)
    const room = Math.min(
      ratePerSecond - 1,
      Math.max(Math.sign(urgent.length), Math.round((urgent.length * windowMs) / roomMs)),
    )
    return room > 0 ? longestWindowMs / (ratePerSecond - room) : (longestWindowMs / ratePerSecond) * spacing
  }
  return {
    waiting: () => line.size,
    /** Somebody is at work who is waited for: his next calls find places free. */
    makeRoom: () => void urgent.push(clock.now()),
    async run<T>(start: (onLeft: () => void) => Promise<T>, priority: number, signal: AbortSignal): Promise<T> {
      let result: Promise<T> | undefined
      await line.add(
        async () => {
          const wait = Math.min(next - clock.now(), apart())
          if (wait >= shortestWaitMs) await clock.sleep(wait, signal)
          await new Promise<void>((done) => {
            result = start(() => {
              next = Math.max(next, clock.now() - latenessMs) + apart()
              done()
            })
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

const telling = (pass: GatePass, onLeft: () => void): GatePass => ({
  ...pass,
  async depart(signal) {
    await pass.depart(signal)
    onLeft()
  },
})

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
