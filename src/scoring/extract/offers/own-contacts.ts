import { isCode } from '../code-asked.ts'
import { wrong } from '../corrections/slip-words.ts'
import type { FieldState, HeldField, Offer } from '../field-state.ts'
import type { Piece } from '../pieces.ts'
import { contactKinds, type Read } from '../row/read.ts'
import { retired } from '../whose/retired.ts'
import { sameNumbers } from './same-number.ts'

const additional = /另一个|另外一个|备用|第二|还有一个|也可以打|也行|或者打|打不通|副号|小号/

/** Numbers, addresses of mail and ids that are his own. */
export function ownContacts(state: FieldState, reads: readonly Read[], text: string): Offer[] {
  const offers: Offer[] = []
  let mobiles = 0
  for (const { piece } of reads) {
    if (!contactKinds.has(piece.kind) || piece.third || retired(text, piece)) continue
    if (piece.kind === 'mobile' && isCode(state, text)) continue
    if (state.foreign.includes(piece.value) || takenBack(reads, piece, text)) continue
    const labelled = piece.span?.labelled === true
    const field = piece.kind as HeldField
    let weight = labelled ? 95 : 88
    if (field === 'mobile') {
      if (mobiles > 0 || additional.test(text)) weight = mobiles > 0 ? 60 : 70
      mobiles += 1
    }
    offers.push({ field, value: piece.value, weight, quote: piece.text })
    if (piece.span?.mobile) offers.push({ field: 'mobile', value: piece.span.mobile, weight: 80, quote: piece.text })
  }
  return sameNumbers(state, offers, text)
}

const wrongBehind = new RegExp(
  String.raw`^[\s,]*(?:呃|额|啊|哦|噢|哎|等等|等下)?[\s,]*(?:${wrong}|[多少]打|[少漏多]了|[打写说]反|反了)`,
)
/** 3310… 不对 打错 331…: the one that follows is right. */
const takenBack = (reads: readonly Read[], piece: Piece, text: string): boolean =>
  wrongBehind.test(text.slice(piece.end, piece.end + 10)) &&
  reads.some((read) => read.piece.kind === piece.kind && read.piece.start > piece.end)
