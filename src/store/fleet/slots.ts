import type { Link } from '../postgres/pool.ts'

/** Times by the database's clock, epoch ms with fractions. */
export interface Grant {
  /** When the first of the granted calls may leave; the others follow in steps. */
  first: number
  count: number
  /** The database's clock when it answered. */
  now: number
  /** Everyone waits until then. */
  heldUntil: number
}

export interface SlotTable {
  /** Asks for `wanted` slots within the horizon; none (`count` 0): ask again shortly before `first`. One round trip. */
  take(link: Link, wanted: number): Promise<Grant>
  /** Nobody leaves for so long; a shorter pause does not cut a longer one. */
  hold(link: Link, ms: number): Promise<void>
  /** A call left too late: those of the next second follow as much later. */
  shift(link: Link, ms: number): Promise<void>
}

const nowMs = 'extract(epoch FROM clock_timestamp()) * 1000'

/**
 * The way to the ERP as a row of evenly spaced slots. Slots are given away at most `horizonMs` ahead, so that a pause
 * reaches everyone quickly and a process that dies takes few with it. After a crash of the server, which may have lost
 * the last grants, a whole period passes first.
 */
export function slotTable(options: { erp: string; stepMs: number; periodMs: number; horizonMs: number }): SlotTable {
  const { erp, stepMs, periodMs, horizonMs } = options
  // [now, born]: this server’s time, and when its first slot may be; [base]: the next free slot.
  const take = `
    UPDATE erp_gate SET
      given_from = GREATEST(next_at, held_until, born, now),
      given = GREATEST(0, LEAST($2::int, floor((now + $3::float8 - GREATEST(next_at, held_until, born, now)) / $4::float8) + 1)),
      next_at = CASE WHEN GREATEST(next_at, held_until, born, now) > now + $3::float8 THEN next_at
        ELSE GREATEST(next_at, held_until, born, now)
          + LEAST($2::int, floor((now + $3::float8 - GREATEST(next_at, held_until, born, now)) / $4::float8) + 1) * $4::float8 END
    FROM (SELECT ${nowMs} AS now, extract(epoch FROM pg_postmaster_start_time()) * 1000 + $5::float8 AS born) AS clock
    WHERE erp = $1
    RETURNING given_from AS first, given AS count, held_until AS "heldUntil", clock.now AS now`

  return {
    async take(link, wanted) {
      const parameters = [erp, wanted, horizonMs, stepMs, periodMs]
      const { rows } = await link.query(take, parameters)
      if (rows.length > 0) return numbers(rows[0])
      await link.query(`INSERT INTO erp_gate (erp, next_at, held_until) VALUES ($1, 0, 0) ON CONFLICT DO NOTHING`, [
        erp,
      ])
      return numbers((await link.query(take, parameters)).rows[0])
    },
    async hold(link, ms) {
      await link.query(`UPDATE erp_gate SET held_until = GREATEST(held_until, ${nowMs} + $2::float8) WHERE erp = $1`, [
        erp,
        ms,
      ])
    },
    async shift(link, ms) {
      await link.query(`UPDATE erp_gate SET next_at = GREATEST(next_at, ${nowMs}) + $2::float8 WHERE erp = $1`, [
        erp,
        ms,
      ])
    },
  }
}

const numbers = (row: Record<keyof Grant, unknown>): Grant => ({
  first: Number(row.first),
  count: Number(row.count),
  now: Number(row.now),
  heldUntil: Number(row.heldUntil),
})
