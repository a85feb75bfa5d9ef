import { placePrefix } from '../../gazetteer/divisions.ts'
import type { FieldState, Offer } from '../field-state.ts'
import { addressPoints } from '../postal-address.ts'
import type { Read } from '../row/read.ts'

/** An address that does not end yet. */
const open = /(?:省|市|区|县|旗|镇|乡|街道|社区|村|园|大道|[路街巷弄]|\d号)$/
const begins = /^(?:送|寄|发|收货?)?(?:到|至)?/
/** 文献西路…, 3号楼…: not 热压机15层的. */
const goesOn =
  /^(?:[\dA-Za-z一二三四五六七八九十]|[\u4e00-\u9fff]{1,12}?(?:路|街|大道|巷|弄|镇|乡|村|区|园|城|大厦|中心|广场|国际|小区|花园|家园|苑|公寓|府|院|市场|楼|栋|幢|座|店|厂|公司))/
const longest = 40

/** 福建省莆田市荔城区, 文献西路1288号, 正荣财富中心3号楼: an address that goes on in the next message. */
export function continuedAddress(state: FieldState, reads: readonly Read[]): Offer[] {
  const known = state.held.address?.find(({ seq, source }) => seq === state.seq - 1 && source === 'stated')
  const piece = reads[0]?.piece
  if (!known || piece?.kind !== 'words' || piece.third || piece.asked || !open.test(known.value)) return []
  const more = piece.text.replace(begins, '')
  if (!goesOn.test(more) || /^错了?|错了/.test(more)) return []
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
