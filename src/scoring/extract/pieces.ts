import { isPlace, placePrefix } from '../gazetteer/divisions.ts'
import { addressRun } from './address-run.ts'
import { contactSpans } from './contacts/contact-spans.ts'
import type { Expecting, Span, SpanKind } from './contacts/span.ts'
import { firmLike } from './firm-like.ts'
import { addressPoints } from './postal-address.ts'

/** A part of a message between separators: words, or one contact value. */
export interface Piece {
  kind: 'words' | SpanKind
  text: string
  value: string
  start: number
  end: number
  /** Separator before: '' glued, or the characters that were there. */
  gap: string
  /** A question mark follows. */
  asked: boolean
  /** Somebody else's, by the words around. */
  third: boolean
  span?: Span
}

const separators = /[\s,;。!?|/\\、…~"'“”‘’()[\]<>《》【】〖〗「」{}=+*#]+|(?<=\s)-+|-+(?=\s)|—+|-{2,}/g
const maxPieces = 160
const edge = /^[-:.·_\s]+|[-.·_\s]+$/g

/** Cuts a clean text into pieces; order is kept. */
export function piecesOf(text: string, expecting: Expecting): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const span of contactSpans(text, expecting)) {
    if (span.start < at) continue
    addWords(pieces, text, at, span.start)
    pieces.push(spanPiece(text, span, at))
    at = span.end
  }
  addWords(pieces, text, at, text.length)
  return joined(pieces.slice(0, maxPieces))
}

const street = /[\u4e00-\u9fff]{2}(?:路|街|大道|道|巷|镇|村|区|园|城|苑)$|[路街道巷弄段]\d{1,5}(?:-\d{1,3})?号$/
const house =
  /^(?:[\u4e00-\u9fffA-Za-z]{2,10}(?:大厦|中心|广场|国际|写字楼|产业园|科技园|公寓|小区|花园|厂房|仓库|商城|市场))?(?:[A-Za-z\d]{1,4}|[一二三四五六七八九十]{1,2})(?:号楼|栋|幢|座|单元|室|楼|层|号|库|区)[\dA-Za-z一二三四五六七八九十-]{0,6}(?:室|层|楼|号|单元)?\d{0,4}(?:室)?$/

/** A place that goes on: 赣州蓉江新区, 潭口镇, 家具城北区. */
const open = /[\u4e00-\u9fff](?:省|市|区|县|旗|镇|乡|街道|村|社区|园|城|苑|路|街|大道|巷)$/
const compound =
  /(?:大厦|中心|广场|国际|写字楼|园|公寓|小区|花园|苑|城|市场|厂房|仓库|区|栋|幢|座|单元|楼|号楼|号|弄|期)$/
const room =
  /^(?:[A-Za-z]?\d{1,4}(?:-\d{1,4}){1,3}|[A-Za-z]\d{2,4}|\d{3,4}室?|[一二三四五六七八九十\d]{1,3}(?:楼|层|号楼|栋|幢|单元|室|号))$/

/** 海晟大厦一楼, 22幢乙单元, C2-1-1704, 药学楼B302, 百草园小区里面: what may follow a street and names no street itself. */
const within =
  /^(?=.{1,16}$)(?=.*(?:\d|[一二三四五六七八九十](?:楼|层|期|号楼|单元|栋|幢)|院[内里]|里面|旁边?|[东西南北后侧]门))(?:[\u4e00-\u9fffA-Za-z·]{1,8}?(?:大厦|中心|广场|国际|大酒店|公寓|小区|花园|家园|佳园|苑|世家|华庭|城|园|楼|府|居|湾|庭|汇|里|厂))?(?:[A-Za-z\d一二三四五六七八九十甲乙丙]{1,5}(?:号楼|栋|幢|座|单元|室|楼|层|号门|号|区|期|铺|库|门))*(?:[A-Za-z]?\d{1,5}(?:-[A-Za-z]?\d{1,5})*)?(?:车位\d{1,4}|院内|院里|里面|旁边?|[东西南北后侧]门)?$/

