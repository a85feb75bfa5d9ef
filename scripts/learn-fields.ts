/*
 * Learns which parts of a message are its writer's name, firm, position and numbers, from conversations with gold, and writes
 * data/gazetteer/fields.json:
 *   node bin/with-runtime.js node scripts/learn-fields.ts [--check | --count]
 * One logistic model for each field over the features of `src/scoring/extract/learnt`; `numbers-*` are short and made of
 * nothing but doubtful numbers, so they teach numbers alone, beside weights of their own. The same files give the same
 * result. `--check` writes nothing: each fifth is read by what the other four teach. `--count` tells how many threads
 * there are.
 */
import { globSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { readConversations } from '../src/app/conversation-file.ts'
import type { ThreadMessage } from '../src/domain/index.ts'
import { isSlipOf } from '../src/scoring/extract/corrections/retyped-number.ts'
import { type Candidate, candidatesOf } from '../src/scoring/extract/learnt/candidates.ts'
import { type LearntField, type LearntOf, learntOf } from '../src/scoring/extract/learnt/fields.ts'
import { answerMarks, marksFor, mostHeard, nextMarks, restMarks } from '../src/scoring/extract/learnt/hindsight.ts'
import { blankModel, type FieldModel, useFieldModel } from '../src/scoring/extract/learnt/model.ts'
import { readingHook } from '../src/scoring/extract/learnt/reading-hook.ts'
import { wordFields } from '../src/scoring/extract/learnt/word-spans.ts'
import { unmarkTowns } from '../src/scoring/extract/town-marks.ts'
import { type Gold, goldSchema } from '../src/scoring/measure/index.ts'
import { sameValue } from '../src/scoring/measure/same-value.ts'
import { scoreThread } from '../src/scoring/score-thread.ts'
import { checkInFifths, type GoldThread } from './learning/fifths.ts'
import { learn } from './learning/logistic.ts'

/** Features of fewer parts are chance. */
const fewestParts = 5
/** Weights nearer to nought change nothing. */
const least = 0.1
const unit = 0.01
const passes = 12
const strength: Record<LearntOf, number> = { name: 1, company: 2, job: 2, contact: 0.25, twin: 1 }
const data = fileURLToPath(new URL('../data/', import.meta.url))
const target = `${data}gazetteer/fields.json`
/** What the rules were tuned on says nothing of how far they may be trusted; what is for measuring is not learnt from. */
const learntFrom = globSync(
  ['scoring/train-*.jsonl', 'scoring/whose-*.jsonl', 'scoring/test-{[4-9],[1-9][0-9],1[0-2][0-9],13[0-7]}.jsonl'],
  { cwd: data },
).sort()

/** Short pieces of chats, made to mislead: what is so there only is learnt apart. */
const shortOnes = globSync('scoring/numbers-*.jsonl', { cwd: data }).sort()
/** Conversations in which what comes after a value tells whose it is: they teach nothing of how it looks when it is said. */
const hindsightOnes = globSync('scoring/after-*.jsonl', { cwd: data }).sort()

/** Marks by their number. */
const marks: string[] = []
const numbers = new Map<string, number>()

function numberOf(mark: string): number {
  const known = numbers.get(mark)
  if (known !== undefined) return known
  numbers.set(mark, marks.length)
  return marks.push(mark) - 1
}

interface Part {
  of: LearntOf
  /** What speaks for it as it is said. */
  at?: Int32Array
  /** And once more with what is said next. */
  inHindsight?: Int32Array
  yes: boolean
  /** From an ordinary conversation, such as are read. */
  whole: boolean
}

interface Example extends GoldThread {
  parts: Part[]
  whole: boolean
}

/** A candidate, and what was said since. */
interface Followed {
  candidate: Candidate
  at: Int32Array
  since: string[]
  heard: number
  answered: boolean
}

type Kind = 'whole' | 'short' | 'hindsight'

/** A number that he puts right later says nothing of whose it is. */
const isSlip = (field: LearntField, value: string, want: string | undefined): boolean =>
  want !== undefined && field !== 'address' && (isSlipOf(want, value) || (field !== 'mobile' && want.startsWith(value)))

/** Every part of the thread's messages that may be a value; what gold only admits teaches nothing. */
function partsOf(messages: readonly ThreadMessage[], gold: Gold, kind: Kind): Part[] {
  const followed: Followed[] = []
  readingHook.next = (role, text) => {
    for (const one of followed) follow(one, role, text)
  }
  readingHook.run = (first) => {
    for (const candidate of candidatesOf(first)) {
      if (kind === 'short' && (wordFields.some((one) => one === candidate.field) || candidate.field === 'address'))
        continue
      const at = Int32Array.from(candidate.features, numberOf)
      followed.push({ candidate, at, since: [], heard: 0, answered: false })
    }
  }
  scoreThread(messages)
  delete readingHook.run
  delete readingHook.next
  return followed.flatMap((one) => partOf(one, gold, kind) ?? [])
}

function follow(one: Followed, role: 'customer' | 'sales', text: string): void {
  if (role === 'sales' && !one.answered) {
    one.since.push(...answerMarks(text))
    one.answered = true
  } else if (role === 'customer' && one.heard < mostHeard) {
    one.since.push(...nextMarks(text, one.heard, one.candidate.value))
    one.heard += 1
  }
}

function partOf(one: Followed, gold: Gold, kind: Kind): Part | undefined {
  const { of, field, value } = one.candidate
  const said = unmarkTowns(value)
  const same = (want: string | undefined) => want !== undefined && want !== '' && sameValue(field, said, want)
  const yes = same(gold.fields[field])
  if (!yes && of === 'contact' && isSlip(field, said, gold.fields[field])) return undefined
  if (!yes && (gold.alt[field] ?? []).some(same)) return undefined
  const since = of === 'twin' || of === 'job' ? [] : marksFor(of, field, [...one.since, ...restMarks(one)])
  const inHindsight = since.length > 0 ? { inHindsight: Int32Array.from([...one.at, ...since.map(numberOf)]) } : {}
  return { of, ...(kind === 'hindsight' ? {} : { at: one.at }), ...inHindsight, yes, whole: kind !== 'short' }
}

async function threadsOf(file: string): Promise<GoldThread[]> {
  const threads: GoldThread[] = []
  for await (const line of readConversations(`${data}${file}`)) {
    if (!line.ok) throw line.error
    const { id, messages, raw } = line.thread
    const gold = goldSchema.parse(raw.gold ?? {})
    threads.push({ id, gold, messages })
  }
  return threads
}

const read =
  (kind: Kind) =>
  (thread: GoldThread): Example => ({
    ...thread,
    whole: kind === 'whole',
    parts: partsOf(thread.messages, thread.gold, kind),
  })

/** A mark has one weight for all texts and, where both kinds teach, one for its kind of text. */
const [everywhere, inWhole, elsewhere, places] = [0, 1, 2, 3]
const none = new Int32Array()

/** The weights for whole conversations: what holds everywhere and what holds there. */
function weightsOf(parts: readonly Part[], drawn: number): Map<string, number> {
  const isSplit = parts.some(({ of, whole }) => of !== 'twin' && !whole)
  const placed = (at: Int32Array, whole: boolean): Int32Array => {
    const all = at.map((mark) => mark * places + everywhere)
    return isSplit ? Int32Array.from([...all, ...at.map((mark) => mark * places + (whole ? inWhole : elsewhere))]) : all
  }
  const rows = parts.flatMap(({ at, inHindsight, yes, whole }) =>
    [at, inHindsight].flatMap((one) => (one ? [{ yes, at: placed(one, whole) }] : [])),
  )
  const met = new Int32Array(marks.length * places)
  for (const { at, inHindsight, whole } of parts)
    for (const mark of new Set(placed(inHindsight ?? at ?? none, whole))) met[mark] = (met[mark] ?? 0) + 1
  const known = [...met.keys()].filter((mark) => (met[mark] ?? 0) >= fewestParts)
  const index = new Int32Array(met.length).fill(-1)
  for (const [i, mark] of known.entries()) index[mark] = i
  const indexed = rows.map(({ yes, at }) => ({ yes, at: at.map((mark) => index[mark] ?? -1).filter((i) => i >= 0) }))
  const { weights, bias } = learn(indexed, known.length, {
    passes,
    step: 0.15,
    shrink: (i) => 1 / (drawn * (met[known[i] ?? 0] ?? 1)),
  })
  const weightOf = (mark: number) => weights[index[mark] ?? -1] ?? 0
  const own = known
    .filter((mark) => mark % places === everywhere)
    .map((mark) => {
      const name = marks[mark / places] ?? ''
      return [name, weightOf(mark) + weightOf(mark + inWhole) + (name === 'bias' ? bias : 0)] as const
    })
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return new Map(own.flatMap(([mark, weight]) => (Math.abs(weight) < least ? [] : [[mark, Math.round(weight / unit)]])))
}

function modelOf(examples: readonly Example[]): FieldModel {
  const parts = examples.flatMap((example) => example.parts)
  const weights = learntOf.map(
    (field) =>
      [
        field,
        weightsOf(
          parts.filter((part) => part.of === field),
          strength[field],
        ),
      ] as const,
  )
  return { unit, weights: Object.fromEntries(weights) as unknown as FieldModel['weights'] }
}

const check = (examples: readonly Example[]): void =>
  checkInFifths(
    examples,
    (others) => useFieldModel(modelOf(others)),
    ({ whole }) => whole,
  )

function write({ unit: one, weights }: FieldModel, threads: number): void {
  const lines = learntOf.map((field) => {
    const entries = [...weights[field]].map(([feature, weight]) => `${JSON.stringify(feature)}:${weight}`)
    return `"${field}":{${entries.join(',\n')}}`
  })
  writeFileSync(target, `{"threads":${threads},"unit":${one},"weights":{\n${lines.join(',\n')}\n}}\n`)
  console.log(`${threads} 个对话，${learntOf.map((f) => weights[f].size).join('/')} 个标记 → ${basename(target)}`)
}

useFieldModel(blankModel())
const threads = (await Promise.all(learntFrom.map(threadsOf))).flat()
const pieces = (await Promise.all(shortOnes.map(threadsOf))).flat()
const later = (await Promise.all(hindsightOnes.map(threadsOf))).flat()
const count = threads.length + pieces.length + later.length
const examples = () => [...threads.map(read('whole')), ...pieces.map(read('short')), ...later.map(read('hindsight'))]
if (argv.includes('--count')) console.log(count)
else if (argv.includes('--check')) check(examples())
else write(modelOf(examples()), count)
