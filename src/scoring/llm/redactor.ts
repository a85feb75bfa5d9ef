import type { LeadFields } from '../../domain/index.ts'
import { contactSpans } from '../extract/contacts/contact-spans.ts'
import type { SpanKind } from '../extract/contacts/span.ts'
import { personSpans } from './person-spans.ts'

const kinds: Record<SpanKind, string> = {
  mobile: '手机',
  phone: '座机',
  email: '邮箱',
  wechatId: '微信',
  qq: 'QQ',
  number: '号码',
}
const known = { name: '姓名', address: '地址', wechatId: '微信', email: '邮箱', qq: 'QQ', phone: '座机' } as const
// What the reading of contacts leaves over: long numbers of any kind with the letters in them, ids with an underscore,
// names behind an @.
const longNumber =
  /(?<![A-Za-z\d])(?:\d[\d\- ]{5,}\d[Xx]?(?![A-Za-z\d])|(?=[A-Za-z\d]{10})(?:[A-Za-z]*\d){6}[A-Za-z\d]*|\d[\d\- ]{5,}\d)/g
const underscored = /(?<![A-Za-z\d_@.-])[A-Za-z][A-Za-z\d-]*_[A-Za-z\d_-]{2,}/g
const mention = /@[^\s@:：,，。]{1,20}/g

/**
 * Puts placeholders ([手机A], [姓名B]) for what tells who somebody is, and takes them back. One for each request: the
 * same words get the same placeholder in it. Numbers and ids are found by their form, persons by the form of a name and
 * what stands beside it, and what the rules have read of him wherever it stands.
 */
export interface Redactor {
  hide(text: string): string
  show(text: string): string
}

/** Sends everything as it is (LLM_REDACT=false). */
export const openRedactor: Redactor = { hide: (text) => text, show: (text) => text }

export function createRedactor(fields: LeadFields = {}): Redactor {
  const byWords = new Map<string, string>()
  const byPlaceholder = new Map<string, string>()
  const placeholder = (kind: string, words: string): string => {
    const existing = byWords.get(words)
    if (existing) return existing
    const made = `[${kind}${letters(byWords.size)}]`
    byWords.set(words, made)
    byPlaceholder.set(made, words)
    return made
  }
  return {
    hide(text) {
      let out = ''
      let at = 0
      const given = knownIn(text, fields)
      // 周敏会来: where his name is known, nothing that follows is taken for a part of it.
      const names = given.filter(({ kind }) => kind === known.name)
      const found = foundIn(text).filter((token) => token.kind !== known.name || !names.some((one) => meet(one, token)))
      for (const { start, end, kind } of wholeTokens([...given, ...found])) {
        out += text.slice(at, start) + placeholder(kind, text.slice(start, end))
        at = end
      }
      return out + text.slice(at)
    },
    show: (text) => text.replace(/\[[^[\]]{2,8}\]/g, (mark) => byPlaceholder.get(mark) ?? mark),
  }
}

interface Token {
  start: number
  end: number
  kind: string
}

/** What the rules have read, where it stands by itself: 12345678 in the middle of a card number is not his QQ. */
function knownIn(text: string, fields: LeadFields): Token[] {
  return Object.entries(known).flatMap(([name, kind]) => {
    const value = fields[name as keyof typeof known]?.value ?? ''
    return value.length < 2 ? [] : placesOf(value, text).map((start) => ({ start, end: start + value.length, kind }))
  })
}

function placesOf(value: string, text: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length))
    if (!goesOn(text[at - 1], value[0]) && !goesOn(value.at(-1), text[at + value.length])) places.push(at)
  return places
}

const wordChar = /[A-Za-z\d]/
const goesOn = (left = '', right = ''): boolean => wordChar.test(left) && wordChar.test(right)

const meet = (a: Token, b: Token): boolean => a.start < b.end && b.start < a.end

function foundIn(text: string): Token[] {
  const matched = (pattern: RegExp, kind: string) =>
    [...text.matchAll(pattern)].map(({ 0: words, index }) => ({ start: index, end: index + words.length, kind }))
  return [
    ...contactSpans(text).map(({ start, end, kind }) => ({ start, end, kind: kinds[kind] })),
    ...personSpans(text).map((span) => ({ ...span, kind: known.name })),
    ...matched(longNumber, '号码'),
    ...matched(underscored, '账号'),
    ...matched(mention, '称呼'),
  ]
}

/** Tokens in order; what overlaps becomes one, of the kind of its longest part: no tail of a number is left over. */
function wholeTokens(tokens: readonly Token[]): Token[] {
  const whole: Array<Token & { longest: number }> = []
  for (const token of tokens.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = whole.at(-1)
    const length = token.end - token.start
    if (!last || token.start >= last.end) {
      whole.push({ ...token, longest: length })
      continue
    }
    last.end = Math.max(last.end, token.end)
    if (length > last.longest) Object.assign(last, { kind: token.kind, longest: length })
  }
  return whole
}

/** A … Z, AA …: letters, so that a placeholder holds no figure. */
const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
