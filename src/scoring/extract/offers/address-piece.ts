import { placePrefix } from '../../gazetteer/divisions.ts'
import { companySuffixOf } from '../../gazetteer/words.ts'
import type { FieldState, Offer } from '../field-state.ts'
import { isOrganisation } from '../organisation.ts'
import { addressPoints, readAddress } from '../postal-address.ts'
import { contactKinds, type Read } from '../row/read.ts'

/*
 * An address that stands by itself in its message: 丽景3栋1501 where it was asked for, 送到 and then the place, beside a
 * name or number.
 */

const talk =
  /月|号到|前台|食堂|酒店$|[部科]室?$|医院$|[的了吗呢吧您你他她它这那谁想要有没不是很都也会能买卖做搞说问]|多少|[台套件箱吨]$|公司|学校$/
const leads =
  /^(?:好的?|行|可以|那|就|我|换的|直接|设备|样品|货)*(?:送货?|寄货?|发货?|安装?|装|拉|运|快递|收货?|收件|装货|卸货|新店|住)(?:[到至去往在给]|:)*/
const opensDelivery = /(?:[送寄发装安拉运搬][到至去往]?|收货?|收件|装货|卸货|新店|地址|我家|住在?|位置|[在到]):?$/
const longest = 40

interface Place {
  address: string
  points: number
  placed: boolean
  /** Words of delivery stood before it. */
  delivered: boolean
}

export function addressPiece(state: FieldState, reads: readonly Read[]): Offer[] {
  return reads.flatMap((read, i) => {
    const house = houseAt(read, state, reads[i - 1], reads[i + 1])
    if (house.length > 0) return house
    const place = placeIn(read)
    const weight = place ? weightOf(state, place, reads[i - 1], reads[i + 1]) : 0
    return place && weight > 0 ? [{ field: 'address', value: place.address, weight, quote: read.piece.text }] : []
  })
}

const road = /^(.{2,30}(?:路|街|大道|巷|弄|工业园区?|产业园|开发区|园区|市场|小区))([\u4e00-\u9fff]{3,10})$/

/** 送沧州市运河区清池大道天成广告: the road, and the house that stands there. */
function houseAt({ piece }: Read, state: FieldState, before: Read | undefined, after: Read | undefined): Offer[] {
  if (piece.kind !== 'words' || piece.third || piece.asked || piece.text.length > longest) return []
  const lead = leads.exec(piece.text)?.[0] ?? ''
  const text = piece.text.slice(lead.length)
  const [, street = '', house = ''] = road.exec(text) ?? []
  const sent = lead !== '' || state.asked.address || (before && opensDelivery.test(before.piece.text))
  if (!house || placePrefix(text) < 2 || !(sent || isPerson(before) || isPerson(after))) return []
  if (before?.piece.third || !(companySuffixOf(house) && house.length > (companySuffixOf(house)?.length ?? 0)))
    return []
  if (addressPoints(street).points < 3) return []
  return [
    { field: 'address', value: street, weight: 76, quote: piece.text },
    { field: 'company', value: house, weight: 80, quote: piece.text, partial: true },
  ]
}

function placeIn({ piece, words }: Read): Place | undefined {
  if (piece.kind !== 'words' || piece.third || piece.asked || (words?.address && words.weight >= 60)) return undefined
  const lead = leads.exec(piece.text)?.[0] ?? ''
  const text = piece.text.slice(lead.length)
  if (text.length < 5 || text.length > longest || talk.test(text)) return undefined
  if (words?.company || isOrganisation(text, 'claimed') || !/\d|[路街道村镇乡区屯里园湾]/.test(text)) return undefined
  const reading = readAddress(text)
  if (reading?.rest !== '' || reading.points < 2 || !(reading.detailed || reading.points > 2)) return undefined
  const { address, points, placed } = reading
  return { address, points, placed, delivered: lead !== '' }
}

function weightOf(state: FieldState, place: Place, before: Read | undefined, after: Read | undefined): number {
  if (before?.piece.third) return 0
  if (state.asked.address) return 74
  if (place.delivered || (before && opensDelivery.test(before.piece.text)))
    return place.placed || place.points > 2 ? 72 : 66
  return place.placed && place.points > 3 && (isPerson(before) || isPerson(after)) ? 64 : 0
}

const isPerson = (read: Read | undefined): boolean =>
  read !== undefined &&
  !read.piece.third &&
  (contactKinds.has(read.piece.kind) || (read.words?.name !== undefined && read.words.whole))
