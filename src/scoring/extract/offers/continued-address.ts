import { placePrefix } from '../../gazetteer/divisions.ts'
import type { FieldState, Offer } from '../field-state.ts'
import { addressPoints } from '../postal-address.ts'
import type { Read } from './read.ts'

/** An address that does not end yet. */
const open = /(?:省|市|区|县|旗|镇|乡|街道|社区|村|园|大道|[路街巷弄]|\d号)$/
const begins = /^(?:送|寄|发|收货?)?(?:到|至)?/
const longest = 40

/** 福建省莆田市荔城区, 文献西路1288号, 正荣财富中心3号楼: an address that goes on in the next message. */
export function continuedAddress(state: FieldState, reads: readonly Read[]): Offer[] {
  const known = state.held.address?.find(({ seq, source }) => seq === state.seq - 1 && source === 'stated')
  const piece = reads[0]?.piece
  if (!known || piece?.kind !== 'words' || piece.third || piece.asked || !open.test(known.value)) return []
  const more = piece.text.replace(begins, '')
  const { points, detailed } = addressPoints(more)
  if (more.length > longest || placePrefix(more) > 0 || points < 2 || !detailed || known.value.includes(more)) return []
  return [
    {
      field: 'address',
      value: known.value + more,
      weight: Math.max(80, known.weight),
      quote: piece.text,
      corrects: true,
    },
  ]
}
