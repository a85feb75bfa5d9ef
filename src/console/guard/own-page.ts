import type { MiddlewareHandler } from 'hono'

/** Pages of other sites cannot set it without being asked for leave, which nobody gives them. */
export const ownHeader = 'x-zhibang-console'

/** What changes something has to come from our own page: its origin, and a header that foreign pages cannot send. */
export function fromOwnPage(publicOrigin: string | undefined): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const own = c.req.header(ownHeader) === '1' && isOwn(c.req.header('origin'), c.req.header('host'), publicOrigin)
    if (!own) return c.json({ error: '请求不是从控制台页面发出的，请刷新页面再试' }, 403)
    return next()
  }
}

function isOwn(origin: string | undefined, host: string | undefined, publicOrigin: string | undefined): boolean {
  if (origin === undefined || host === undefined) return false
  return origin === publicOrigin || origin === `http://${host}` || origin === `https://${host}`
}
