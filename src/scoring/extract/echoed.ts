import type { ThreadMessage } from '../../domain/index.ts'
import { contactSpans } from './contacts/contact-spans.ts'
import { correctDigits } from './corrections.ts'
import { type FieldState, offer } from './field-state.ts'

/** 对的 我姓逄. */
const affirmsAndGoesOn = /^(?:对+的?|是的?|嗯+|没错)[\s,，。]/
const everything = { mobile: true, phone: true, email: true, wechatId: true, qq: true }
const asksBack = /[?？]|[对是]吧|[对是]吗|没错吧/
const longestRest = 8
const longestMending = 60
const affirms =
  /^(?:对头?|是|嗯|没错|正确|yes|ok|就是|好)(?!不|要|说|的话|你|您)[对是的嗯呢啊呀哈没错这个就好,，。.!！~\s]{0,8}$/i

/** 13913045682? zhang_hb 对吧: a value that our side repeats to have it confirmed. */
export function echoIn(text: string): FieldState['echoed'] {
  const [span, ...more] = contactSpans(text, everything)
  if (!span || more.length > 0 || span.kind === 'number') return undefined
  const rest = (text.slice(0, span.start) + text.slice(span.end)).replace(/[\s\p{P}]/gu, '')
  // A number that stands alone is repeated to have it confirmed as well.
  const asked = rest === '' || asksBack.test(text)
  return asked && rest.length <= longestRest && !/我|打|联系/.test(rest)
    ? { field: span.kind, value: span.value }
    : undefined
}

/** 对: what our side repeated is his; 最后四位3390: with the digits put right. */
export function confirmEcho(state: FieldState, message: ThreadMessage, text: string): void {
  const { echoed } = state
  delete state.echoed
  if (!echoed) return
  const fixed = text.length <= longestMending ? correctDigits(echoed.value, text) : undefined
  if (fixed) offer(state, message, { ...echoed, value: fixed, weight: 86, quote: text.trim(), corrects: true })
  if (!affirms.test(text.trim()) && !affirmsAndGoesOn.test(text.trim())) return
  offer(state, message, { ...echoed, weight: 86, quote: text.trim() })
}
