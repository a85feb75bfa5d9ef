import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import type { RateGate, SessionStore } from '../../domain/erp-shared.ts'
import { type Clock, systemClock } from '../../shared/clock.ts'
import { every } from '../../shared/every.ts'
import { openLinks } from '../postgres/pool.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { createSharedGate } from './gate.ts'
import { createLeadership } from './leader.ts'
import { createSharedSessions } from './session.ts'

export interface FleetOptions {
  url: string
  postgres: Postgres
  /** Stands for this process on its machine. */
  member: string
  timer?: Clock
}

/** What the processes of a fleet share beyond the store. */
export interface Fleet {
  /** This process; the same after a restart. */
  readonly member: string
  /** This process does what is to be done once in the fleet. */
  leads(): boolean
  /** The ERP behind one gate and one session, for all processes. */
  erp(of: {
    baseUrl: string
    username: string
    ratePerSecond: number
  }): Promise<{ gate: RateGate; sessions: SessionStore }>
  /** Processes with a sign of life within the last twenty seconds. */
  size(): number
  close(): Promise<void>
}

const beatMs = 5_000
const aliveMs = 20_000

/** The same after a restart: the machine and the data directory that the process owns. */
export const memberId = (dataDir: string): string =>
  createHash('sha256')
    .update(`${hostname()} ${resolve(dataDir)}`)
    .digest('hex')
    .slice(0, 12)

export async function openFleet({ url, postgres, member, timer = systemClock }: FleetOptions): Promise<Fleet> {
  const leadership = createLeadership(postgres, timer)
  let size = 1

  async function beat(): Promise<void> {
    await postgres.session(async (link) => {
      const { rows } = await link.query(
        `WITH now AS (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms),
         mine AS (INSERT INTO members SELECT $1, $2, ms, ms FROM now ON CONFLICT (id) DO UPDATE SET seen_at = EXCLUDED.seen_at)
         SELECT count(*) AS others FROM members, now WHERE id != $1 AND seen_at > ms - $3::bigint`,
        [member, hostname(), aliveMs],
      )
      size = 1 + Number((rows[0] as { others: unknown }).others)
    })
  }
  await beat()
  const stopBeating = every(timer, beatMs, beat)

  return {
    member,
    leads: leadership.leads,
    size: () => size,
    async erp({ baseUrl, username, ratePerSecond }) {
      const links = await openLinks(url, { connections: 3, lazyCommit: true })
      return {
        gate: createSharedGate({ links, erp: baseUrl, ratePerSecond, clock: timer }),
        sessions: createSharedSessions({ postgres, erp: `${baseUrl} ${username}`, clock: timer }),
      }
    },
    async close() {
      stopBeating()
      await leadership.stop()
      await postgres.session((link) => link.query('DELETE FROM members WHERE id = $1', [member])).catch(() => {})
    },
  }
}
