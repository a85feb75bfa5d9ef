/*
 * Learns how leads and others word themselves from the development conversations, and writes data/gazetteer/wording.json:
 *   node scripts/learn-wording.ts [--check]
 * Logistic models over runs of characters, one for each line between the levels and bands of a score. The same
 * conversations give the same result; --check says whether the file is that result.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { readConversations } from '../src/app/conversation-file.ts'
import type { ThreadMessage } from '../src/domain/index.ts'
import { withoutInstructions } from '../src/scoring/signals/injection.ts'
import { plainText } from '../src/scoring/signals/plain-text.ts'
import { gramsOf } from '../src/scoring/wording/grams.ts'
import { lines } from '../src/scoring/wording/model.ts'
import { counts, kept, remember } from '../src/scoring/wording/wording-state.ts'

/** Grams of fewer threads are chance. */
const fewestThreads = 4
const passes = 15
const shrink = 3e-4
const step = 0.2
const unit = 0.02
const path = (name: string) => fileURLToPath(new URL(`../data/${name}`, import.meta.url))
const target = path('gazetteer/wording.json')
/** Development sets only: what is for measuring is never learnt from. */
const learntFrom = [
  'conversations/dev-threads.jsonl',
  'conversations/dev-threads-2.jsonl',
  'conversations/dev-intent.jsonl',
  'scoring/dev-3.jsonl',
  'scoring/dev-4.jsonl',
  'scoring/dev-5.jsonl',
  'scoring/dev-6.jsonl',
  'scoring/test-3.jsonl',
  ...Array.from({ length: 9 }, (_, i) => `scoring/train-${i + 1}.jsonl`),
].map(path)

interface Example {
  intent: number
  grams: Map<string, number>
}

/** The thread's grams with the weight that folding gives them. */
function gramsOfThread(messages: readonly ThreadMessage[]): Map<string, number> {
  const grams = new Map<string, number>()
  let said: string[] = []
  for (const { role, kind, text } of messages) {
    if (role === 'other' || kind !== 'text') continue
    const plain = plainText(text)
    const honest = role === 'customer' ? withoutInstructions(plain).text : plain
    if (!counts(said, role, honest)) continue
    said = remember(said, role, honest)
    for (const [gram, weight] of grams) grams.set(gram, weight * kept)
    for (const gram of gramsOf(role, honest)) grams.set(gram, (grams.get(gram) ?? 0) + 1)
  }
  return grams
}

async function examplesOf(files: readonly string[]): Promise<Example[]> {
  const examples: Example[] = []
  for (const file of files) {
    for await (const line of readConversations(file)) {
      if (!line.ok) throw line.error
      const { intent } = (line.thread.raw.gold ?? {}) as { intent?: unknown }
      if (typeof intent === 'number') examples.push({ intent, grams: gramsOfThread(line.thread.messages) })
    }
  }
  return examples
}

/** A generator whose numbers are the same on every run (mulberry32). */
function random(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Row {
  at: number[]
  value: number[]
  intent: number
}

/** Logistic regression by AdaGrad. */
function learn(rows: readonly Row[], size: number, line: number): { weights: Float64Array; bias: number } {
  const weights = new Float64Array(size)
  const squares = new Float64Array(size).fill(1e-2)
  const next = random(7)
  let bias = 0
  for (let pass = 0; pass < passes; pass += 1) {
    for (const row of rows.map((r) => ({ r, key: next() })).sort((a, b) => a.key - b.key)) {
      const { at, value, intent } = row.r
      const sum = at.reduce((z, index, i) => z + (weights[index] ?? 0) * (value[i] ?? 0), bias)
      const error = 1 / (1 + Math.exp(-sum)) - (intent >= line ? 1 : 0)
      bias -= 0.02 * error
      at.forEach((index, i) => {
        const slope = error * (value[i] ?? 0) + shrink * (weights[index] ?? 0)
        const square = (squares[index] ?? 0) + slope * slope
        squares[index] = square
        weights[index] = (weights[index] ?? 0) - (step * slope) / Math.sqrt(square)
      })
    }
  }
  return { weights, bias }
}

const examples = await examplesOf(learntFrom)
const threads = new Map<string, number>()
for (const { grams } of examples) for (const gram of grams.keys()) threads.set(gram, (threads.get(gram) ?? 0) + 1)
const vocabulary = [...threads].flatMap(([gram, count]) => (count >= fewestThreads ? [gram] : [])).sort()
const index = new Map(vocabulary.map((gram, i) => [gram, i]))
const rows = examples.map(({ grams, intent }): Row => {
  const met = [...grams].flatMap(([gram, weight]) => {
    const at = index.get(gram)
    return at === undefined ? [] : [[at, weight] as const]
  })
  const scale = Math.sqrt(met.reduce((sum, [, weight]) => sum + weight, 0)) || 1
  return { intent, at: met.map(([at]) => at), value: met.map(([, weight]) => weight / scale) }
})
const learnt = lines.map((line) => learn(rows, vocabulary.length, line))
const entries = vocabulary.flatMap((gram, i) => {
  const weights = learnt.map((model) => Math.round((model.weights[i] ?? 0) / unit))
  return weights.every((weight) => Math.abs(weight) < 5) ? [] : [`${JSON.stringify(gram)}:[${weights.join(',')}]`]
})
const bias = learnt.map((model) => Math.round(model.bias * 1e4) / 1e4)
const text = `{"threads":${examples.length},"unit":${unit},"bias":[${bias.join(',')}],"grams":{\n${entries.join(',\n')}\n}}\n`
if (argv.includes('--check')) {
  const same = readFileSync(target, 'utf8') === text
  if (!same) console.error(`${target} 与开发对话不一致，请运行 node scripts/learn-wording.ts`)
  process.exitCode = same ? 0 : 1
} else {
  writeFileSync(target, text)
  console.log(`${examples.length} 个对话，${entries.length} 个字组 → ${target}`)
}
