import {
  type Assessment,
  bandFrom,
  type Enricher,
  type FieldName,
  type FieldValue,
  type LeadFields,
  type PictureSource,
  type ReadingState,
  type ThreadMessage,
} from '../../domain/index.ts'
import { cleanText } from '../extract/clean-text.ts'
import { withoutInstructions } from '../injection.ts'
import { checkedSummary } from './checked-summary.ts'
import { fieldOf, honestText, isQuoted, type Source } from './evidence.ts'
import { createLlm, type Llm } from './llm.ts'
import { type ModelMemory, memoryOf, type TailLine, withMemory } from './memory.ts'
import type { LlmOptions } from './options.ts'
import { lookAtPictures } from './picture-reader.ts'
import { type PromptLine, readingQuestion } from './prompt.ts'
import { layOver, rulesAlone } from './recall.ts'
import { createRedactor, openRedactor, type Redactor } from './redactor.ts'
import type { ModelReply } from './reply.ts'

export interface EnricherOptions {
  /** ERP_SCORE_THRESHOLD: a model's word never carries a score over it. @default 60 */
  threshold?: number
  /** Where pictures come from. @default none is looked at */
  pictures?: PictureSource
}

/** Of one message and of all new messages, as much is sent; longer ones keep their beginning. */
const maxMessageChars = 600
const maxChars = 4_000
const maxMessages = 30
const tailLines = 6
const tailChars = 160
const maxSignals = 6
const closed: readonly Assessment['counterpart'][] = ['advertiser', 'recruiter', 'fraud']

/**
 * A model's reading laid over the rules': fields that they left blank, a few points within the band, a summary. Each
 * claim must quote the customer's own words. Whatever the server does, nothing that the rules found is lost.
 */
export function createEnricher(server: LlmOptions | Llm, options: EnricherOptions = {}): Enricher {
  const llm = 'ask' in server ? server : createLlm(server)
  const lines = [...new Set([bandFrom.warm, bandFrom.hot, options.threshold ?? 60])]
  return {
    async enrich(state, fresh, base, signal) {
      const rules = rulesAlone(base)
      const thought = await think(llm, state, fresh, rules, signal)
      const eyes = { llm, pictures: isOpen(rules) ? options.pictures : undefined }
      const memory = await lookAtPictures(eyes, thought, fresh, rules, state, signal)
      return { state: withMemory(state, memory), assessment: layOver(rules, memory, lines) }
    },
  }
}

async function think(
  llm: Llm,
  state: ReadingState,
  fresh: readonly ThreadMessage[],
  rules: Assessment,
  signal: AbortSignal | undefined,
): Promise<ModelMemory> {
  const known = memoryOf(state)
  const memory = { ...known, addressed: known.addressed || fresh.some(speaksToMachine) }
  const lines = linesOf(fresh)
  const told = (seen: boolean): Pick<ModelMemory, 'tail' | 'unseen'> => ({
    tail: [...memory.tail, ...lines.map(short)].slice(-tailLines),
    unseen: seen ? 0 : Math.min(tailLines, memory.unseen + lines.length),
  })
  if (!worthAsking(lines, rules)) return { ...memory, ...told(false) }
  const before = memory.tail.slice(0, memory.tail.length - memory.unseen)
  const now = newest([...memory.tail.slice(memory.tail.length - memory.unseen), ...lines])
  const redactor = llm.redact ? createRedactor(rules.fields) : openRedactor
  const { data, sources } = promptData(memory, before, now, rules, redactor)
  const answer = await llm.ask(readingQuestion(data), signal)
  if (!answer.ok) return { ...memory, ...told(false) }
  return { ...memory, ...learned(memory, shown(answer.value, redactor), sources, now), ...told(true) }
}

/** A talk in which there is something to win. */
const isOpen = (rules: Assessment): boolean => !rules.optedOut && !closed.includes(rules.counterpart)

/** Words of the customer that are new. */
const worthAsking = (lines: readonly TailLine[], rules: Assessment): boolean =>
  isOpen(rules) && lines.some((line) => line.role === 'customer')

