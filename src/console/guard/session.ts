import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Takes the same time whatever differs. */
export const sameSecret = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))

/** A login lasts so long, ms. */
export const sessionMs = 7 * 86_400_000

/** A ticket that holds over restarts, until its time is over or the token is another one. */
export function issueTicket(token: string, now: number): string {
  const until = String(now + sessionMs)
  return `${until}.${sign(token, until)}`
}

export function holdsTicket(token: string, ticket: string | undefined, now: number): boolean {
  const [until = '', mark = ''] = (ticket ?? '').split('.')
  if (!/^\d{1,16}$/.test(until)) return false
  return sameSecret(mark, sign(token, until)) && Number(until) > now
}

/** Two consoles on one machine share their cookies, whatever their ports: each has a name of its own. */
export const cookieNameOf = (token = ''): string => `zhibang_console_${sign(token, 'name').slice(0, 8)}`

const sign = (token: string, until: string) => createHmac('sha256', digest(token)).update(until).digest('hex')
