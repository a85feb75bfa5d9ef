import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { LogFields, Logger } from '../../src/shared/logger.ts'
import { createWebhook, type Webhook } from '../../src/watch/index.ts'
import { TestClock } from '../support/test-clock.ts'

let server: Server
let received: Array<Record<string, unknown>>
/** Status of the coming answers; the last one stays. `hang` never answers. */
let answers: Array<number | 'hang'>
let clock: TestClock
let warnings: LogFields[]
let webhook: Webhook

beforeEach(async () => {
  received = []
  answers = [200]
  warnings = []
  clock = new TestClock()
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    received.push({ method: request.method, type: request.headers['content-type'], ...JSON.parse(body) })
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    if (answer !== 'hang') response.writeHead(answer ?? 200).end('whatever')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open()
})
afterEach(async () => {
  webhook.stop()
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

const logger: Logger = {
  debug() {},
  info() {},
  warn: (_event, fields = {}) => warnings.push(fields),
  error() {},
  with: () => logger,
}
const open = (path = '/hook?key=secret-key') => {
  const { port } = server.address() as AddressInfo
  webhook = createWebhook({ url: `http://127.0.0.1:${port}${path}`, clock, logger })
}
const alert = (key: string, state: 'firing' | 'resolved' = 'firing') => ({
  key,
  state,
  text: `${key} 不好`,
  at: clock.now(),
})
const until = async (look: () => boolean) => {
  while (!look()) await new Promise((done) => setTimeout(done, 5))
}
/** The try has failed and the pause after it has begun. */
const paused = (tries: number, ms: number) => until(() => warnings.length === tries && clock.waiting.includes(ms))

it('posts JSON that programs read, and group robots too', async () => {
  webhook.send(alert('erp_away'))
  await until(() => received.length === 1)
  expect(received[0]).toEqual({
    method: 'POST',
    type: 'application/json; charset=utf-8',
    key: 'erp_away',
    state: 'firing',
    message: 'erp_away 不好',
    at: clock.now(),
    msgtype: 'text',
    text: { content: '⚠️ erp_away 不好' },
  })
})

it('tries again after a pause, keeps the order, and never shows the address in the log', async () => {
  answers = [500, 503, 200]
  webhook.send(alert('a'))
  webhook.send(alert('a', 'resolved'))
  await paused(1, 1_000)
  clock.advance(1_000)
  await paused(2, 5_000)
  clock.advance(5_000)
  await until(() => received.length === 4)
  expect(received.map(({ state }) => state)).toEqual(['firing', 'firing', 'firing', 'resolved'])
  expect(warnings).toEqual([
    { key: 'a', problem: 'HTTP 500', attempt: 1, givenUp: false },
    { key: 'a', problem: 'HTTP 503', attempt: 2, givenUp: false },
  ])
  expect(JSON.stringify(warnings)).not.toContain('secret-key')
})

it('gives up an answer that does not come, and in the end the alert, not the ones behind it', async () => {
  answers = ['hang', 500, 500, 500, 500, 200]
  webhook.send(alert('a'))
  webhook.send(alert('b'))
  await until(() => received.length === 1)
  clock.advance(5_000)
  for (const [index, pause] of [1_000, 5_000, 30_000, 120_000].entries()) {
    await paused(index + 1, pause)
    clock.advance(pause)
  }
  await until(() => received.length === 6)
  expect(received.map(({ key }) => key)).toEqual(['a', 'a', 'a', 'a', 'a', 'b'])
  expect(warnings[0]?.problem).toContain('5000 ms')
  expect(warnings.at(-1)).toMatchObject({ key: 'a', attempt: 5, givenUp: true })
})

it('keeps the newest where nobody takes them, and rests after stop', async () => {
  answers = ['hang']
  for (let i = 0; i < 300; i++) webhook.send(alert(`k${i}`))
  await until(() => received.length === 1)
  webhook.stop()
  await until(() => clock.waiting.length === 0)
  expect(received).toHaveLength(1)
})
