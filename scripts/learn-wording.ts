/*
 * Learns what the wording of a thread and the signals in it say of its score, from conversations with gold, and writes
 * data/gazetteer/wording.json:
 *   node bin/with-runtime.js node scripts/learn-wording.ts [--check | --count]
 * One logistic model over runs of characters and signals for each line between the levels and bands, and for whether an
 * organisation buys. The same files
 * give the same result. `--check` writes nothing: each fifth is scored by what the other four teach. `--count` tells
 * how many threads there are.
 */
import { globSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { readConversations } from '../src/app/conversation-file.ts'
import type { ThreadMessage } from '../src/domain/index.ts'
import { withoutInstructions } from '../src/scoring/injection.ts'
import { type Gold, goldSchema } from '../src/scoring/measure/index.ts'
import { createScorer } from '../src/scoring/scorer.ts'
import { plainText } from '../src/scoring/signals/plain-text.ts'
import { gramsOf } from '../src/scoring/wording/grams.ts'
import { marksOf } from '../src/scoring/wording/marks.ts'
import { lines, useWordingModel, type WordingModel } from '../src/scoring/wording/model.ts'
import { counts, kept, remember } from '../src/scoring/wording/wording-state.ts'
import { chatterOf } from './learning/chatter.ts'
import { checkInFifths, type GoldThread, vocabularyOf } from './learning/fifths.ts'
import { learn } from './learning/logistic.ts'

/** Grams of fewer threads are chance. */
const fewestThreads = 5
const passes = 40
const shrink = 1e-5
const step = 0.3
const unit = 0.01
const data = fileURLToPath(new URL('../data/', import.meta.url))
const target = `${data}gazetteer/wording.json`
/** Development sets only: what is for measuring is never learnt from. */
const learntFrom = globSync(
  [
    'conversations/dev-*.jsonl',
    'scoring/dev-*.jsonl',
    'scoring/train-*.jsonl',
    'scoring/test-{[3-9],[1-6][0-9],7[0-4]}.jsonl',
  ],
  { cwd: data },
).sort()

interface Labelled extends GoldThread {
  /** The rules were not tuned on it: what they make of it is what they make of any thread. */
  fresh: boolean
  /** Nothing but chat. */
  chat: boolean
  gold: Gold & { intent: number }
}

interface Example extends Labelled {
  grams: Map<string, number>
  marks: Map<string, number>
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

const onlyChat = /small-talk|chit-chat|gossip|^chat$/
const idle = 14
const tagsOf = (tags: unknown): string[] => (Array.isArray(tags) ? tags.map(String) : [])

const signalsAlone = createScorer({ wording: 0 })
const bySignals = (messages: readonly ThreadMessage[]) =>
  signalsAlone.assess(signalsAlone.read(signalsAlone.start(), messages), messages.at(-1)?.sentAt ?? 0)

async function threadsOf(file: string): Promise<Labelled[]> {
  const threads: Labelled[] = []
  for await (const line of readConversations(`${data}${file}`)) {
    if (!line.ok) throw line.error
    const { id, messages, raw } = line.thread
    const gold = goldSchema.parse(raw.gold ?? {})
    if (gold.intent === undefined) continue
    threads.push({
      id,
      fresh: basename(file).startsWith('train-'),
      chat: gold.intent <= idle && tagsOf(raw.tags).some((tag) => onlyChat.test(tag)),
      gold: { ...gold, intent: gold.intent },
      messages,
    })
  }
  return threads
}

function read(thread: Labelled): Example {
  const { score, reasons, fields } = bySignals(thread.messages)
  return { ...thread, grams: gramsOfThread(thread.messages), marks: marksOf(score, reasons, fields) }
}

function modelOf(examples: readonly Example[]): WordingModel {
  const lists = examples.map(({ grams, marks }) => [...grams.keys(), ...marks.keys()])
  const vocabulary = [...vocabularyOf(lists, fewestThreads).keys()]
  const index = new Map(vocabulary.map((key, i) => [key, i]))
  const rows = examples.map(({ grams, marks, gold }) => {
    const known = (values: ReadonlyMap<string, number>) =>
      [...values].flatMap(([key, value]) => {
        const at = index.get(key)
        return at === undefined ? [] : [{ at, value }]
      })
    const met = known(grams)
    const scale = Math.sqrt(met.reduce((sum, { value }) => sum + value, 0)) || 1
    const all = [...met.map(({ at, value }) => ({ at, value: value / scale })), ...known(marks)]
    return { gold, at: all.map(({ at }) => at), value: all.map(({ value }) => value) }
  })
  const answers: ((gold: Labelled['gold']) => boolean | undefined)[] = [
    ...lines.map((line) => (gold: Labelled['gold']) => gold.intent >= line),
    ({ fields }) => (fields.type === undefined ? undefined : fields.type === 'company'),
  ]
  const learnt = answers.map((answer) => {
    const told = rows.flatMap(({ gold, ...row }) => {
      const yes = answer(gold)
      return yes === undefined ? [] : [{ ...row, yes }]
    })
    return learn(told, vocabulary.length, { passes, step, shrink: () => shrink })
  })
  const grams = new Map(
    vocabulary.flatMap((key, i) => {
      const weights = learnt.map((model) => Math.round((model.weights[i] ?? 0) / unit))
      return weights.every((weight) => Math.abs(weight) < 10) ? [] : [[key, weights] as const]
    }),
  )
  return { bias: learnt.map((model) => Math.round(model.bias * 1e4) / 1e4), unit, grams }
}

/** Most messages of chat that are set into a thread. */
const longestRun = 20

/** Each thread once more with chat in it: a lead stays one however much else is talked about. */
function withChatter(threads: readonly Labelled[]): Labelled[] {
  const chatter = chatterOf(
    threads.filter(({ chat }) => chat).map(({ messages }) => messages.filter(({ role }) => role !== 'other')),
  )
  return threads.map((thread, n) => ({
    ...thread,
    gold: { ...thread.gold, fields: withoutType(thread.gold.fields) },
    messages: chatter.into(thread.messages, longestRun, n),
  }))
}

/** People chat alike whoever they buy for. */
const withoutType = ({ type: _, ...fields }: Gold['fields']): Gold['fields'] => fields

const check = (examples: readonly Labelled[]): void =>
  checkInFifths(
    examples,
    (others) => useWordingModel(modelOf(readWithChatter(others))),
    ({ fresh }) => fresh,
  )

function write({ bias, unit: one, grams }: WordingModel, threads: number): void {
  const entries = [...grams].map(([key, weights]) => `${JSON.stringify(key)}:[${weights.join(',')}]`)
  const head = `{"threads":${threads},"unit":${one},"bias":[${bias.join(',')}],"grams":{`
  writeFileSync(target, `${head}\n${entries.join(',\n')}\n}}\n`)
  console.log(`${threads} 个对话，${grams.size} 个标记 → ${basename(target)}`)
}

const readWithChatter = (threads: readonly Labelled[]): Example[] => [...threads, ...withChatter(threads)].map(read)

const threads = (await Promise.all(learntFrom.map(threadsOf))).flat()
if (argv.includes('--count')) console.log(threads.length)
else if (argv.includes('--check')) check(threads)
else write(modelOf(readWithChatter(threads)), threads.length)
