import type { Offer } from '../field-state.ts'
import type { Piece } from '../pieces.ts'
import type { WordsReading } from '../words/words-reading.ts'
import { offersOf } from './offers-of.ts'
import type { Read } from './read.ts'

/** What he says of himself outright. */
export function outright(reads: readonly Read[]): Offer[] {
  return reads.flatMap(({ piece, words }) =>
    words?.outright && !piece.third && !foreignTalk(piece, words) ? offersOf(words, piece.text, words.weight) : [],
  )
}

/** 你们是…吗: about the seller, or asked rather than said. */
function foreignTalk(piece: Piece, words: WordsReading): boolean {
  const value = words.company ?? words.address
  if (value === undefined) return false
  const before = piece.text.slice(0, Math.max(0, piece.text.indexOf(value)))
  return (
    /你们|贵司|贵公司|你家|您家/.test(before) ||
    /是不是|是吗|对吗/.test(piece.text) ||
    (piece.asked && !/我/.test(before))
  )
}
