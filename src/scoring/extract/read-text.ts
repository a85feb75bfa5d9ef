import type { ThreadMessage } from '../../domain/index.ts'
import { isSurname, nameShape } from '../gazetteer/surnames.ts'
import { qq } from './contacts/channel-words.ts'
import { brokenNumber } from './corrections/broken-number.ts'
import { mendedAddress } from './corrections/mended-address.ts'
import { brokenMail, mendedMail } from './corrections/mended-mail.ts'
import { mendedHere, mendedNumber } from './corrections/mended-number.ts'
import { continuedId, retypedNumber } from './corrections/retyped-number.ts'
import { saysWrong } from './corrections/slip-words.ts'
import { type FieldState, type Offer, offer } from './field-state.ts'
import type { FirstReading } from './learnt/candidates.ts'
import { secondReading } from './learnt/second-reading.ts'
import { addressPiece } from './offers/address-piece.ts'
import { answers } from './offers/answers.ts'
import { beside } from './offers/beside.ts'
import { called } from './offers/called.ts'
import { cardRow } from './offers/card-row.ts'
import { continuedAddress } from './offers/continued-address.ts'
import { dropFalse, dropFrom } from './offers/drop-false.ts'
import { readEnglishCard } from './offers/english/card.ts'
import { mixedName } from './offers/english/mixed-name.ts'
import { readEnglish } from './offers/english/sentences.ts'
import { readEnglishSignature } from './offers/english/signature.ts'
import { namedFirm } from './offers/named-firm.ts'
import { outright } from './offers/outright.ts'
import { ownContacts } from './offers/own-contacts.ts'
import { pastedAddress } from './offers/pasted-address.ts'
import { row } from './offers/row.ts'
import { isSameAsMobile, sameNumberWeight } from './offers/same-number.ts'
import { signature } from './offers/signature.ts'
import { surest } from './offers/surest.ts'
import { announcesThird, type Mode, markOwners, shipsFor, shipsToOthers } from './ownership.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { readAll } from './row/read.ts'
import { tokensOf } from './row/row-token.ts'
import { simplified } from './simplified.ts'
import { markTowns, unmarkTowns } from './town-marks.ts'

