import type { Clock } from '../../shared/clock.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { inTurn } from './in-turn.ts'

export interface Leadership {
  /** This process does what is to be done once in the fleet. */
  leads(): boolean
  stop(): Promise<void>
}

/** A leader that is gone is replaced after so long at most, ms. */
const lookMs = 2_000

/**
 * One process of the fleet leads: the one that holds a lock of the database. The lock is the connection's, so that
 * a leader that dies or is cut off loses it, and another one takes over.
 */
export function createLeadership(postgres: Pick<Postgres, 'session'>, timer: Clock): Leadership {
  const ending = new AbortController()
  let leading = false

  async function hold(): Promise<void> {
    await postgres.session(async (link) => {
      await inTurn(link, 'zhibang leader', async () => {
        leading = true
        try {
          while (!ending.signal.aborted) {
            await timer.sleep(lookMs, ending.signal).catch(() => {})
            // Throws as soon as the connection, and with it the lock, is gone.
            await link.query('SELECT 1')
          }
        } finally {
          leading = false
        }
      })
    })
  }

  const running = (async () => {
    while (!ending.signal.aborted) {
      await hold().catch(() => {})
      await timer.sleep(lookMs, ending.signal).catch(() => {})
    }
  })()

  return {
    leads: () => leading,
    async stop() {
      ending.abort()
      await running
    },
  }
}