/** The next piece belongs to the address that this one began. */
function continues(text: string, next: string): boolean {
  if (street.test(text) && house.test(next)) return true
  const { points, placed } = addressPoints(next)
  const place = isPlace(text.replace(lead, '')) || (open.test(text) && addressPoints(text).points > 0)
  if (/[发寄送往到]/.test(next.slice(0, 4))) return false
  if (within.test(next) && addressPoints(text).points >= 3 && !/^\d{5,}$/.test(next)) return true
  if (place && (points >= 2 || (placed && points >= 1)) && next.length <= 40) return true
  return compound.test(text) && addressPoints(text).points >= 3 && room.test(next)
}

const branch = /^[\u4e00-\u9fff]{2,9}店(?=的|$)/

/** 渔家乐酸菜鱼 江宁百家湖店: the branch belongs to the name of the shop. */
function branches(text: string, next: string): boolean {
  const shop = branch.exec(next)?.[0]
  if (!shop || (placePrefix(shop) < 2 && !/[路街桥湖门城江]店$/.test(shop))) return false
  const name = text.replace(/^(?:我们?是?|还是|我在|咱们?是?|这边是|这里是)/, '')
  return name.length >= 3 && firmLike(name)
}

const lead =
  /^(?:我们?|公司|厂|店)?(?:收货|公司|送货|家庭)?(?:地址)?(?:寄送?|发货?|送货?|拉|运|快递)?(?:到|往|至|给|在|是|:)?/

/** 地址丘北县…: what stands before is no part of it. */
const opensAddress = /^(?:收货|送货|公司|店)?(?:地址|位置|住址)/

/** How many pieces from here are one address, with nothing but spaces between. */
function runFrom(pieces: readonly Piece[], at: number): number {
  if (pieces[at]?.kind !== 'words') return 1
  let end = at + 1
  while (
    end < at + 10 &&
    pieces[end]?.kind === 'words' &&
    /^ +$/.test(pieces[end]?.gap ?? '') &&
    !opensAddress.test(pieces[end]?.text ?? '')
  )
    end += 1
  return end - at < 2 ? 1 : addressRun(pieces.slice(at, end).map((p) => p.text))
}

/** …健寿大道 9栋一层, 武侯区 簇锦街道 铁佛二路77号: what is set with spaces between is one address. */
function joined(pieces: readonly Piece[]): Piece[] {
  const done: Piece[] = []
  let rest = 0
  for (const [i, piece] of pieces.entries()) {
    const within = rest > 0
    if (within) rest -= 1
    else rest = runFrom(pieces, i) - 1
    const last = done.at(-1)
    const adjoins = last?.kind === 'words' && piece.kind === 'words' && /^[ ]+$/.test(piece.gap)
    if (last && adjoins && (within || continues(last.text, piece.text) || branches(last.text, piece.text))) {
      const text = last.text + piece.text
      done[done.length - 1] = { ...last, text, value: text, end: piece.end, asked: piece.asked }
    } else done.push(piece)
  }
  return done
}

function spanPiece(text: string, span: Span, floor: number): Piece {
  const gap = /[\s,;。!?|/、(+]*$/.exec(text.slice(Math.max(floor, span.start - 4), span.start))?.[0] ?? ''
  const asked = /^\s*\?/.test(text.slice(span.end, span.end + 3))
  return {
    kind: span.kind,
    text: text.slice(span.start, span.end),
    value: span.value,
    start: span.start,
    end: span.end,
    gap,
    asked,
    third: false,
    span,
  }
}

function addWords(pieces: Piece[], text: string, from: number, to: number): void {
  const stretch = text.slice(from, to)
  let at = 0
  let gap = ''
  const add = (end: number) => {
    const raw = stretch.slice(at, end)
    const words = raw.replace(edge, '')
    if (words === '') return
    const start = from + at + raw.indexOf(words)
    pieces.push({
      kind: 'words',
      text: words,
      value: words,
      start,
      end: start + words.length,
      gap,
      asked: false,
      third: false,
    })
  }
  for (const match of stretch.matchAll(separators)) {
    add(match.index)
    gap = match[0]
    const last = pieces.at(-1)
    if (last && last.end <= from + match.index && last.end >= from + at && gap.includes('?')) last.asked = true
    at = match.index + match[0].length
  }
  add(stretch.length)
}
