import { type Context, Hono } from 'hono'
import type { Asset } from '../assets.ts'

interface PagesOptions {
  asset(name: string): Asset | undefined
  mayEnter(c: Context): boolean
}

/** The page, the login and the files both need. The files hold no data: everybody may have them. */
export function pageRoutes({ asset, mayEnter }: PagesOptions): Hono {
  const file = (c: Context, name: string) => {
    const found = asset(name)
    if (!found || c.req.method !== 'GET') return c.notFound()
    if (c.req.header('if-none-match') === found.etag) return c.body(null, 304, { etag: found.etag })
    const zipped = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
    return c.body(zipped ? found.zipped : found.plain, 200, {
      'content-type': found.type,
      'cache-control': 'no-cache',
      etag: found.etag,
      vary: 'accept-encoding',
      ...(zipped && { 'content-encoding': 'gzip' }),
    })
  }
  return new Hono()
    .get('/', (c) => (mayEnter(c) ? file(c, 'index.html') : c.redirect('/login')))
    .get('/login', (c) => (mayEnter(c) ? c.redirect('/') : file(c, 'login.html')))
    .get('/assets/:name', (c) => {
      const name = c.req.param('name')
      return name.endsWith('.html') ? c.notFound() : file(c, name)
    })
}
