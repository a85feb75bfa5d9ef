import { type FieldState, latestHeld, type Offer } from '../field-state.ts'
import { saysWrong } from './slip-words.ts'

const swapped =
  /(?:^|[\s,。])(?:是|应该是)?((?!\S*错)[\u4e00-\u9fff\d]{2,8})[\s,]{0,2}不是\s?([\u4e00-\u9fff\d]{2,8}?)(?=$|[\s,。])|不是\s?([\u4e00-\u9fff\d]{2,8}?)[\s,]{0,2}(?:而?是|应该是)\s?([\u4e00-\u9fff\d]{2,8}?)(?=$|[\s,。])/
const houseNumber =
  /(?:门牌|地址|[写打说]错|错了)[^\d]{0,12}是\s?(\d{1,5})\s?(?:(号|栋|幢|室|弄|座)|(?![\d\u4e00-\u9fff]{2}))/

/** 应该是1086号, 是602 打错了, 红旗街 不是通江路: the address said last, with the part put right. */
export function mendedAddress(state: FieldState, text: string): Offer | undefined {
  const known = latestHeld(state, 'address')
  if (!known || text.length > 60 || !(saysWrong.test(text) || /不是/.test(text))) return undefined
  const value = withPart(known.value, text)
  if (!value || value === known.value) return undefined
  return { field: 'address', value, weight: 92, quote: text.slice(0, 80), corrects: true }
}

function withPart(address: string, text: string): string | undefined {
  const [, right, wrong, notThis, butThis] = swapped.exec(text) ?? []
  const [from, to] = [wrong ?? notThis, right ?? butThis]
  if (from && to && address.includes(from)) return address.replace(from, to)
  const [, number, kind] = houseNumber.exec(text) ?? []
  if (!number) return undefined
  if (kind) return address.replace(new RegExp(`\\d{1,5}(?=${kind})(?!.*\\d${kind})`), number)
  const last = /\d{1,5}$/.exec(address)?.[0]
  return last?.length === number.length ? address.slice(0, -last.length) + number : undefined
}
