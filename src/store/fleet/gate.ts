import type { GatePass, GateState, RateGate } from '../../domain/erp-shared.ts'
import { CrmError } from '../../domain/index.ts'
import type { Clock } from '../../shared/clock.ts'
import { isAway } from '../postgres/faults.ts'
import type { Link, Links } from '../postgres/pool.ts'
import { createClockOffset } from './clock-offset.ts'
import { type Grant, slotTable } from './slots.ts'
import { createWaitingLine } from './waiting-line.ts'

export interface SharedGateOptions {
  links: Links
  /** Stands for the ERP: its address. */
  erp: string
  /** Calls in any sliding second, of all processes together. */
  ratePerSecond: number
  clock: Clock
}

/** A slot is used up to so late, else another one is taken. */
const lateMs = 15
/** From leaving to being seen by the server. */
const wayMs = 25
/** So many calls fill this period: a second for the server’s eyes, whatever lateness and way do. 96 % of the rate. */
const periodMs = 1_000 + lateMs + wayMs
/** Slots are taken at most so far ahead. */
const horizonMs = 120
/** A call is made ready so long before its slot. */
const leadMs = 8
const retryMs = 250
/** Slots of the next second are not given away yet: they can still be moved by so much. */
const longestShiftMs = 400

/**
 * One gate for all processes, by the database’s clock. A call that has its turn takes a slot (several in one round
 * trip where many wait), leaves at its time, and gives the slot up when it is late for it.
 */
export function createSharedGate({ links, erp, ratePerSecond, clock }: SharedGateOptions): RateGate {
  const stepMs = periodMs / ratePerSecond
  const table = slotTable({ erp, stepMs, periodMs, horizonMs })
  const offset = createClockOffset()
  const line = createWaitingLine()
  const closing = new AbortController()
  const left: number[] = []
  let heldUntil = 0
  let asking = false

  const onLink = async <T>(work: (link: Link) => Promise<T>): Promise<T> => {
    const link = await links.connect()
    try {
      return await work(link)
    } finally {
      link.release()
    }
  }

  /** Asks for slots as long as somebody waits for one. */
  async function serve(): Promise<void> {
    if (asking) return
    asking = true
    while (line.length > 0 && !closing.signal.aborted) {
      const wait = await ask().catch((error: unknown) => {
        if (!isAway(error) && !closing.signal.aborted) line.failAll(error)
        return retryMs
      })
      if (wait > 0) await clock.sleep(wait, closing.signal).catch(() => {})
    }
    asking = false
  }

  /** Resolves to how long to wait before asking again. */
  async function ask(): Promise<number> {
    const asked = clock.now()
    const grant = await onLink((link) => table.take(link, line.length))
    const answered = clock.now()
    offset.learn({ asked, answered, theirs: grant.now })
    heldUntil = Math.max(heldUntil, offset.toOurs(grant.heldUntil))
    for (let n = 0; n < grant.count; n++) line.next()?.give(slotAt(grant, n))
    // Where many slots fit into the horizon, a handful is worth a question, a single one is not.
    const ahead = stepMs * 4 < horizonMs ? horizonMs / 2 : horizonMs
    const waits = line.length === 0 ? 0 : offset.toOurs(grant.first + grant.count * stepMs) - ahead - clock.now()
    return Math.max(grant.count > 0 ? 0 : 1, waits)
  }

  /** Our clock counts whole milliseconds: rounded up, so that no slot is used early. */
  const slotAt = (grant: Grant, n: number) => Math.ceil(offset.toOurs(grant.first + n * stepMs)) + 1

  async function take(priority: number, signal: AbortSignal | undefined): Promise<number> {
    const slot = line.wait(priority, signal)
    void serve()
    return slot
  }

  /** Waits for the slot; false: it is of no use any more. Whoever is a little late goes, and the others after him later. */
  async function isOpen(slot: number, signal: AbortSignal): Promise<boolean> {
    while (slot > clock.now()) await clock.sleep(slot - clock.now(), signal)
    signal.throwIfAborted()
    if (clock.now() < heldUntil) return false
    const tooLate = clock.now() - slot - lateMs
    if (tooLate >= stepMs || tooLate > longestShiftMs) return false
    if (tooLate > 0) delay(tooLate)
    return true
  }

  const delay = (ms: number) => void onLink((link) => table.shift(link, ms)).catch(() => {})

  function passFor(first: number, priority: number, signal: AbortSignal | undefined): GatePass {
    let slot: number | undefined = first
    let usedAt = 0
    return {
      async depart(inner) {
        const ends = AbortSignal.any([closing.signal, signal, inner].filter((one) => one !== undefined))
        for (;;) {
          const mine = slot ?? (await take(priority, ends))
          // A pass is for one call; a repeated one takes its own slot.
          slot = undefined
          if (!(await isOpen(mine, ends))) continue
          usedAt = Math.max(mine, clock.now() - lateMs)
          left.push(clock.now())
          if (left.length > ratePerSecond) left.shift()
          return
        }
      },
      sent() {
        const late = clock.now() - usedAt - lateMs - 5
        if (late > 0 && !closing.signal.aborted) delay(late)
      },
      answered() {},
    }
  }

  return {
    async run(work, { priority, signal }) {
      try {
        const slot = await take(priority, signal)
        await clock.sleep(Math.max(0, slot - leadMs - clock.now()), signal)
        return await work(passFor(slot, priority, signal))
      } catch (error) {
        throw signal?.aborted && error === signal.reason ? aborted(error) : error
      }
    },
    pause(ms) {
      heldUntil = Math.max(heldUntil, clock.now() + ms)
      void onLink((link) => table.hold(link, ms)).catch(() => {})
    },
    state: (): GateState => ({
      waiting: line.length,
      perSecond: left.filter((at) => at > clock.now() - 1_000).length,
      ratePerSecond,
      pausedUntil: heldUntil > clock.now() ? heldUntil : undefined,
    }),
    async close() {
      const reason = new CrmError('unreachable', 'gate', '客户端已关闭', { code: 'erp_closed' })
      closing.abort(reason)
      line.failAll(reason)
      await links.end()
    },
  }
}

const aborted = (cause: unknown) =>
  new CrmError('unreachable', 'gate', '调用在排队时被取消', { code: 'erp_aborted', cause })
