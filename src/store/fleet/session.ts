import type { LoginRefusal, SessionStore, StoredSession } from '../../domain/erp-shared.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Link } from '../postgres/pool.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { inTurn } from './in-turn.ts'

interface Row {
  token: string | null
  made_at: number | null
  version: string | null
  refusal: string | null
}

/** How often those who wait for a login of another process look whether it is there. */
const lookMs = 100
/** So long a session is used without looking whether it is still the one. */
const rememberedMs = 1_000

/**
 * The one ERP session of a fleet. Who logs in holds a lock of the database meanwhile, which ends with his connection:
 * of all processes one logs in, the others take what it got.
 */
export function createSharedSessions(options: {
  postgres: Pick<Postgres, 'session'>
  /** Stands for ERP and account; a changed address or user begins anew. */
  erp: string
  clock: Clock
}): SessionStore {
  const { postgres, erp, clock } = options
  let renewing: Promise<StoredSession> | undefined
  let seen: { session: StoredSession; at: number } | undefined

  const rowOf = async (link: Link): Promise<Row | undefined> =>
    (await link.query('SELECT token, made_at, version, refusal FROM erp_session WHERE erp = $1', [erp])).rows[0] as
      | Row
      | undefined

  const read = async () => {
    const session = sessionOf(await postgres.session(rowOf))
    seen = session && { session, at: clock.now() }
    return session
  }

  /** A call with a session that another process has just replaced is refused, dropped and asked again: once. */
  async function current(): Promise<StoredSession | undefined> {
    const age = seen ? clock.now() - seen.at : Number.POSITIVE_INFINITY
    return age >= 0 && age < rememberedMs ? seen?.session : read()
  }

  async function renewAlone(stale: string | undefined, login: () => Promise<StoredSession>): Promise<StoredSession> {
    for (;;) {
      const fresh = await read()
      if (fresh && fresh.token !== stale) return fresh
      const mine = await postgres.session((link) => inTurn(link, erp, () => renewLocked(link, stale, login)))
      if (mine) return sessionOrThrow(mine.value)
      await clock.sleep(lookMs)
    }
  }

  async function renewLocked(
    link: Link,
    stale: string | undefined,
    login: () => Promise<StoredSession>,
  ): Promise<Ended> {
    const known = sessionOf(await rowOf(link))
    if (known && known.token !== stale) return { session: known }
    const fresh = await login().then(
      (session) => ({ session }),
      (error: unknown) => ({ error }),
    )
    // What the login said is no fault of the connection: it is not to be tried again on another one.
    if ('error' in fresh) return fresh
    await link.query(
      `INSERT INTO erp_session (erp, token, made_at, version) VALUES ($1, $2, $3, $4)
       ON CONFLICT (erp) DO UPDATE SET token = $2, made_at = $3, version = $4`,
      [erp, fresh.session.token, fresh.session.at, fresh.session.version ?? null],
    )
    return fresh
  }

  return {
    current,
    renew(stale, login) {
      renewing ??= renewAlone(stale, login).finally(() => {
        renewing = undefined
      })
      return renewing
    },
    async drop(token) {
      seen = undefined
      await postgres.session((link) =>
        link.query('UPDATE erp_session SET token = NULL WHERE erp = $1 AND token = $2', [erp, token]),
      )
    },
    async refusal() {
      const row = await postgres.session(rowOf)
      return row?.refusal ? (JSON.parse(row.refusal) as LoginRefusal) : undefined
    },
    async setRefusal(refusal) {
      await postgres.session((link) =>
        link.query(
          `INSERT INTO erp_session (erp, refusal) VALUES ($1, $2) ON CONFLICT (erp) DO UPDATE SET refusal = $2`,
          [erp, refusal ? JSON.stringify(refusal) : null],
        ),
      )
    },
  }
}

type Ended = { session: StoredSession } | { error: unknown }

function sessionOrThrow(ended: Ended): StoredSession {
  if ('error' in ended) throw ended.error
  return ended.session
}

const sessionOf = (row: Row | undefined): StoredSession | undefined =>
  row?.token
    ? { token: row.token, at: row.made_at ?? 0, ...(row.version !== null && { version: row.version }) }
    : undefined
