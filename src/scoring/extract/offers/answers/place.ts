import { placePrefix } from '../../../gazetteer/divisions.ts'
import type { Asked, Offer } from '../../field-state.ts'
import type { Read } from '../../row/read.ts'
import type { WordsReading } from '../../words/words-reading.ts'
import { offersOf } from '../offers-of.ts'

/** One piece of a message, where it stands and what was asked. */
export interface Place extends Read {
  asked: Asked
  before: Read | undefined
  after: Read | undefined
  /** Nothing stands before it. */
  first: boolean
  /** The surname he is known by. */
  known: string | undefined
}

/** A piece of his own that says nothing outright and asks nothing. */
export interface PlainPlace extends Place {
  words: WordsReading
}

export type Rule = (at: Place) => Offer[]
export type PlainRule = (at: PlainPlace) => Offer[]

export const isPlain = (at: Place): at is PlainPlace =>
  at.words !== undefined && !at.words.outright && !at.piece.third && !at.piece.asked

/** A piece that speaks of others' houses. */
export const mentions = /你们|贵|那边|那家|他们|银行|支行|大学|法院|分局|税务|工商|快递|物流|公安|政府/

export const namesTown = (company: string): boolean => placePrefix(company) >= 2

/** The offers of some of what a piece says. */
export const offered = ({ piece }: Place, fields: Partial<WordsReading>, weight: number): Offer[] =>
  offersOf({ ...fields, weight, outright: false, whole: true }, piece.text, weight)

/** A name that a piece says, whole or in part. */
export const nameIn = ({ piece }: Read, value: string, weight: number, partial: boolean | undefined): Offer => ({
  field: 'name',
  value,
  weight,
  quote: piece.text,
  ...(partial ? { partial: true } : {}),
})
