import type { FieldName, FieldSource, ThreadMessage, Way } from '../../domain/index.ts'
import { placePrefix } from '../gazetteer/divisions.ts'
import { bareFirm } from './bare-firm.ts'
import type { Hindsight } from './learnt/hindsight.ts'

/** A value somebody may have stated, with what speaks for it. */
export interface Held {
  value: string
  /** 0–100. */
  weight: number
  seq: number
  at: number
  messageId: string
  quote: string
  source: FieldSource
  /** Name: surname and form of address only. Company: no suffix. */
  partial?: boolean
  /** What was said since of whose it is. */
  hindsight?: Hindsight
}

export type HeldField = Exclude<FieldName, 'type'>

/** What the sales side has just asked for. */
export interface Asked {
  name?: boolean
  company?: boolean
  /** How his firm is called, in so many words. */
  firmName?: boolean
  mobile?: boolean
  phone?: boolean
  email?: boolean
  wechatId?: boolean
  qq?: boolean
  address?: boolean
  job?: boolean
  third?: boolean
  /** The number of an order or of a machine. */
  code?: boolean
}

/** The ends of the last messages before this one. */
export interface Earlier {
  said?: string
  asked?: string
}

/** All that field reading remembers of a thread: bounded whatever its length, plain JSON. */
export interface FieldState {
  seq: number
  held: Partial<Record<HeldField, Held[]>>
  asked: Asked
  /** The customer has answered: the next question begins anew. */
  answered: boolean
  /** Digits that may be the first part of a number. */
  digits?: { text: string; seq: number; account?: boolean }
  /** The message before said that something was wrong. */
  correcting?: boolean
  expectThird?: boolean
  /** The message in which he had goods sent to his own customers. */
  shipsToOthers?: number
  earlier?: Earlier
  /** What our side repeated to have it confirmed. */
  echoed?: { field: Way; value: string }
  /** He said that he is to be reached there, and gave no number yet. */
  announced?: { field: 'qq' | 'wechatId'; seq: number }
  /** Numbers of the sales side and of others, newest last. */
  foreign: string[]
  /** A location or card nobody has claimed yet. */
  unclaimed?: { kind: 'location' | 'card'; text: string; messageId: string; at: number }
  /** Kinds of words that show for whom he buys, one bit each. */
  type: { company: number; personal: number; quote: string; messageId: string; at: number }
}

export const emptyFieldState = (): FieldState => ({
  seq: 0,
  held: {},
  asked: {},
  answered: true,
  foreign: [],
  type: { company: 0, personal: 0, quote: '', messageId: '', at: 0 },
})

/** So much is remembered of the messages before. */
export const earlierChars = 24
/** 寄到:成都市…: what leads to a value. */
const opening =
  /^(?:[\s:：,，、;；。]|(?:库房|仓库|店|公司|地址|收货)(?:还是|仍是|还在|没变)|\d{1,2}号?(?:之?前|以前|上午|下午)[送寄发到]到?(?=[\u4e00-\u9fff]{2}))+/
/** …金恒路5号26号前必须到: by when goes with the goods, not with the place. */
const byWhen = /\s?(?:[本下]个?月|\d{1,2}月)?\d{1,2}号?(?:之前|以前|前).{0,12}$/
const maxHeld = 3
const maxForeign = 24
const maxValue = 200
const maxQuote = 80

export interface Offer {
  field: HeldField
  value: string
  weight: number
  quote: string
  source?: FieldSource
  partial?: boolean
  hindsight?: Hindsight
  /** Takes the place of everything said before. */
  corrects?: boolean
}

/** What was said last of a field, whatever speaks for it. */
export const latestHeld = ({ held }: FieldState, field: HeldField): Held | undefined =>
  held[field]?.toSorted((a, b) => b.seq - a.seq)[0]

const same = (field: HeldField, a: string, b: string): boolean =>
  field === 'phone' ? a.replace(/\D/g, '') === b.replace(/\D/g, '') : a.toLowerCase() === b.toLowerCase()

/** Adds a value; the state keeps the few best per field. Mutates `state`, which the caller owns. */
export function offer(state: FieldState, message: ThreadMessage, given: Offer): void {
  const opened = given.value.replace(opening, '')
  const said = (given.field === 'address' ? opened.replace(byWhen, '') : opened).trim().slice(0, maxValue)
  const value = given.field === 'company' ? bareFirm(said) : said
  if (value === '' || (given.field === 'company' && placePrefix(value) >= value.length)) return
  const before = given.corrects ? [] : (state.held[given.field] ?? [])
  const known = before.find((h) => same(given.field, h.value, value))
  const held: Held = {
    value,
    weight: Math.max(given.weight, known?.weight ?? 0),
    seq: state.seq,
    at: message.sentAt,
    messageId: message.id,
    quote: given.quote.slice(0, maxQuote),
    source: given.source ?? 'stated',
    ...(given.partial ? { partial: true } : {}),
    ...(given.hindsight ? { hindsight: given.hindsight } : {}),
  }
  const rest = before.filter((h) => h !== known)
  state.held[given.field] = [...rest, held]
    .slice(-maxHeld - 1)
    .sort((a, b) => b.weight - a.weight || b.seq - a.seq)
    .slice(0, maxHeld)
}

export function addForeign(state: FieldState, number: string): void {
  if (state.held.mobile?.some((h) => h.value === number) || state.foreign.includes(number)) return
  state.foreign = [...state.foreign, number].slice(-maxForeign)
}
