import type { Link } from '../postgres/pool.ts'

/** The right to one call. Times by the database's clock, epoch ms with fractions. */
export interface Slot {
  n: number
  turn: number
  /** The call may leave from then on. */
  at: number
}

/** What became of a slot: when its next call may leave. */
export interface SlotEnd extends Omit<Slot, 'at'> {
  freeAt: number
}

export interface Grant {
  slots: readonly Slot[]
  /** None is free before. */
  next: number
  /** Everyone waits until then. */
  heldUntil: number
  /** The database's clock when it answered. */
  now: number
}

export interface SlotTable {
  /** Tells what became of slots and asks for `wanted` others within the horizon. One round trip. */
  take(link: Link, wanted: number, ends: readonly SlotEnd[]): Promise<Grant>
  /** Nobody leaves for so long; a shorter pause does not cut a longer one. */
  hold(link: Link, ms: number): Promise<void>
}

export interface SlotOptions {
  /** Stands for the ERP. */
  erp: string
  ratePerSecond: number
  /** Slots are given away at most so far ahead: a pause reaches everyone quickly. */
  horizonMs: number
  /** Least time between two slots, so that not all of a second's calls leave at once. */
  stepMs: number
  /** A slot of which nothing is heard is free again after so long: its process may have died. */
  longestMs: number
}

/**
 * The way to the ERP: as many slots as it bears calls in a second. Each is used again only when a second has passed
 * since its last call was seen, so that no second holds more calls than there are slots, however evenly they come.
 */
export function slotTable({ erp, ratePerSecond, horizonMs, stepMs, longestMs }: SlotOptions): SlotTable {
  return {
    async take(link, wanted, ends) {
      const { rows } = await link.query(
        `SELECT slots, next_at AS next, held_until AS "heldUntil", now
         FROM take_slots($1, $2, $3, $4::json, $5::float8, $6::float8, $7::float8)`,
        [erp, ratePerSecond, wanted, JSON.stringify(ends), horizonMs, stepMs, longestMs],
      )
      return rows[0] as Grant
    },
    async hold(link, ms) {
      await link.query(
        `UPDATE erp_gate SET held_until = GREATEST(held_until, extract(epoch FROM clock_timestamp()) * 1000 + $2::float8)
         WHERE erp = $1`,
        [erp, ms],
      )
    },
  }
}
