import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { messageOf } from '../../shared/errors.ts'
import type { GatewaySandbox, Utterance } from './types.ts'

export interface Control {
  readonly port: number
  close(): Promise<void>
}

const contact = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  alias: z.string().optional(),
  weixin: z.string().optional(),
  phone: z.union([z.string(), z.array(z.string())]).optional(),
})
const room = z.object({ id: z.string().min(1), topic: z.string(), memberIds: z.array(z.string()) })
const utterance = z.object({
  from: z.string().min(1),
  room: z.string().optional(),
  to: z.string().optional(),
  text: z.string().optional(),
  content: z.looseObject({ kind: z.string() }).optional(),
  id: z.string().optional(),
  sentAt: z.number().optional(),
})

/**
 * Feeds a sandbox gateway that runs as its own process, on loopback only:
 * `POST /say` (an Utterance), `POST /contact`, `POST /room`, `POST /recall {messageId}`, `GET /sent?since=N`.
 */
export async function serveGatewayControl(gateway: GatewaySandbox, port: number): Promise<Control> {
  const server = createServer((request, response) => {
    route(gateway, request).then(
      (result) => send(response, 200, result),
      (error) => send(response, 400, { error: messageOf(error) }),
    )
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', done)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

async function route(gateway: GatewaySandbox, request: IncomingMessage): Promise<unknown> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const body = async () => JSON.parse(await textOf(request)) as unknown
  switch (`${request.method} ${url.pathname}`) {
    case 'POST /say':
      return { id: gateway.say(utterance.parse(await body()) as Utterance) }
    case 'POST /recall':
      return { id: gateway.recall(z.object({ messageId: z.string() }).parse(await body()).messageId) }
    case 'POST /contact':
      return gateway.addContact(contact.parse(await body())) ?? {}
    case 'POST /room':
      return gateway.addRoom(room.parse(await body())) ?? {}
    case 'GET /sent':
      return {
        clientConnected: gateway.clientConnected,
        sent: gateway.sent.slice(Number(url.searchParams.get('since') ?? 0)),
      }
    default:
      throw new Error('POST /say | /recall | /contact | /room, GET /sent?since=N')
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}
