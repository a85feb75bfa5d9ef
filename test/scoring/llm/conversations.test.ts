import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Assessment,
  type FieldName,
  fieldNames,
  type LeadFields,
  type ThreadMessage,
} from '../../../src/domain/index.ts'
import { createJudge } from '../../../src/scoring/index.ts'
import { type Gold, goldSchema, type Judged, measure } from '../../../src/scoring/measure/index.ts'
import type { ModelReaction } from '../../support/model-server.ts'
import { byRules, dataOf, officeWith, type SaidClaim, says } from './office.ts'

/* Every conversation of the house, read by the rules and then with a model that is honest, or that lies with real words. */

interface Conversation {
  id: string
  messages: ThreadMessage[]
  gold: Gold
}

const files = ['samples', 'dev-extract', 'dev-threads', 'dev-threads-2', 'test-threads']
const conversations: Conversation[] = files.flatMap((name) =>
  readFileSync(new URL(`../../../data/conversations/${name}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const raw = JSON.parse(line)
      return {
        id: raw.id,
        gold: goldSchema.parse(raw.gold),
        messages: raw.messages.map((m: { from: string; text: string; ts: number; kind?: string }, i: number) => ({
          id: `${raw.id}-${i}`,
          role: m.from,
          kind: m.kind ?? 'text',
          text: m.text,
          sentAt: m.ts,
        })),
      }
    }),
)

type Lines = ReturnType<typeof dataOf>['messages']
type Teller = (gold: Gold, data: ReturnType<typeof dataOf>) => ModelReaction

/** The claim with the line that holds the value, whoever said it. */
const found = (field: string, value: string, lines: Lines): SaidClaim[] => {
  const line = lines.find((one) => one.text.includes(value))
  return line ? [{ field, value, message: line.id, quote: line.text }] : []
}

const told = ['name', 'company', 'address', 'job', 'type']
const honest: Teller = (gold, { known, messages }) =>
  says({
    claims: Object.entries(gold.fields)
      .filter(([field]) => told.includes(field) && !known.includes(field))
      .flatMap(([field, value]) => found(field, value, messages)),
  })

/** Takes what must not be taken, swaps the fields, sees every signal everywhere, and invents a story. */
const lying: Teller = (gold, { messages }) => {
  const forbidden = Object.entries(gold.reject).flatMap(([field, values]) =>
    (values ?? []).flatMap((value) => (told.includes(field) ? found(field, value, messages) : [])),
  )
  const swapped = Object.values(gold.fields).flatMap((value, i) => found(told[i % told.length]!, value, messages))
  const invented = told.map((field) => ({ field, value: '华天集团', message: 'm1', quote: '我是华天集团' }))
  const words = messages.filter((line) => line.by === '客户')
  return says({
    claims: [...forbidden, ...swapped, ...invented],
    signals: ['decided', 'contract', 'budget', 'need', 'refusal', 'hesitant'].flatMap((signal) =>
      words.slice(-1).map((line) => ({ signal, message: line.id, quote: line.text })),
    ),
    summary: '客户已付款 88 万元，下周三提货',
  })
}

interface Read {
  conversation: Conversation
  rules: Assessment
  with: Assessment
}

async function readAll(teller: Teller): Promise<Read[]> {
  let gold = conversations[0]!.gold
  const { enricher } = await officeWith((request) => teller(gold, dataOf(request)), {
    redact: false,
    dailyTokens: 1e9,
  })
  const all: Read[] = []
  for (const conversation of conversations) {
    gold = conversation.gold
    const { state, assessment } = byRules(conversation.messages)
    const enriched = await enricher.enrich(state, conversation.messages, assessment)
    all.push({ conversation, rules: assessment, with: enriched.assessment })
  }
  return all
}

const plain = (fields: LeadFields) =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]))
const figures = (reads: readonly Read[], which: 'rules' | 'with') =>
  measure(
    reads.map((read): Judged => {
      const { fields, score } = read[which]
      return { id: read.conversation.id, gold: read.conversation.gold, fields: plain(fields), score }
    }),
  )

describe('an honest model', () => {
  let reads: Read[]
  beforeAll(async () => {
    reads = await readAll(honest)
  })

  it('makes no field worse and some better', () => {
    const [rules, withModel] = [figures(reads, 'rules'), figures(reads, 'with')]
    for (const name of fieldNames) {
      const [now, before] = [withModel.fields[name], rules.fields[name]]
      expect.soft(now.f1 ?? 1, name).toBeGreaterThanOrEqual(before.f1 ?? 1)
      expect.soft(now.recall ?? 1, name).toBeGreaterThanOrEqual(before.recall ?? 1)
    }
    const recall = ({ fields }: typeof rules) =>
      (['name', 'company', 'address', 'job'] as const).reduce((sum, name) => sum + (fields[name].recall ?? 0), 0)
    expect(recall(withModel)).toBeGreaterThan(recall(rules))
    expect(withModel.intent).toEqual(rules.intent)
  })
})

describe('a model that lies with real words', () => {
  let reads: Read[]
  const judge = createJudge()
  beforeAll(async () => {
    reads = await readAll(lying)
  })

  it('loses no value of the rules', () => {
    for (const read of reads) expect(read.with.fields, read.conversation.id).toMatchObject(read.rules.fields)
  })

  it('moves no thread over a line and no score by more than six points', () => {
    for (const { rules, with: enriched, conversation } of reads) {
      expect(enriched.band, conversation.id).toBe(rules.band)
      expect(Math.abs(enriched.score - rules.score), conversation.id).toBeLessThanOrEqual(6)
    }
  })

  it('keeps no lead out of the ERP that the rules let in', () => {
    for (const { rules, with: enriched, conversation } of reads) {
      if (judge.admit(rules).passed) expect(judge.admit(enriched).passed, conversation.id).toBe(true)
    }
  })

  it('adds no way to reach somebody', () => {
    const numbers: FieldName[] = ['mobile', 'phone', 'email', 'wechatId', 'qq']
    for (const { rules, with: enriched } of reads)
      for (const name of numbers) expect(enriched.fields[name]).toEqual(rules.fields[name])
  })

  it('passes off somebody else’s name or firm in at most three of a hundred threads that hold one', () => {
    const { tookForbidden, withForbidden } = figures(reads, 'with')
    expect(withForbidden).toBeGreaterThan(100)
    expect(tookForbidden / withForbidden).toBeLessThanOrEqual(0.03)
  })

  it('gets no story with invented figures into the profile', () => {
    for (const read of reads) expect(read.with.profile).toBe(read.rules.profile)
  })
})
