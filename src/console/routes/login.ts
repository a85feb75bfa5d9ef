import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Attempts } from '../guard/attempts.ts'
import { cookieNameOf, holdsTicket, issueTicket, sameSecret, sessionMs } from '../guard/session.ts'
import { readObject } from './read-object.ts'

interface LoginOptions {
  /** Absent: everybody on this machine may enter. */
  token?: string
  /** The page is reached by https. */
  secure: boolean
  attempts: Attempts
  clock: Clock
  logger: Logger
}

export const mayEnterWith =
  (token: string | undefined, clock: Clock) =>
  (c: Context): boolean =>
    token === undefined || holdsTicket(token, getCookie(c, cookieNameOf(token)), clock.now())

export function loginRoutes({ token, secure, attempts, clock, logger }: LoginOptions): Hono {
  const cookie = { path: '/', httpOnly: true, sameSite: 'Strict', secure } as const
  const cookieName = cookieNameOf(token)
  return new Hono()
    .post('/api/login', async (c) => {
      const from = getConnInfo(c).remote.address ?? ''
      if (attempts.blocked(from)) return c.json({ error: '试错太多，请一分钟后再试' }, 429)
      const given = (await readObject(c))?.token
      if (token === undefined || (typeof given === 'string' && sameSecret(given.trim(), token))) {
        attempts.succeeded(from)
        const ticket = token === undefined ? '' : issueTicket(token, clock.now())
        setCookie(c, cookieName, ticket, { ...cookie, maxAge: sessionMs / 1_000 })
        logger.info('console_login', { from })
        return c.json({ ok: true })
      }
      attempts.failed(from)
      logger.warn('console_login_refused', { from })
      return c.json({ error: '口令不对，请看 .env 里的 CONSOLE_TOKEN' }, 401)
    })
    .post('/api/logout', (c) => {
      deleteCookie(c, cookieName, cookie)
      return c.json({ ok: true })
    })
}
