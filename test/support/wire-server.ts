import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'

/** One request as it arrived. */
export interface Arrival {
  /** Monotonic ms at which the server had its head. */
  at: number
  /** Path without the query, lower case: the real servers do not care. */
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  /** Undefined where it is not JSON. */
  json: Record<string, unknown> | undefined
}

export type Reply =
  | { status?: number; headers?: Record<string, string>; body: unknown }
  /** The connection is torn down without an answer, or after part of it. */
  | { reset: true; after?: string }
  /** No answer at all. */
  | { hang: true }

export type Handler = (arrival: Arrival) => Reply | Promise<Reply>

export interface WireServer {
  baseUrl: string
  arrivals: Arrival[]
  /** Requests to a path, which may be given in part. */
  to(path: string): Arrival[]
  handle(handler: Handler): void
  close(): Promise<void>
}

/** A server that answers exactly what a test writes down, text and bytes as they are, anything else as JSON. */
export async function startWireServer(handler: Handler): Promise<WireServer> {
  let current = handler
  const arrivals: Arrival[] = []
  const server = createServer((request, response) => {
    const at = performance.now()
    void serve(request, response, at)
  })

  async function serve(request: IncomingMessage, response: ServerResponse, at: number) {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const arrival: Arrival = {
      at,
      path: url.pathname.toLowerCase(),
      query: url.searchParams,
      headers: request.headers,
      json: parsed(Buffer.concat(chunks).toString('utf8')),
    }
    arrivals.push(arrival)
    answer(response, await current(arrival))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    to: (path) => arrivals.filter((arrival) => arrival.path.includes(path.toLowerCase())),
    handle(next) {
      current = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return undefined
  }
}

function answer(response: ServerResponse, reply: Reply): void {
  if ('hang' in reply) return
  if ('reset' in reply) {
    if (reply.after === undefined) return void response.destroy()
    response.writeHead(200, { 'content-length': '100000' })
    response.write(reply.after, () => response.destroy())
    return
  }
  const body =
    typeof reply.body === 'string' || reply.body instanceof Uint8Array ? reply.body : JSON.stringify(reply.body)
  response.writeHead(reply.status ?? 200, { 'content-type': 'application/json; charset=utf-8', ...reply.headers })
  response.end(body)
}

/** `{id: val}` of the mobile family's pairs. */
export function pairsOf(arrival: Arrival | undefined): Record<string, unknown> {
  const datas = arrival?.json?.datas
  if (!Array.isArray(datas)) return {}
  return Object.fromEntries(datas.map((pair: { id: string; val: unknown }) => [pair.id, pair.val]))
}
