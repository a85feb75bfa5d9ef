import { correctDigits } from '../corrections.ts'
import type { FieldState, Offer } from '../field-state.ts'

/** The number that is spoken of: by its name, else the one said last. */
function numberMeant(state: FieldState, text: string): 'mobile' | 'phone' | 'qq' {
  if (/qq|扣扣/i.test(text)) return 'qq'
  if (/固话|座机/.test(text)) return 'phone'
  const last = (field: 'mobile' | 'phone' | 'qq') => Math.max(0, ...(state.held[field] ?? []).map((h) => h.seq))
  if (/手机|电话/.test(text) || (last('mobile') >= last('qq') && last('mobile') >= last('phone'))) return 'mobile'
  return last('qq') > last('phone') ? 'qq' : 'phone'
}

/** 后两位是86: the number known so far, with the digits put right. */
export function mendedNumber(state: FieldState, text: string): Offer | undefined {
  if (text.length > 60) return undefined
  const field = numberMeant(state, text)
  const known = state.held[field]?.toSorted((a, b) => b.seq - a.seq)[0]
  const fixed = known ? correctDigits(known.value, text) : undefined
  if (!known || !fixed || fixed === known.value || (field === 'mobile' && !/^1[3-9]\d{9}$/.test(fixed)))
    return undefined
  return { field, value: fixed, weight: 90, quote: text, corrects: true }
}
