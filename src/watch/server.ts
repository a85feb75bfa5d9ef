import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Listening, listen } from '../shared/listen.ts'
import type { Readiness } from './readiness.ts'

export interface WatchServerOptions {
  host: string
  port: number
  scrape(): Promise<{ type: string; text: string }>
  readiness(): Promise<Readiness>
  uptimeMs(): number
  onFault(error: unknown): void
}

/**
 * `/metrics` for Prometheus, `/healthz` while the process lives, `/readyz` 200 or 503 with reasons.
 * Rejects where the port cannot be had.
 */
export async function serveWatch(options: WatchServerOptions): Promise<Listening> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error) => {
      options.onFault(error)
      send(response, 500, 'application/json; charset=utf-8', JSON.stringify({ error: '内部错误，请看日志' }))
    })
  })
  return listen(server, options)
}

async function answer(options: WatchServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const json = (status: number, body: unknown) =>
    send(response, status, 'application/json; charset=utf-8', JSON.stringify(body))
  if (request.method !== 'GET' && request.method !== 'HEAD') return json(405, { error: '只接受 GET' })
  switch (new URL(request.url ?? '/', 'http://localhost').pathname) {
    case '/metrics': {
      const { type, text } = await options.scrape()
      return send(response, 200, type, text)
    }
    case '/healthz':
      return json(200, { alive: true, uptimeSeconds: Math.floor(options.uptimeMs() / 1_000) })
    case '/readyz': {
      const readiness = await options.readiness()
      return json(readiness.ready ? 200 : 503, readiness)
    }
    default:
      return json(404, { error: '/metrics、/healthz、/readyz' })
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  if (response.headersSent) return
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
  response.end(body)
}
