import type { GatePass, GateState, RateGate } from '../../domain/erp-shared.ts'
import { CrmError } from '../../domain/index.ts'
import type { Clock } from '../../shared/clock.ts'
import { isAway } from '../postgres/faults.ts'
import { type Link, type Links, onLink } from '../postgres/pool.ts'
import { createClockOffset } from './clock-offset.ts'
import { createSightings, type Journey, unevenWayMs, usualWayMs } from './sightings.ts'
import { type Slot, type SlotEnd, slotTable } from './slots.ts'
import { createWaitingLine } from './waiting-line.ts'

export interface SharedGateOptions {
  links: Links
  /** Stands for the ERP: its address. */
  erp: string
  /** Calls in any sliding second, of all processes together. */
  ratePerSecond: number
  clock: Clock
}

const windowMs = 1_000
/** Clocks count whole milliseconds, and what they tell one another takes its time. */
const roundingMs = 3
/** A slot is used up to so late, else it is given back and another one is taken. */
const lateMs = 250
/** Slots are taken at most so far ahead. */
const horizonMs = 120
/** Of an even share: a little less, so that the slots alone decide how many calls there are. */
const spacing = 0.92
/** A call is made ready so long before its slot. */
const leadMs = 8
/** Others free slots meanwhile: so often it is asked again. */
const longestWaitMs = 250
/** What is known of slots is told after so long where nobody asks for one, and of a call that is not answered by then. */
const tellMs = 150
const unansweredMs = 400

/**
 * One gate for all processes, by the database’s clock. A call that has its turn takes a slot (several in one round
 * trip where many wait), leaves at its time, and tells when it was seen.
 */
export function createSharedGate({ links, erp, ratePerSecond, clock }: SharedGateOptions): RateGate {
  const stepMs = (windowMs / ratePerSecond) * spacing
  const longestMs = windowMs + lateMs + usualWayMs + unevenWayMs + roundingMs
  const table = slotTable({ erp, ratePerSecond, horizonMs, stepMs, longestMs })
  const offset = createClockOffset()
  const sightings = createSightings()
  const line = createWaitingLine()
  const closing = new AbortController()
  const ends = new Map<number, SlotEnd>()
  const left: number[] = []
  let heldUntil = 0
  let asking = false

  /** Asks for slots as long as somebody waits for one, and tells what became of others. */
  async function serve(): Promise<void> {
    if (asking) return
    asking = true
    while ((line.length > 0 || ends.size > 0) && !closing.signal.aborted) {
      const wait = await ask().catch((error: unknown) => {
        if (!isAway(error) && !closing.signal.aborted) line.failAll(error)
        return longestWaitMs
      })
      if (wait > 0) await clock.sleep(wait, closing.signal).catch(() => {})
    }
    asking = false
  }

  /** Resolves to how long to wait before asking again. */
  async function ask(): Promise<number> {
    const asked = clock.now()
    const grant = await onLink(links, takeAndTell)
    offset.learn({ asked, answered: clock.now(), theirs: grant.now })
    heldUntil = Math.max(heldUntil, offset.toOurs(grant.heldUntil))
    for (const slot of grant.slots) {
      const waiter = line.next()
      if (waiter) waiter.give(slot)
      else giveBack(slot)
    }
    if (line.length === 0) return 0
    // Where many slots fit into the horizon, a handful is worth a question, a single one is not.
    const ahead = stepMs * 4 < horizonMs ? horizonMs / 2 : horizonMs
    const waits = Math.min(longestWaitMs, offset.toOurs(grant.next) - ahead - clock.now())
    return Math.max(grant.slots.length > 0 ? 0 : 1, waits)
  }

  async function takeAndTell(link: Link) {
    const told = [...ends.values()]
    ends.clear()
    try {
      return await table.take(link, line.length, told)
    } catch (error) {
      for (const end of told) if (!ends.has(end.n)) ends.set(end.n, end)
      throw error
    }
  }

  function tell(end: SlotEnd): void {
    ends.set(end.n, end)
    if (!asking && ends.size === 1) clock.after(tellMs, () => void serve())
  }

  const giveBack = ({ n, turn, at }: Slot) => tell({ n, turn, freeAt: at })
  const tellSeen = ({ n, turn }: Slot, journey: Journey) =>
    tell({ n, turn, freeAt: offset.toTheirs(sightings.seenBy(journey)) + windowMs + roundingMs + offset.error() })

  const opensAt = ({ at }: Slot) => Math.ceil(offset.toOurs(at) + offset.error())

  function take(priority: number, signal: AbortSignal | undefined): Promise<Slot> {
    const slot = line.wait(priority, signal)
    void serve()
    return slot
  }

  /** Waits for the slot; false: it is of no use any more. */
  async function isOpen(slot: Slot, signal: AbortSignal): Promise<boolean> {
    for (let wait = opensAt(slot) - clock.now(); wait > 0; wait = opensAt(slot) - clock.now())
      await clock.sleep(wait, signal)
    signal.throwIfAborted()
    return clock.now() >= heldUntil && clock.now() <= opensAt(slot) + lateMs
  }

  function passFor(first: Slot, priority: number, signal: AbortSignal | undefined) {
    let slot: Slot | undefined = first
    let told = () => {}
    let ended = () => {}
    const journey: Journey = { departedAt: 0 }
    const drop = () => {
      if (slot) giveBack(slot)
      slot = undefined
    }
    async function depart(inner?: AbortSignal): Promise<void> {
      const ends = AbortSignal.any([closing.signal, signal, inner].filter((one) => one !== undefined))
      slot ??= await take(priority, ends)
      while (!(await isOpen(slot, ends))) {
        drop()
        slot = await take(priority, ends)
      }
      const mine: Slot = slot
      // A pass is for one call; a repeated one takes its own slot.
      slot = undefined
      Object.assign(journey, { departedAt: clock.now(), sentAt: undefined, answeredAt: undefined })
      // While its connection is still being made it has not arrived, however long ago it was let go.
      const tellUnsent = () => tellSeen(mine, { departedAt: clock.now() })
      const look = () => {
        if (journey.sentAt !== undefined) return tellSeen(mine, journey)
        tellUnsent()
        cancel = clock.after(unansweredMs, look)
      }
      let cancel = clock.after(unansweredMs, look)
      told = () => {
        cancel()
        tellSeen(mine, journey)
        told = ended = () => {}
      }
      ended = () => {
        if (journey.sentAt !== undefined) return
        cancel()
        tellUnsent()
      }
      left.push(journey.departedAt)
      if (left.length > ratePerSecond) left.shift()
    }
    const pass: GatePass = {
      depart,
      sent() {
        journey.sentAt = clock.now()
      },
      answered() {
        journey.answeredAt = clock.now()
        told()
      },
    }
    const end = () => {
      drop()
      ended()
    }
    return { pass, end }
  }

  return {
    async run(work, { priority, signal }) {
      try {
        const slot = await take(priority, signal)
        const { pass, end } = passFor(slot, priority, signal)
        try {
          await clock.sleep(Math.max(0, opensAt(slot) - leadMs - clock.now()), signal)
          return await work(pass)
        } finally {
          end()
        }
      } catch (error) {
        throw signal?.aborted && error === signal.reason ? aborted(error) : error
      }
    },
    pause(ms) {
      heldUntil = Math.max(heldUntil, clock.now() + ms)
      void onLink(links, (link) => table.hold(link, ms)).catch(() => {})
    },
    state: (): GateState => ({
      waiting: line.length,
      perSecond: left.filter((at) => at > clock.now() - windowMs).length,
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
