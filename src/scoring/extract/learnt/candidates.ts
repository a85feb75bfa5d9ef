import { isCode } from '../code-asked.ts'
import { fax } from '../contacts/channel-words.ts'
import type { FieldState, Offer } from '../field-state.ts'
import type { Piece } from '../pieces.ts'
import type { Read } from '../row/read.ts'
import type { Token } from '../row/row-token.ts'
import { retired } from '../whose/retired.ts'
import { aroundOf, contactFeatures } from './contact-features.ts'
import { type ContactSpan, contactSpansOf } from './contact-spans.ts'
import type { LearntField, LearntOf } from './fields.ts'
import { rowOf } from './row.ts'
import { twinsOf } from './twin.ts'
import { wordFeatures } from './word-features.ts'
import { wordSpansOf } from './word-spans.ts'

/** What a message says by the rules, and what it is made of. */
export interface FirstReading {
  state: FieldState
  text: string
  reads: readonly Read[]
  tokens: readonly Token[]
  byRules: readonly Offer[]
}

/** A part of a message that may be a value of the field, with all that speaks for or against it. */
export interface Candidate {
  /** The model that weighs it. */
  of: LearntOf
  field: LearntField
  value: string
  quote: string
  /** In words that speak of somebody else, or the number of a thing. */
  third: boolean
  /** Never taken: ours or a bystander's, or named only to be struck out (138… 停用了, 别打138…, 138…是我同事的). */
  struck?: boolean
  features: Iterable<string>
}

/** The same for learning and for reading. */
export function candidatesOf(first: FirstReading): Candidate[] {
  const { state, text, reads, byRules } = first
  const pieces = reads.map((read) => read.piece)
  const spans = contactSpansOf(text, pieces, byRules).filter((span) => !isFax(span, text))
  return [...words(first), ...contacts(first, pieces, spans), ...twins(state, text, spans, byRules)]
}

function words({ state, reads, tokens, byRules }: FirstReading): Candidate[] {
  const row = rowOf(state, reads, tokens)
  return reads.flatMap(({ piece }, at) =>
    (piece.kind === 'words' ? wordSpansOf(piece.text) : []).map((span) => ({
      of: span.field,
      field: span.field,
      value: piece.text.slice(span.start, span.end),
      quote: piece.text,
      third: piece.third,
      features: wordFeatures(row, at, span, byRules),
    })),
  )
}

function contacts(
  { state, text, byRules }: FirstReading,
  pieces: readonly Piece[],
  spans: readonly ContactSpan[],
): Candidate[] {
  const around = aroundOf(text, state, pieces, spans, byRules)
  return spans.map((span) => {
    const piece = span.piece ?? pieces.find((p) => p.start <= span.start && span.end <= p.end)
    const isRetired = retired(text, span)
    return {
      of: 'contact',
      field: span.field,
      value: span.value,
      quote: text.slice(span.start, span.end),
      third: piece?.third === true || isOfThing(span, state, text),
      struck: isRetired || state.foreign.includes(span.value),
      features: contactFeatures(around, span, isRetired),
    }
  })
}

/** His mobile or his account as his id of WeChat. */
const twins = (...of: Parameters<typeof twinsOf>): Candidate[] =>
  twinsOf(...of).map((twin) => ({ of: 'twin', field: 'wechatId', third: false, ...twin }))

const faxBefore = new RegExp(String.raw`(?:${fax})[^\d]{0,3}$`, 'i')
const isFax = ({ field, start }: ContactSpan, text: string): boolean =>
  field === 'phone' && faxBefore.test(text.slice(Math.max(0, start - 6), start))

/** The number of an order, a contract or a machine. */
const isOfThing = ({ field, piece }: ContactSpan, state: FieldState, text: string): boolean =>
  field === 'mobile' && (piece?.kind === 'number' || isCode(state, text))
