import { type Clock, systemClock } from '../../shared/clock.ts'
import { every } from '../../shared/every.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { createClockOffset } from './clock-offset.ts'

const measureMs = 20_000

/**
 * The database's clock as the clock of all processes: leases and due times mean the same everywhere, whatever the
 * machines' own clocks say. It never goes back.
 */
export async function createFleetClock(
  postgres: Pick<Postgres, 'session'>,
  timer: Clock = systemClock,
): Promise<Clock & { stop(): void }> {
  const offset = createClockOffset()
  let latest = 0

  async function measure(): Promise<void> {
    await postgres.session(async (link) => {
      const asked = performance.now()
      const { rows } = await link.query('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now')
      offset.learn({ asked, answered: performance.now(), theirs: Number((rows[0] as { now: unknown }).now) })
    })
  }

  await measure()
  const stop = every(timer, measureMs, measure)
  return {
    ...timer,
    now() {
      latest = Math.max(latest, Math.floor(offset.toTheirs(performance.now())))
      return latest
    },
    stop,
  }
}