/** Texts as they may be read: what was planted for machines does not even reach one. */
const linesOf = (messages: readonly ThreadMessage[]): TailLine[] =>
  messages.flatMap(({ id, role, kind, text, sentAt }) => {
    const words = kind === 'text' ? honestText(text).trim() : ''
    return words === '' ? [] : [{ id, role, text: words.slice(0, maxMessageChars), at: sentAt }]
  })

const speaksToMachine = ({ role, text }: ThreadMessage): boolean => {
  const clean = cleanText(text)
  return role !== 'sales' && (withoutInstructions(clean).found || honestText(clean) !== clean)
}

const short = (line: TailLine): TailLine => ({ ...line, text: line.text.slice(0, tailChars) })

/** The last messages that fit. */
function newest(lines: readonly TailLine[]): TailLine[] {
  const kept: TailLine[] = []
  let room = maxChars
  for (const line of lines.slice(-maxMessages).toReversed()) {
    room -= line.text.length
    if (room < 0) break
    kept.unshift(line)
  }
  return kept
}

const by = { customer: '客户', sales: '我方', other: '旁人' } as const

function promptData(
  memory: ModelMemory,
  before: readonly TailLine[],
  now: readonly TailLine[],
  rules: Assessment,
  redactor: Redactor,
) {
  const sources = new Map<string, Source>()
  const messages: PromptLine[] = now.map((line, index) => {
    const id = `m${index + 1}`
    sources.set(id, { id: line.id, at: line.at, text: line.text, customer: line.role === 'customer' })
    return { id, by: by[line.role], text: redactor.hide(line.text) }
  })
  const data = {
    known: Object.keys(rules.fields),
    summary: redactor.hide(memory.summary),
    before: before.map((line) => ({ by: by[line.role], text: redactor.hide(line.text) })),
    messages,
  }
  return { data, sources }
}

/** The reply with the placeholders taken back. */
const shown = (reply: ModelReply, { show }: Redactor): ModelReply => ({
  claims: reply.claims.map((claim) => ({ ...claim, value: show(claim.value), quote: show(claim.quote) })),
  signals: reply.signals.map((signal) => ({ ...signal, quote: show(signal.quote) })),
  summary: show(reply.summary),
})

function learned(
  memory: ModelMemory,
  reply: ModelReply,
  sources: ReadonlyMap<string, Source>,
  now: readonly TailLine[],
): Pick<ModelMemory, 'claims' | 'disputed' | 'signals' | 'summary'> {
  const signals = reply.signals.flatMap(({ signal, message, quote }) => {
    const source = sources.get(message)
    return isQuoted(quote, source) ? [{ signal, messageId: source.id, quote: quote.slice(0, 80) }] : []
  })
  const texts = [...now, ...memory.tail].map((line) => line.text)
  return {
    ...mergeClaims(memory, claimsIn(reply, sources)),
    signals: [...memory.signals.filter((old) => !signals.some((s) => s.signal === old.signal)), ...signals].slice(
      -maxSignals,
    ),
    summary: checkedSummary(reply.summary, [...texts, memory.summary]) ?? memory.summary,
  }
}

type Claims = Map<FieldName, FieldValue | 'contradicted'>

/** Of each field the founded claim; two values in one breath contradict each other. */
function claimsIn(reply: ModelReply, sources: ReadonlyMap<string, Source>): Claims {
  const claims: Claims = new Map()
  for (const claim of reply.claims) {
    const field = fieldOf(claim, sources.get(claim.message))
    if (!field) continue
    const known = claims.get(claim.field)
    const clash = known === 'contradicted' || (known !== undefined && known.value !== field.value)
    claims.set(claim.field, clash ? 'contradicted' : field)
  }
  return claims
}

/** A later word of the customer corrects; another reading of the same words disputes. */
function mergeClaims(memory: ModelMemory, fresh: Claims): Pick<ModelMemory, 'claims' | 'disputed'> {
  const claims: LeadFields = { ...memory.claims }
  const disputed = new Set(memory.disputed)
  for (const [name, claim] of fresh) {
    const known = claims[name]
    const clash =
      claim === 'contradicted' || (known !== undefined && known.value !== claim.value && claim.at <= known.at)
    if (clash) disputed.add(name)
    else claims[name] = claim
  }
  for (const name of disputed) delete claims[name]
  return { claims, disputed: [...disputed] }
}
