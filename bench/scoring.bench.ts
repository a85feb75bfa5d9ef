/*
 * Reading conversations: threads a second, the cost of message n+1 in threads of growing length, the cost of
 * hostile text by its length, and how well the test conversations are read.
 */
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { readConversations } from '../src/app/conversation-file.ts'
import type { ThreadMessage } from '../src/domain/index.ts'
import { createScorer, scoreThread } from '../src/scoring/index.ts'
import { goldSchema, type Judged, measure } from '../src/scoring/measure/index.ts'
import type { Row } from './row.ts'
import { keywordScore } from './scoring/keyword-scorer.ts'

const testSet = fileURLToPath(new URL('../data/conversations/test-threads.jsonl', import.meta.url))

interface Conversation {
  id: string
  messages: ThreadMessage[]
  gold: ReturnType<typeof goldSchema.parse>
}

async function conversations(): Promise<Conversation[]> {
  const all: Conversation[] = []
  for await (const line of readConversations(testSet)) {
    if (!line.ok) throw line.error
    const { id, messages, raw } = line.thread
    all.push({ id, messages, gold: goldSchema.parse(raw.gold ?? {}) })
  }
  return all
}

/** The best of several runs, in ms: what the work costs without the machine's other doings. */
function best(runs: number, work: () => void): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < runs; i += 1) {
    const from = performance.now()
    work()
    least = Math.min(least, performance.now() - from)
  }
  return least
}

const row = (name: string, value: number, unit: string, baseline?: number): Row => ({
  name,
  value,
  unit,
  ...(baseline !== undefined && { baseline, ...(baseline > 0 && { ratio: value / baseline }) }),
})

const message = (i: number, text: string): ThreadMessage => ({
  id: `m${i}`,
  role: i % 2 === 0 ? 'customer' : 'sales',
  kind: 'text',
  text,
  sentAt: 1_700_000_000_000 + i * 60_000,
})
const talk = ['这款多少钱 要20台', '3200一台', '下周五前送到行吗', '可以', '王敏 13712345098', '好的']

/** ms to fold one more message into threads of these lengths, averaged over 200; taken in turns, so that a busy machine slows all alike. */
function nextMessageCosts(lengths: readonly number[]): number[] {
  const scorer = createScorer()
  const states = lengths.map((length) =>
    scorer.read(
      scorer.start(),
      Array.from({ length }, (_, i) => message(i, talk[i % talk.length] ?? '')),
    ),
  )
  const least = lengths.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < 25; round += 1) {
    states.forEach((state, n) => {
      const cost = best(1, () => {
        for (let i = 0; i < 200; i += 1)
          scorer.read(state, [message((lengths[n] ?? 0) + 2 * i, '这款多少钱 要20台 周五前送到')])
      })
      least[n] = Math.min(least[n] ?? cost, cost / 200)
    })
  }
  return least
}

const hostile = ['1 3 8 ', '路街巷号', 'a@', '要买订定做的了吗', '\u200b报价']
const hostileCost = (length: number) =>
  best(5, () => {
    for (const part of hostile) scoreThread([message(0, part.repeat(Math.ceil(length / part.length)).slice(0, length))])
  })

/** Runs all; figures of accuracy are shares, 0–1. */
export async function run(): Promise<Row[]> {
  const threads = await conversations()
  const seconds = (work: () => void) => best(5, work) / 1_000
  const ours = threads.length / seconds(() => threads.forEach((t) => void scoreThread(t.messages)))
  const naive = threads.length / seconds(() => threads.forEach((t) => void keywordScore(t.messages)))
  const judged = threads.map(({ id, gold, messages }): Judged => {
    const { fields, score } = scoreThread(messages)
    return { id, gold, fields, score }
  })
  const counted = threads.map(
    ({ id, gold, messages }): Judged => ({ id, gold, fields: {}, score: keywordScore(messages) }),
  )
  const [rules, words] = [measure(judged).intent, measure(counted).intent]
  const lengths = [20, 200, 2_000, 20_000]
  const costs = nextMessageCosts(lengths)
  const first = costs[0] ?? 0
  return [
    row('scoring: threads', ours, 'threads/s', naive),
    row('scoring: message n+1 at 20', first * 1_000, 'µs'),
    ...lengths
      .slice(1)
      .map((n, i) => row(`scoring: message n+1 at ${n}`, (costs[i + 1] ?? 0) * 1_000, 'µs', first * 1_000)),
    row('scoring: hostile text of 100 KB', hostileCost(100_000), 'ms', hostileCost(10_000)),
    row('scoring: hostile text of 4 KB', hostileCost(4_000), 'ms', hostileCost(1_000)),
    row('scoring: band right, conversations it was tuned on', rules.band, 'share', words.band),
    row('scoring: ranking right, conversations it was tuned on', rules.ranking ?? 0, 'share', words.ranking ?? 0),
    row(
      'scoring: false leads, conversations it was tuned on',
      rules.falseLeads.count / rules.falseLeads.of,
      'share',
      words.falseLeads.count / words.falseLeads.of,
    ),
    row(
      'scoring: missed hot, conversations it was tuned on',
      rules.missedHot.count / rules.missedHot.of,
      'share',
      words.missedHot.count / words.missedHot.of,
    ),
  ]
}

if (import.meta.main) for (const r of await run()) console.log(JSON.stringify(r))
