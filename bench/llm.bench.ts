/*
 * What a model is sent for each message as a thread grows, over HTTP to a local server that speaks OpenAI's protocol.
 * Baseline: the whole thread again with every message.
 */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ReadingState, ThreadMessage } from '../src/domain/index.ts'
import { createEnricher, createScorer } from '../src/scoring/index.ts'
import { systemClock } from '../src/shared/clock.ts'
import type { Row } from './row.ts'

const lengths = [20, 200, 2_000]
/** The mean over so many messages at the end of each length. */
const window = 10
const lines = [
  '密封圈还有别的材质吗，耐油的那种',
  '有的，氟胶和丁腈都有，您用在什么设备上',
  '用在液压站上，温度大概八十度',
  '那建议用氟胶，我把参数发您看看',
  '好的，尺寸我回头让车间量一下发你',
]
const message = (i: number): ThreadMessage => ({
  id: `m${i}`,
  role: i % 2 === 0 ? 'customer' : 'sales',
  kind: 'text',
  text: `${lines[i % lines.length]}（${i}）`,
  sentAt: 1_780_000_000_000 + i * 60_000,
})

/** A Chinese character is about a token, three Latin letters are one. */
function tokensOf(text: string): number {
  const wide = text.match(/[\u0300-\uffff]/g)?.length ?? 0
  return wide + (text.length - wide) / 3
}

const reply = JSON.stringify({
  choices: [
    {
      finish_reason: 'stop',
      message: {
        role: 'assistant',
        content: '{"claims":[],"signals":[],"summary":"客户问密封圈的材质，用在液压站上"}',
      },
    },
  ],
})

async function startServer(asked: (tokens: number) => void): Promise<Server> {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const { messages } = JSON.parse(body) as { messages: Array<{ content: string }> }
    asked(messages.reduce((sum, turn) => sum + tokensOf(turn.content), 0))
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(reply)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** Tokens of each message's question in one thread; messages of our own ask nothing and count as zero. */
async function tokensByMessage(count: number): Promise<number[]> {
  const tokens: number[] = []
  const server = await startServer((n) => {
    tokens[tokens.length - 1] = n
  })
  const scorer = createScorer()
  const enricher = createEnricher({
    apiKey: 'bench',
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    model: 'bench',
    clock: systemClock,
    dailyTokens: 1e9,
  })
  let state: ReadingState = scorer.start()
  for (let i = 0; i < count; i += 1) {
    const fresh = [message(i)]
    tokens.push(0)
    const read = scorer.read(state, fresh)
    state = (await enricher.enrich(read, fresh, scorer.assess(read, fresh[0]?.sentAt ?? 0))).state
  }
  server.closeAllConnections()
  server.close()
  return tokens
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Tokens for each message at 20, 200 and 2,000 messages, and how flat that is. */
export async function run(): Promise<Row[]> {
  const longest = Math.max(...lengths)
  const tokens = await tokensByMessage(longest)
  const at = (length: number) => mean(tokens.slice(length - window, length))
  const whole = (length: number) => {
    let sum = 0
    for (let i = 0; i < length; i += 1) sum += tokensOf(message(i).text)
    return sum
  }
  const rows: Row[] = lengths.map((length) => ({
    name: `llm tokens per message in a thread of ${length}`,
    value: Math.round(at(length)),
    unit: 'tokens',
    baseline: Math.round(whole(length)),
    ratio: at(length) / whole(length),
  }))
  const [first = longest] = lengths
  const flat = at(longest) / at(first)
  return [
    ...rows,
    { name: `llm tokens per message, ${longest} against ${first}`, value: flat, unit: 'ratio', ratio: flat },
  ]
}
