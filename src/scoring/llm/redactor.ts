import type { LeadFields } from '../../domain/index.ts'
import { contactSpans } from '../extract/contacts/contact-spans.ts'
import type { SpanKind } from '../extract/contacts/span.ts'

const kinds: Record<SpanKind, string> = {
  mobile: '手机',
  phone: '座机',
  email: '邮箱',
  wechatId: '微信',
  qq: 'QQ',
  number: '号码',
}
const known = { name: '姓名', address: '地址', wechatId: '微信', email: '邮箱', qq: 'QQ', phone: '座机' } as const
// What the reading of contacts leaves over: long numbers of any kind, ids with an underscore, names behind an @.
const longNumber = /(?<![A-Za-z\d])\d(?:[\d\- ]{5,}\d|\d{6,}[Xx]?)/g
const underscored = /(?<![A-Za-z\d_@.-])[A-Za-z][A-Za-z\d-]*_[A-Za-z\d_-]{2,}/g
const mention = /@[^\s@:：,，。]{1,20}/g

/**
 * Puts placeholders ([手机A], [姓名B]) for what tells who somebody is, and takes them back. One for each request: the
 * same words get the same placeholder in it. Names and addresses are hidden as far as the rules have read them.
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
  const personal = Object.entries(known).flatMap(([name, kind]) => {
    const value = fields[name as keyof typeof known]?.value
    return value && value.length > 1 ? [{ kind, value }] : []
  })
  return {
    hide(text) {
      let out = text
      for (const { kind, value } of personal) out = out.split(value).join(placeholder(kind, value))
      for (const span of contactSpans(out).toSorted((a, b) => b.start - a.start)) {
        const words = out.slice(span.start, span.end)
        out = `${out.slice(0, span.start)}${placeholder(kinds[span.kind], words)}${out.slice(span.end)}`
      }
      return out
        .replace(longNumber, (words) => placeholder('号码', words))
        .replace(underscored, (words) => placeholder('账号', words))
        .replace(mention, (words) => placeholder('称呼', words))
    },
    show: (text) => text.replace(/\[[^[\]]{2,8}\]/g, (mark) => byPlaceholder.get(mark) ?? mark),
  }
}

/** A … Z, AA …: letters, so that a placeholder holds no figure. */
const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
