import type { Offer } from '../field-state.ts'
import type { Piece } from '../pieces.ts'
import type { Read } from '../row/read.ts'
import type { WordsReading } from '../words/words-reading.ts'
import { offersOf } from './offers-of.ts'

/** What he says of himself outright. */
export function outright(reads: readonly Read[]): Offer[] {
  return reads.flatMap(({ piece, words }) => [
    ...(piece.third || piece.asked ? [] : duty(piece.text)),
    ...(words?.outright && !piece.third && !foreignTalk(piece, words) ? offersOf(words, piece.text, words.weight) : []),
  ])
}

/** 负责仓储的, 负责行政的小汤: what he does, where no position has a name for it. */
function duty(text: string): Offer[] {
  const said = /^(?:我(?:这边)?是?)?(负责[\u4e00-\u9fff]{2,6}的)([小老][\u4e00-\u9fff])?$/.exec(text)
  if (!said?.[1]) return []
  const job: Offer = { field: 'job', value: said[1], weight: 76, quote: text }
  return said[2] ? [job, { field: 'name', value: said[2], weight: 78, quote: text, partial: true }] : [job]
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