/** 钟 丽娜 (行政主管): a name set with a space, as on cards. */
const spacedName = /(?<=^|\n)([\u4e00-\u9fff]) ([\u4e00-\u9fff] ?[\u4e00-\u9fff]?)(?=\s*[(/|,\n]|$)/g
/** 成本部 副经理: a position set with a space. */
const spacedJob = /([\u4e00-\u9fff]{2,5}部) (副?(?:总经理|经理|总监|主管|部长|主任|专员))(?=\s|$)/g

/** Lets `scripts/learn-fields.ts` see what the rules made of each text. */
export const readingHook: { run?: (first: FirstReading) => void } = {}

/** 俺叫, 我系, 搵, 0735一6620183: as most write it, of the same length; 769 号 set apart: as one word. */
const inOurWords = (text: string): string =>
  text
    .replace(/俺/g, '我')
    .replace(/(?<=(?<!\d)0\d{2,3})一(?=\d{7,8}(?!\d))/g, '-')
    .replace(/我系/g, '我是')
    .replace(/(?<=[A-Za-z\d])(?:下划线|底杠)(?=[A-Za-z\d])/g, '_')
    .replace(/(?<=[A-Za-z\d])(?:中划线|横杠|减号)(?=[A-Za-z\d])/g, '-')
    .replace(/[搵揾]/g, '找')
    .replace(/(?<=^|[\s,。])收[货件] (?=[\u4e00-\u9fff]{2,3} ?1[3-9]\d)/g, '收件人')
    .replace(/(?<=[\u4e00-\u9fff]) (?=\d{1,5} ?(?:号|弄|栋|幢|单元|楼|层|室)(?!码))/g, '')
    .replace(/(?<=[\u4e00-\u9fff]\d{1,5}) (?=(?:号|弄|栋|幢|单元|楼|层|室)(?!码))/g, '')

/** Reads words and numbers of one honest text. */
export function readText(state: FieldState, message: ThreadMessage, original: string, source?: 'signature'): void {
  // What stands in quotation marks was said by somebody else.
  const spaced = inOurWords(simplified(original)).replace(/[“「][^”」]{8,400}[”」]/g, (said) =>
    /\d{7}/.test(said) ? ' '.repeat(said.length) : said,
  )
  const joined = spaced
    .replace(spacedName, (whole, surname: string, rest: string) => {
      const name = surname + rest.replace(' ', '')
      return isSurname(surname) && nameShape(name) >= (rest.includes(' ') ? 1 : 2) ? name : whole
    })
    .replace(spacedJob, '$1$2')
  const text = markTowns(joined)
  const { asked } = state
  const corrects = saysWrong.test(text) || state.correcting === true
  const pieces = piecesOf(text, {
    ...asked,
    qq: asked.qq || announcedBefore(state, 'qq') || givesHisOwn(state, text),
    wechatId:
      asked.wechatId || announcedBefore(state, 'wechatId') || (corrects && (state.held.wechatId?.length ?? 0) > 0),
  })
  if (shipsToOthers(text)) state.shipsToOthers = state.seq
  markOwners(pieces, expectedMode(state, text), asked.name === true && !asked.third)
  const reads = readAll(pieces)
  const tokens = tokensOf(reads)
  const byRules: Offer[] = [
    ...ownContacts(state, reads, text),
    ...outright(reads),
    ...beside(reads),
    ...addressPiece(state, reads),
    ...pastedAddress(text),
    ...continuedAddress(state, reads),
    ...cardRow(reads),
    ...called(reads),
    ...row(tokens),
    ...signature(tokens),
    ...answers(state, reads),
    ...namedFirm(state, reads, text),
    ...readEnglish(text, asked.name === true),
    ...readEnglishCard(text),
    ...readEnglishSignature(text),
    ...mixedName(text),
  ]
  const first = { state, text, reads, tokens, byRules }
  readingHook.run?.(first)
  const found = secondReading(first)
  const split = found.some((f) => f.field === 'mobile') ? undefined : brokenNumber(state, pieces, text)
  if (split) found.push(split)
  if (split?.field === 'mobile' && isSameAsMobile(text))
    found.push({ ...split, field: 'wechatId', weight: sameNumberWeight })
  dropFalse(found, text)
  mend(state, found, byRules, text)
  const again = putRight(state, pieces, text)
  if (again) {
    dropFrom(found, ({ field, value }) => field === again.field || value === again.value)
    found.push(again)
    // kanglin_piano, and then @163.com: it was the beginning of a mail.
    if (again.field === 'email' && state.held.wechatId)
      state.held.wechatId = state.held.wechatId.filter(({ value }) => !again.value.startsWith(`${value}@`))
  }
  for (const one of surest(found)) {
    if (one.field === 'mobile') followMobile(state, one, text)
    offer(state, message, {
      ...one,
      value: unmarkTowns(asWritten(original, text, one.value)),
      ...(one.field === 'name' && calledSo.test(one.value) ? { partial: true } : {}),
      quote: quoteOf(text, one.quote),
      corrects: one.corrects ?? (corrects && one.weight >= 60),
      ...(source ? { source } : {}),
    })
  }
  if (asked.third && found.length > 0 && speaksForHimself.test(text)) state.asked = { ...asked, third: false }
  state.correcting = saysWrong.test(text) && found.length === 0 && text.length < 40
  announce(state, text, found)
  state.expectThird = announcesThird(text) && !found.some((f) => f.field === 'mobile')
}

/** 阿细, 牛牛妈: his full name, where he gives one, counts. */
const calledSo = /^(?:[小老阿][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,3}[妈爸])$/

/** 技术上的找我 我伏磊: what comes next is his as well. */
const speaksForHimself = /[找打加发联系]我(?=$|[\s,。])|我(?:叫|是|姓)/

/** A value said before, written once more or put right in words. */
const putRight = (state: FieldState, pieces: readonly Piece[], text: string): Offer | undefined =>
  retypedNumber(state, pieces, text) ??
  continuedId(state, text) ??
  mendedMail(state, text) ??
  brokenMail(state, text) ??
  mendedAddress(state, text)

/** An id of WeChat that was the mobile goes with the mobile that takes its place. */
function followMobile({ held }: FieldState, { value, corrects }: Offer, text: string): void {
  const before = held.mobile?.map((one) => one.value) ?? []
  if (!(corrects || /停了|停机|停用|不用了/.test(text)) || !held.wechatId) return
  held.wechatId = held.wechatId.map((id) => (before.includes(id.value) ? { ...id, value } : id))
}

/** Whose words are expected: another's where his contact was asked for or announced, or where goods go to him. */
function expectedMode({ expectThird, asked, shipsToOthers: since, seq }: FieldState, text: string): Mode {
  if (expectThird) return 'hard'
  if (since !== undefined && seq - since <= shipsFor && /1[3-9]\d{9}/.test(text) && !/我/.test(text)) return 'hard'
  return asked.third && !asked.name ? 'soft' : 'self'
}

/** 后两位是86, of a number said before or in this message; a slip that is put right at once is no stranger's number. */
function mend(state: FieldState, found: Offer[], byRules: readonly Offer[], text: string): void {
  const slips = byRules.filter(({ field }) => field === 'mobile' || field === 'phone' || field === 'qq')
  const slip = slips.find((said) => mendedHere(said, text))
  const here = slip && mendedHere(slip, text)
  const fixed = here ?? mendedNumber(state, text)
  if (!fixed) return
  // 5290716后头是8: what was found is the part that is put right.
  if (!here) dropFrom(found, ({ field, value }) => field === fixed.field && fixed.value.startsWith(value))
  if (!here && found.some(({ field }) => field === fixed.field)) return
  const wrong = found.findIndex((f) => here && f.value === slip.value)
  if (wrong >= 0) found.splice(wrong, 1)
  found.push(fixed)
}

const channel = {
  qq: new RegExp(
    String.raw`(?:加|用|发|走|聊)(?:我|我的)?\s?(?:${qq}|q)(?![\d邮@a-z])|(?:${qq})上?(?:发|传|聊|说|谈)(?:给)?(?:你|您|我)|(?:^|[\s,])我?的?(?:q{1,2}|扣扣)号?[:\s是]*$|(?:${qq})[^\d\n]{0,10}我的(?:号)?是?$|(?:${qq})上?[发传](?:吧|过来|一下)?(?=$|\s)`,
    'i',
  ),
  wechatId:
    /(?:加|用|发)我?(?:另外?(?:一个|的)?|大号|小号|私人|工作)(?:的)?(?:微信|号)|^我?的?微信号?[:\s是]*$|微信(?:id|号)?分[两二三几](?:段|条|次|截)|加我(?:的|这个号的)?(?:微信|绿泡泡|薇信?|wx|vx?)(?:吧|哈)?(?=$|[\s,])/i,
} as const

/** 加我Q聊吧, and the number with one of the next two messages. */
function announce(state: FieldState, text: string, found: readonly Offer[]): void {
  delete state.announced
  for (const field of ['qq', 'wechatId'] as const) {
    if (channel[field].test(text) && !found.some((f) => f.field === field)) state.announced = { field, seq: state.seq }
  }
}

const ourAccount = new RegExp(String.raw`^\D{0,8}[1-9]\d{5,9}\D{0,4}$|(?:${qq})\D{0,3}[1-9]\d{5,9}\D{0,4}$`, 'i')
/** 加了 我的是 942710583, behind our own account. */
const givesHisOwn = ({ earlier }: FieldState, text: string): boolean =>
  /(?:^|[\s,])我的号?(?:是|:|(?=\d))/.test(text) && ourAccount.test(earlier?.asked ?? '')

const announcedBefore = ({ announced, seq }: FieldState, field: 'qq' | 'wechatId'): boolean =>
  announced?.field === field && seq - announced.seq <= 2

/** The value in the customer's own characters. */
function asWritten(original: string, text: string, value: string): string {
  const at = original === text || original.length !== text.length ? -1 : text.indexOf(value)
  return at < 0 ? value : original.slice(at, at + value.length)
}

const quoteOf = (text: string, quote: string): string => (quote === '' ? text.slice(0, 80) : quote)
