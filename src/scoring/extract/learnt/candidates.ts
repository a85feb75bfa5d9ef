import { isCode } from '../code-asked.ts'
import type { FieldState, Offer } from '../field-state.ts'
import type { Read } from '../offers/read.ts'
import type { Token } from '../offers/row-token.ts'
import { aroundOf, contactFeatures } from './contact-features.ts'
import { type ContactSpan, contactSpansOf } from './contact-spans.ts'
import type { LearntField, LearntOf } from './fields.ts'
import { rowOf } from './row.ts'
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
  features: Iterable<string>
}

/** The same for learning and for reading. */
export const candidatesOf = (first: FirstReading): Candidate[] => [...words(first), ...contacts(first)]

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

function contacts({ state, text, reads, byRules }: FirstReading): Candidate[] {
  const pieces = reads.map((read) => read.piece)
  const spans = contactSpansOf(text, pieces, byRules).filter((span) => !isFax(span, text))
  const around = aroundOf(text, state, pieces, spans, byRules)
  return spans.map((span) => ({
    of: 'contact',
    field: span.field,
    value: span.value,
    quote: text.slice(span.start, span.end),
    third: span.piece?.third === true || state.foreign.includes(span.value) || isOfThing(span, state, text),
    features: contactFeatures(around, span),
  }))
}

const faxBefore = /(?:传真|fax)[^\d]{0,3}$/i
const isFax = ({ field, start }: ContactSpan, text: string): boolean =>
  field === 'phone' && faxBefore.test(text.slice(Math.max(0, start - 6), start))

/** The number of an order, a contract or a machine. */
const isOfThing = ({ field, piece }: ContactSpan, state: FieldState, text: string): boolean =>
  field === 'mobile' && (piece?.kind === 'number' || isCode(state, text))
