import type { Offer } from '../field-state.ts'
import type { Piece } from '../pieces.ts'
import { addressPoints, readAddress } from '../postal-address.ts'

/** A part of a message that may be where somebody is to be found. */
export interface AddressSpan {
  value: string
  start: number
  end: number
  points: number
  placed: boolean
}

const fewestPoints = 2
const longestPiece = 80
const mostStarts = 5
const openers =
  /地址|[送寄发装运拉搬住收][到至去往在给]?|我们?(?:家)?(?:是|在)|(?:公司|店|厂|家)(?:里)?(?:在|是)|[到在是往:]|(?:新的|现在|换到?|搬到了?|改到?|老家)/g

/** What the rules took for an address, and every piece with the marks of one, from each word that may open it. */
export function addressSpansOf(pieces: readonly Piece[], byRules: readonly Offer[]): AddressSpan[] {
  const offered = byRules.filter((offer) => offer.field === 'address').map((offer) => offer.value)
  return pieces.flatMap((piece) => {
    if (piece.kind !== 'words') return []
    const { points, placed } = addressPoints(piece.text)
    const spanOf = (value: string): AddressSpan => {
      const at = Math.max(0, piece.text.indexOf(value))
      return {
        value,
        start: piece.start + at,
        end: Math.min(piece.end, piece.start + at + value.length),
        points,
        placed,
      }
    }
    const ruled = offered.filter((value) => piece.text.includes(value))
    if (points < fewestPoints || piece.text.length > longestPiece) return ruled.map(spanOf)
    const starts = [0, ...[...piece.text.matchAll(openers)].map((m) => m.index + m[0].length)].slice(0, mostStarts)
    const read = starts.flatMap((from) => {
      const reading = readAddress(piece.text.slice(from))
      return reading && reading.points >= fewestPoints && reading.address.length >= 4 ? [reading.address] : []
    })
    return [...new Set([...ruled, ...read])].map(spanOf)
  })
}
