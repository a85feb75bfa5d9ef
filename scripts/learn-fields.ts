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
import { candidatesOf } from '../src/scoring/extract/learnt/candidates.ts'
import { type LearntField, type LearntOf, learntOf } from '../src/scoring/extract/learnt/fields.ts'
import { blankModel, type FieldModel, useFieldModel } from '../src/scoring/extract/learnt/model.ts'
import { readingHook } from '../src/scoring/extract/learnt/reading-hook.ts'
import { wordFields } from '../src/scoring/extract/learnt/word-spans.ts'
import { unmarkTowns } from '../src/scoring/extract/town-marks.ts'
import { type Gold, goldSchema } from '../src/scoring/measure/index.ts'
import { sameValue } from '../src/scoring/measure/same-value.ts'
import { scoreThread } from '../src/scoring/score-thread.ts'
import { checkInFifths, type GoldThread, vocabularyOf } from './learning/fifths.ts'
import { learn } from './learning/logistic.ts'

/** Features of fewer parts are chance. */
const fewestParts = 5
/** Weights nearer to nought change nothing. */
const least = 0.1
const unit = 0.01
const strength: Record<LearntOf, number> = { name: 1, company: 2, job: 2, contact: 0.25, twin: 1 }
const data = fileURLToPath(new URL('../data/', import.meta.url))
const target = `${data}gazetteer/fields.json`
/** What the rules were tuned on says nothing of how far they may be trusted; what is for measuring is not learnt from. */
const learntFrom = globSync(
  ['scoring/train-*.jsonl', 'scoring/whose-*.jsonl', 'scoring/test-{[4-9],[1-9][0-9],1[01][0-9]}.jsonl'],
  { cwd: data },
).sort()

/** Short pieces of chats, made to mislead: what is so there only is learnt apart. */
const shortOnes = globSync('scoring/numbers-*.jsonl', { cwd: data }).sort()

interface Part {
  of: LearntOf
  features: readonly string[]
  yes: boolean
  /** From a whole conversation, such as are read. */
  whole: boolean
}

interface Example extends GoldThread {
  parts: Part[]
  whole: boolean
}

/** A number that he puts right later says nothing of whose it is. */
const isSlip = (field: LearntField, value: string, want: string | undefined): boolean =>
  want !== undefined && field !== 'address' && (isSlipOf(want, value) || (field !== 'mobile' && want.startsWith(value)))

/** Every part of the thread's messages that may be a value; what gold only admits teaches nothing. */
function partsOf(messages: readonly ThreadMessage[], gold: Gold, whole: boolean): Part[] {
  const parts: Part[] = []
  readingHook.run = (first) => {
    for (const { of, field, value, features } of candidatesOf(first)) {
      const said = unmarkTowns(value)
      const same = (want: string | undefined) => want !== undefined && want !== '' && sameValue(field, said, want)
      const yes = same(gold.fields[field])
      if (!whole && (wordFields.some((one) => one === field) || field === 'address')) continue
      if (!yes && of === 'contact' && isSlip(field, said, gold.fields[field])) continue
      if (yes || !(gold.alt[field] ?? []).some(same)) parts.push({ of, yes, whole, features: [...features] })
    }
  }
  scoreThread(messages)
  delete readingHook.run
  return parts
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
  (whole: boolean) =>
  (thread: GoldThread): Example => ({ ...thread, whole, parts: partsOf(thread.messages, thread.gold, whole) })

const [inWhole, inShort] = ['w| ', 's| ']

/** Each mark as such, and once more for the kind of text it stands in: of whom a number is differs, what words say does not. */
const marksOf = ({ features, whole }: Part): string[] =>
  features.flatMap((mark) => [mark, (whole ? inWhole : inShort) + mark])

/** The weights for whole conversations: what holds everywhere and what holds there. */
function weightsOf(parts: readonly Part[], drawn: number): Map<string, number> {
  const rowsOf = parts.some(({ of, whole }) => of === 'contact' && !whole) ? marksOf : ({ features }: Part) => features
  const counts = vocabularyOf(parts.map(rowsOf), fewestParts)
  const vocabulary = [...counts.keys()]
  const met = [...counts.values()]
  const index = new Map(vocabulary.map((feature, i) => [feature, i]))
  const rows = parts.map((part) => ({ yes: part.yes, at: rowsOf(part).flatMap((mark) => index.get(mark) ?? []) }))
  const { weights, bias } = learn(rows, vocabulary.length, {
    passes: 25,
    step: 0.15,
    shrink: (i) => 1 / (drawn * (met[i] ?? 1)),
  })
  const weightOf = (mark: string) => weights[index.get(mark) ?? -1] ?? 0
  const own = vocabulary
    .filter((mark) => !mark.startsWith(inWhole) && !mark.startsWith(inShort))
    .map((mark) => [mark, weightOf(mark) + weightOf(inWhole + mark) + (mark === 'bias' ? bias : 0)] as const)
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
const examples = () => [...threads.map(read(true)), ...pieces.map(read(false))]
if (argv.includes('--count')) console.log(threads.length + pieces.length)
else if (argv.includes('--check')) check(examples())
else write(modelOf(examples()), threads.length + pieces.length)
