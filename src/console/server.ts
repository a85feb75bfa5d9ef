import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Clock } from '../shared/clock.ts'
import { ConfigError, messageOf } from '../shared/errors.ts'
import { type Listening, listen } from '../shared/listen.ts'
import type { Logger } from '../shared/logger.ts'
import { openAssets } from './assets.ts'
import { createAttempts } from './guard/attempts.ts'
import { securityHeaders } from './guard/headers.ts'
import { isLoopback, knownHost } from './guard/hosts.ts'
import { fromOwnPage } from './guard/own-page.ts'
import type { ConsolePorts } from './ports.ts'
import { dataRoutes } from './routes/data.ts'
import { loginRoutes, mayEnterWith } from './routes/login.ts'
import { pageRoutes } from './routes/pages.ts'

export interface ConsoleOptions {
  host: string
  /** 0 = a free one. */
  port: number
  /** Asked for at the login. Only the machine itself may go without one. */
  token?: string
  /** Address under which a proxy shows the page: `https://zhibang.example.com`. */
  url?: string
  ports: ConsolePorts
  clock: Clock
  logger: Logger
}

const longestBody = 4_096

/**
 * Serves the operator's page. Throws ConfigError where others than this machine could enter without a token; rejects
 * where the port cannot be had.
 */
export async function serveConsole(options: ConsoleOptions): Promise<Listening> {
  if (options.token === undefined && (!isLoopback(options.host) || options.url !== undefined))
    throw new ConfigError([
      { setting: 'CONSOLE_TOKEN', found: '没有', expected: '至少 16 个字符的口令：控制台能从别的机器打开' },
    ])
  const server = createAdaptorServer({ fetch: routesOf(options).fetch })
  return listen(server, options)
}

function routesOf({ host, token, url, ports, clock, logger }: ConsoleOptions): Hono {
  const publicUrl = url === undefined ? undefined : new URL(url)
  const names = publicUrl ? [host, publicUrl.hostname] : [host]
  const mayEnter = mayEnterWith(token, clock)
  const secure = publicUrl?.protocol === 'https:'
  return new Hono()
    .onError((error, c) => {
      logger.error('console_failed', { path: c.req.path, error: messageOf(error) })
      return c.json({ error: '内部错误，请看日志' }, 500)
    })
    .notFound((c) => c.json({ error: '没有这个地址' }, 404))
    .use(securityHeaders)
    .use(async (c, next) => {
      if (knownHost(c.req.header('host'), names)) return next()
      return c.json({ error: '不认识的主机名，请用 IP 地址打开，或设置 CONSOLE_URL' }, 421)
    })
    .use(fromOwnPage(publicUrl?.origin))
    .use(bodyLimit({ maxSize: longestBody, onError: (c) => c.json({ error: '请求太长' }, 413) }))
    .route('/', loginRoutes({ token, secure, attempts: createAttempts(clock), clock, logger }))
    .use('/api/*', async (c, next) => (mayEnter(c) ? next() : c.json({ error: '请先登录' }, 401)))
    .route('/', dataRoutes(ports, clock, token !== undefined))
    .route('/', pageRoutes({ asset: openAssets(), mayEnter }))
}
