import { isMobile } from '../../../domain/index.ts'
import { type DigitGroup, digitGroups } from '../digit-groups.ts'
import type { Offer } from '../field-state.ts'
import type { Piece } from '../pieces.ts'
import { addressSpansOf } from './address-spans.ts'

export const contactFields = ['mobile', 'phone', 'email', 'wechatId', 'qq', 'address'] as const
export type ContactField = (typeof contactFields)[number]

/** A part of a message by which or where somebody may be reached. */
export interface ContactSpan {
  field: ContactField
  value: string
  start: number
  end: number
  /** What the rules took it for. */
  piece?: Piece
  /** How much an address it is. */
  place?: { points: number; placed: boolean }
}

const latinId = /(?<![A-Za-z0-9_@.-])_{0,2}[A-Za-z](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9])){4,19}(?![A-Za-z0-9_@.-])/g
const site = /^(?:www|https?)|^qq?\d{5,10}$|\.(?:com|cn|net|org)$/i
const account = /^[1-9]\d{4,10}$/
const line = /^(?:0\d{2,3})?[2-9]\d{6,7}(?:转\d{1,6})?$|^[48]00\d{7}$/
const freeCall = /^[48]00\d{7}$/
const mostSpans = 24

const fieldsOf = (value: string): ContactField[] => {
  const digits = value.replace(/[^\d转]/g, '')
  if (isMobile(digits)) return ['mobile']
  if (freeCall.test(digits)) return ['phone']
  return [...(line.test(digits) ? (['phone'] as const) : []), ...(account.test(digits) ? (['qq'] as const) : [])]
}

/** Whatever in the text may be a number, an id or an address, mail or other. Linear in the text. */
export function contactSpansOf(text: string, pieces: readonly Piece[], byRules: readonly Offer[]): ContactSpan[] {
  const spans: ContactSpan[] = []
  const add = (field: ContactField, value: string, start: number, end: number, piece?: Piece) => {
    if (spans.some((span) => span.field === field && start < span.end && end > span.start)) return
    spans.push({ field, value, start, end, ...(piece ? { piece } : {}) })
  }
  const contacts = pieces.filter(({ kind }) => kind !== 'words')
  for (const piece of contacts) {
    const { kind, value, start, end } = piece
    if (kind === 'email') add('email', value, start, end, piece)
    else if (kind === 'wechatId' && /^[A-Za-z]/.test(value)) add('wechatId', value, start, end, piece)
    else for (const field of fieldsOf(value)) add(field, value, start, end, piece)
  }
  const apart = (start: number, end: number) =>
    contacts.every((piece) => piece.kind === 'number' || start >= piece.end || end <= piece.start)
  for (const { 0: id, index } of text.matchAll(latinId))
    if (!site.test(id) && apart(index, index + id.length)) add('wechatId', id, index, index + id.length)
  for (const { digits, start, end } of inOne(text))
    if (apart(start, end)) for (const field of fieldsOf(digits)) add(field, digits, start, end)
  for (const { value, start, end, points, placed } of addressSpansOf(pieces, byRules))
    spans.push({ field: 'address', value, start, end, place: { points, placed } })
  return spans.sort((a, b) => a.start - b.start).slice(0, mostSpans)
}

const mostDigits = 11
const smallGroup = 4

/** Groups of digits, and 331 690 2754: groups that are one number; those of a bank card are none. */
function inOne(text: string): DigitGroup[] {
  const runs: DigitGroup[][] = []
  for (const group of digitGroups(text)) {
    const run = runs.at(-1)
    const beside = run && /^[ -]$/.test(text.slice(run.at(-1)?.end, group.start))
    if (run && beside) run.push(group)
    else runs.push([group])
  }
  const isCard = (run: readonly DigitGroup[]) =>
    run.every(({ digits }) => digits.length <= smallGroup) && lengthOf(run) > mostDigits
  return runs
    .filter((run) => !isCard(run))
    .flatMap(joined)
    .filter(({ start, end }) => !/[A-Za-z_]/.test(text[start - 1] ?? '') && !/[A-Za-z_]/.test(text[end] ?? ''))
}

const lengthOf = (run: readonly DigitGroup[]): number => run.reduce((sum, { digits }) => sum + digits.length, 0)

/** Neighbours as long as together they are no longer than a number. */
function joined(run: readonly DigitGroup[]): DigitGroup[] {
  const done: DigitGroup[] = []
  for (const group of run) {
    const last = done.at(-1)
    if (last && last.digits.length + group.digits.length <= mostDigits)
      done[done.length - 1] = { ...last, digits: last.digits + group.digits, end: group.end }
    else done.push(group)
  }
  return done
}
