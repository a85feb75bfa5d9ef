import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Answer } from './answer/answer.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Listens on loopback, and can stop and come back on the same port. */
export class HttpServer {
  readonly #handle: Handler
  readonly #sockets = new Set<Socket>()
  /** With a request on it that has no answer yet. */
  readonly #busy = new Set<Socket>()
  #server: Server | undefined
  port: number

  constructor(port: number, handle: Handler) {
    this.port = port
    this.#handle = handle
  }

  async listen(): Promise<void> {
    if (this.#server) return
    const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      this.#watch(request.socket, response)
      // A caller that goes away in the middle is his own affair.
      this.#handle(request, response).catch(() => response.destroy())
    })
    server.on('connection', (socket) => {
      socket.setNoDelay(true)
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
      socket.on('error', () => socket.destroy())
    })
    this.#server = server
    await new Promise<void>((done, fail) => {
      server.once('error', fail)
      server.listen(this.port, '127.0.0.1', done)
    })
    this.port = (server.address() as AddressInfo).port
  }

  #watch(socket: Socket, response: ServerResponse): void {
    this.#busy.add(socket)
    response.once('close', () => {
      this.#busy.delete(socket)
      if (!this.#server) socket.destroy()
    })
  }

  /** Nobody listens any more; what is in hand is still answered. */
  pause(): void {
    this.#server?.close()
    this.#server = undefined
    for (const socket of this.#sockets) if (!this.#busy.has(socket)) socket.destroy()
  }

  /** Nobody listens, and what is in hand is cut. */
  async stop(): Promise<void> {
    const server = this.#server
    const closed = server && new Promise<void>((done) => server.close(() => done()))
    this.#server = undefined
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }
}

export function send(response: ServerResponse, answer: Pick<Answer, 'status' | 'type' | 'body' | 'headers'>): void {
  const type = answer.type === 'json' ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8'
  const body = Buffer.from(answer.body, 'utf8')
  response
    .writeHead(answer.status, { 'content-type': type, 'content-length': body.length, ...answer.headers })
    .end(body)
}
