import PQueue from 'p-queue'
import type { GatePass } from '../../domain/erp-shared.ts'
import type { Clock } from '../../shared/clock.ts'

interface Departure {
  /** When the bytes left; until they did, when they were allowed to. */
  leftAt: number
  isSent: boolean
  /** Answered, or given up. */
  endedAt?: number
}

interface Way extends GatePass {
  /** Nothing more comes of the call. */
  ended(): void
}

export interface Departures {
  /** A way out for one call; of those who wait, the smallest `priority` leaves first. `closing` ends the wait. */
  pass(priority: number, closing: AbortSignal): Way
  /** Nobody leaves before; never moves back. */
  holdUntil(time: number): void
  heldUntil(): number
  heldFor(): number
  waiting(): number
  lastSecond(): number
}

const windowMs = 1_000
/** Clocks count whole milliseconds. */
const roundingMs = 3
/** A call that is not answered yet has arrived by then, at the latest. */
const longestWayMs = 45
/** After this the call one window later may leave, however slow the server is, ms. */
export const longestWindowMs = windowMs + roundingMs + longestWayMs

/**
 * No more than the rate in any sliding second *as the server sees it*: a call arrives somewhere between leaving here and
 * being answered, so the call one window later leaves a second after the answer (a fast server: some 1,005 ms apart), or
 * after the longest way where the answer takes its time (1,048 ms: still 95 % of the rate).
 */
export function createDepartures(options: { ratePerSecond: number; clock: Clock; notBefore: number }): Departures {
  const { ratePerSecond, clock } = options
  const recent: Departure[] = []
  let held = options.notBefore
  const line = new PQueue({ concurrency: 1 })

  const opensAt = (): number => {
    const before = recent.at(-ratePerSecond)
    return Math.max(held, before ? arrivedBy(before, clock.now()) + windowMs + roundingMs : 0)
  }

  async function leave(departure: Departure, signal: AbortSignal): Promise<void> {
    for (let at = opensAt(); at > clock.now(); at = opensAt()) await clock.sleep(at - clock.now(), signal)
    signal.throwIfAborted()
    Object.assign(departure, { leftAt: clock.now(), isSent: false, endedAt: undefined })
    recent.push(departure)
    if (recent.length > ratePerSecond) recent.shift()
  }

  return {
    pass(priority, closing) {
      const departure: Departure = { leftAt: 0, isSent: false }
      const ended = () => {
        departure.endedAt ??= clock.now()
      }
      return {
        async depart(signal) {
          const ends = signal ? AbortSignal.any([signal, closing]) : closing
          await line.add(() => leave(departure, ends), { priority: -priority, signal: ends })
        },
        sent() {
          departure.leftAt = Math.max(departure.leftAt, clock.now())
          departure.isSent = true
        },
        answered: ended,
        ended,
      }
    },
    holdUntil(time) {
      held = Math.max(held, time)
    },
    heldUntil: () => held,
    heldFor: () => Math.max(0, held - clock.now()),
    waiting: () => line.size + line.pending,
    lastSecond: () => recent.filter((departure) => departure.leftAt > clock.now() - windowMs).length,
  }
}

/** One whose connection is still being made has not arrived, however long ago it was let go. */
function arrivedBy({ leftAt, isSent, endedAt }: Departure, now: number): number {
  if (isSent || endedAt !== undefined) return Math.min(endedAt ?? Number.POSITIVE_INFINITY, leftAt + longestWayMs)
  return Math.max(leftAt, now - windowMs) + longestWayMs
}
