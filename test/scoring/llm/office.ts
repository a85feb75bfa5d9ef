import { afterEach } from 'vitest'
import type { ReadingState, ThreadMessage } from '../../../src/domain/index.ts'
import { createEnricher, createLlm, createScorer, type Llm, type LlmOptions } from '../../../src/scoring/index.ts'
import { type Behaviour, type ModelServer, startModelServer } from '../../support/model-server.ts'
import { TestClock } from '../../support/test-clock.ts'

const open: ModelServer[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

/** A model server, and the part under test in front of it. */
export async function officeWith(behave: Behaviour, options: Partial<LlmOptions> = {}) {
  const server = await startModelServer(behave)
  open.push(server)
  const clock = (options.clock as TestClock | undefined) ?? new TestClock()
  const llm: Llm = createLlm({ apiKey: 'k', baseUrl: server.baseUrl, model: 'test', clock, ...options })
  return { server, clock, llm, enricher: createEnricher(llm) }
}

export const scorer = createScorer()
const start = Date.UTC(2026, 5, 3, 2, 0)

/** `客户：…` and `我方：…` lines as messages, a minute apart. */
export const talk = (...lines: string[]): ThreadMessage[] =>
  lines.map((line, index) => ({
    id: `msg-${index}`,
    role: line.startsWith('我方：') ? 'sales' : line.startsWith('旁人：') ? 'other' : 'customer',
    kind: 'text',
    text: line.replace(/^(?:客户|我方|旁人)：/, ''),
    sentAt: start + index * 60_000,
  }))

/** What the rules alone say. */
export function byRules(messages: readonly ThreadMessage[], from: ReadingState = scorer.start()) {
  const state = scorer.read(from, messages)
  return { state, assessment: scorer.assess(state, messages.at(-1)?.sentAt ?? 0) }
}

export interface SaidClaim {
  field: string
  value: string
  message: string
  quote: string
}

/** A reply in the form that is asked for. */
export const says = (part: { claims?: SaidClaim[]; signals?: unknown[]; summary?: string }) => ({
  text: JSON.stringify({ claims: [], signals: [], summary: '', ...part }),
})

/** The data of the question, as the server got it. */
export const dataOf = (request: { messages: Array<{ role: string; content: string }> }) =>
  JSON.parse(request.messages.find((turn) => turn.role === 'user')?.content ?? '{}') as {
    known: string[]
    summary: string
    before: Array<{ by: string; text: string }>
    messages: Array<{ id: string; by: string; text: string }>
  }
