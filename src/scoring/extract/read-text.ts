import type { ThreadMessage } from '../../domain/index.ts'
import { announce, announcedBefore, givesHisOwn } from './announced.ts'
import { putRight } from './corrections/put-right.ts'
import { saysWrong } from './corrections/slip-words.ts'
import { type FieldState, type Offer, offer } from './field-state.ts'
import type { FirstReading } from './learnt/candidates.ts'
import { readingHook } from './learnt/reading-hook.ts'
import { secondReading } from './learnt/second-reading.ts'
import { addressPiece } from './offers/address-piece.ts'
import { answers } from './offers/answers/answers.ts'
import { beside } from './offers/beside.ts'
import { called } from './offers/called.ts'
import { cardRow } from './offers/card-row.ts'
import { continuedAddress } from './offers/continued-address.ts'
import { readEnglishCard } from './offers/english/card.ts'
import { mixedName } from './offers/english/mixed-name.ts'
import { readEnglish } from './offers/english/sentences.ts'
import { readEnglishSignature } from './offers/english/signature.ts'
import { namedFirm } from './offers/named-firm.ts'
import { outright } from './offers/outright.ts'
import { ownContacts } from './offers/own-contacts.ts'
import { pastedAddress } from './offers/pasted-address.ts'
import { row } from './offers/row.ts'
import { signature } from './offers/signature.ts'
import { surest } from './offers/surest.ts'
import { normalised } from './our-words.ts'
import { piecesOf } from './pieces.ts'
import { readAll } from './row/read.ts'
import { tokensOf } from './row/row-token.ts'
import { unmarkTowns } from './town-marks.ts'
import { announcesThird } from './whose/announces-third.ts'
import { type Mode, markOwners } from './whose/mark-owners.ts'
import { shipsFor, shipsToOthers } from './whose/ships-to-others.ts'

/**
 * Reads words and numbers of one honest text into the state, which the caller owns.
 *
 * The next message depends on what is written here: `held` (values), `shipsToOthers`, `digits` (the beginning of a
 * number), `asked.third`, `correcting`, `announced` and `expectThird`.
 */
export function readText(state: FieldState, message: ThreadMessage, original: string, source?: 'signature'): void {
  const text = normalised(original)
  const corrects = saysWrong.test(text) || state.correcting === true
  if (shipsToOthers(text)) state.shipsToOthers = state.seq
  const first = firstReading(state, text, corrects)
  readingHook.run?.(first)
  const found = secondReading(first)
  putRight(state, found, first)
  for (const one of surest(found)) {
    if (one.field === 'mobile') followMobile(state, one, text)
    offer(state, message, {
      ...asSaid(one, original, text),
      corrects: one.corrects ?? (corrects && one.weight >= 60),
      ...(source ? { source } : {}),
    })
  }
  expectNext(state, text, found)
}

/** What the rules make of the text, and what it is made of. */
function firstReading(state: FieldState, text: string, corrects: boolean): FirstReading {
  const { asked, held } = state
  const pieces = piecesOf(text, {
    ...asked,
    qq: asked.qq || announcedBefore(state, 'qq') || givesHisOwn(state, text),
    wechatId: asked.wechatId || announcedBefore(state, 'wechatId') || (corrects && (held.wechatId?.length ?? 0) > 0),
  })
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
  return { state, text, reads, tokens, byRules }
}

/** Whose words are expected: another's where his contact was asked for or announced, or where goods go to him. */
function expectedMode({ expectThird, asked, shipsToOthers: since, seq }: FieldState, text: string): Mode {
  if (expectThird) return 'hard'
  if (since !== undefined && seq - since <= shipsFor && /1[3-9]\d{9}/.test(text) && !/我/.test(text)) return 'hard'
  return asked.third && !asked.name ? 'soft' : 'self'
}

/** An id of WeChat that was the mobile goes with the mobile that takes its place. */
function followMobile({ held }: FieldState, { value, corrects }: Offer, text: string): void {
  const before = held.mobile?.map((one) => one.value) ?? []
  if (!(corrects || /停了|停机|停用|不用了/.test(text)) || !held.wechatId) return
  held.wechatId = held.wechatId.map((id) => (before.includes(id.value) ? { ...id, value } : id))
}

/** 阿细, 牛牛妈: his full name, where he gives one, counts. */
const calledSo = /^(?:[小老阿][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,3}[妈爸])$/

/** In the customer's own characters, with the words it was read from. */
const asSaid = (one: Offer, original: string, text: string): Offer => ({
  ...one,
  value: unmarkTowns(asWritten(original, text, one.value)),
  ...(one.field === 'name' && calledSo.test(one.value) ? { partial: true } : {}),
  quote: one.quote === '' ? text.slice(0, 80) : one.quote,
})

/** The value in the customer's own characters. */
function asWritten(original: string, text: string, value: string): string {
  const at = original === text || original.length !== text.length ? -1 : text.indexOf(value)
  return at < 0 ? value : original.slice(at, at + value.length)
}

/** 技术上的找我 我伏磊: what comes next is his as well. */
const speaksForHimself = /[找打加发联系]我(?=$|[\s,。])|我(?:叫|是|姓)/

/** How the next message is to be taken. */
function expectNext(state: FieldState, text: string, found: readonly Offer[]): void {
  if (state.asked.third && found.length > 0 && speaksForHimself.test(text))
    state.asked = { ...state.asked, third: false }
  state.correcting = saysWrong.test(text) && found.length === 0 && text.length < 40
  announce(state, text, found)
  state.expectThird = announcesThird(text) && !found.some((f) => f.field === 'mobile')
}
