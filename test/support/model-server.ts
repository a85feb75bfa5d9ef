import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a client of chat completions sent. */
export interface ModelRequest {
  model: string
  messages: Array<{ role: string; content: string }>
  response_format?: { type: string; json_schema?: { name: string; strict: boolean; schema: unknown } }
  max_tokens?: number
  max_completion_tokens?: number
  temperature?: number
}

/** A reply in OpenAI's envelope, or anything else a server may do. */
export type ModelReaction =
  | { text: string; finish?: string; refusal?: string; tokens?: number }
  | { status: number; body: string; headers?: Record<string, string> }
  /** Takes the question and says nothing. */
  | 'silence'
  /** Ends the connection in the middle of the answer. */
  | 'hang up'

export type Behaviour = (request: ModelRequest, count: number) => ModelReaction

export interface ModelServer {
  baseUrl: string
  requests: ModelRequest[]
  /** Resolves when this many requests have arrived in all. */
  arrived(count: number): Promise<void>
  close(): Promise<void>
}

/** A real HTTP server that plays an OpenAI-compatible one. */
export async function startModelServer(behave: Behaviour): Promise<ModelServer> {
  const requests: ModelRequest[] = []
  const waiting: Array<{ count: number; done(): void }> = []
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await textOf(request)) as ModelRequest
    requests.push(body)
    for (const one of waiting) if (requests.length >= one.count) one.done()
    react(response, behave(body, requests.length))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    arrived: (count) =>
      requests.length >= count ? Promise.resolve() : new Promise((done) => waiting.push({ count, done })),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk
  return text
}

function react(response: ServerResponse, reaction: ModelReaction): void {
  if (reaction === 'silence') return
  if (reaction === 'hang up') {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"choices":[{"mess')
    response.destroy()
    return
  }
  if ('status' in reaction) {
    response.writeHead(reaction.status, { 'content-type': 'application/json', ...reaction.headers })
    response.end(reaction.body)
    return
  }
  const message = { role: 'assistant', content: reaction.text, refusal: reaction.refusal ?? null }
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(
    JSON.stringify({
      id: 'c1',
      object: 'chat.completion',
      created: 0,
      model: 'test',
      choices: [{ index: 0, message, finish_reason: reaction.finish ?? 'stop' }],
      ...(reaction.tokens !== undefined && { usage: { total_tokens: reaction.tokens } }),
    }),
  )
}

/** The complaint of a server that knows no `json_schema`. */
export const noSchema: ModelReaction = {
  status: 400,
  body: JSON.stringify({ error: { message: 'This response_format type is unavailable now' } }),
}
