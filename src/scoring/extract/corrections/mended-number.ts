import { isMobile } from '../../../domain/index.ts'
import { namesQq } from '../contacts/channel-words.ts'
import { type FieldState, latestHeld, type Offer } from '../field-state.ts'
import { correctDigits } from './correct-digits.ts'
import { wrong } from './slip-words.ts'

/** The number that is spoken of: by its name, else the one said last. */
function numberMeant(state: FieldState, whole: string): 'mobile' | 'phone' | 'qq' {
  // 啊后四位打错 是4481 座机0716-…: what is named behind the digits is another one.
  const text = whole.slice(0, /\d\D/.exec(whole)?.index)
  if (namesQq(text)) return 'qq'
  if (/固话|座机/.test(text)) return 'phone'
  const last = (field: 'mobile' | 'phone' | 'qq') => Math.max(0, ...(state.held[field] ?? []).map((h) => h.seq))
  if (/手机|电话/.test(text) || (last('mobile') >= last('qq') && last('mobile') >= last('phone'))) return 'mobile'
  return last('qq') > last('phone') ? 'qq' : 'phone'
}

/** 区号打错 我们是0372. */
const otherArea = /区号[^\d]{0,10}(0\d{2,3})(?!\d)/

/** 后两位是86: the number known so far, with the digits put right. */
export function mendedNumber(state: FieldState, text: string): Offer | undefined {
  if (text.length > 60) return undefined
  const line = latestHeld(state, 'phone')?.value
  const area = otherArea.exec(text)?.[1]
  if (area && line?.includes('-'))
    return { field: 'phone', value: line.replace(/^0\d{2,3}/, area), weight: 90, quote: text, corrects: true }
  const denied = /不是\s?(\d{2,5})(?!\d)/.exec(text)?.[1]
  // 末尾是256 不是265: of the number that ends so.
  const ending = (['qq', 'mobile', 'phone'] as const).find(
    (one) => denied && latestHeld(state, one)?.value.endsWith(denied),
  )
  const field = ending ?? numberMeant(state, text)
  const known = latestHeld(state, field)
  const fixed = known ? correctDigits(known.value, text) : undefined
  if (!known || !fixed || fixed === known.value || (field === 'mobile' && !isMobile(fixed))) return undefined
  return { field, value: fixed, weight: 90, quote: text, corrects: true }
}

const takesBack = new RegExp(
  String.raw`^[\s,，。.…]{0,6}(?:啊|哦|噢|咦|哎呀?|呃|额|诶|唉|等等|不好意思)?[\s,，]{0,2}(?:${wrong}|不是|不[\s,]|打反|写反|输错|报错|说错|尾号)`,
)

/** 13829960715 不对 打反了 尾号0751: put right in the message that said it. */
export function mendedHere(said: Offer, text: string): Offer | undefined {
  const at = text.indexOf(said.quote)
  const rest = at < 0 ? '' : text.slice(at + said.quote.length, at + said.quote.length + 40)
  const fixed = takesBack.test(rest) ? correctDigits(said.value, rest) : undefined
  const isSound = (value: string) => (said.field === 'mobile' ? isMobile(value) : /^[\d-]{6,13}$/.test(value))
  return fixed && isSound(fixed) ? { ...said, value: fixed } : undefined
}
