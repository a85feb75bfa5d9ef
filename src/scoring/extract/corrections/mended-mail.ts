import { type FieldState, latestHeld, type Offer } from '../field-state.ts'
import { isSlipOf } from './retyped-number.ts'
import { saysWrong } from './slip-words.ts'

const ending = /(?<![A-Za-z@.\w])\.?(com\.cn|com|cn|net|org)(?![A-Za-z\w])/gi

const domain = /^\s*(@[A-Za-z\d-]+(?:\.[A-Za-z]{2,4}){1,2})(?![\w.-])/

const bareDomain = /^\s*([A-Za-z\d-]+(?:\.[A-Za-z]{2,4}){1,2})(?![\w.-])/

/** lzh.school, and then: @163.com. */
export function brokenMail({ earlier }: FieldState, text: string): Offer | undefined {
  const headed = /(?<![\w.-])([A-Za-z\d][\w.-]{1,23}@)$/.exec(earlier?.said?.trimEnd() ?? '')?.[1]
  const place = headed && bareDomain.exec(text)?.[1]
  if (headed && place) return { field: 'email', value: headed + place, weight: 88, quote: text.trim() }
  const account = /(?<![\w.-])[A-Za-z\d][\w.-]{2,23}$/.exec(earlier?.said?.trimEnd() ?? '')?.[0]
  const rest = domain.exec(text)?.[1]
  return account && rest ? { field: 'email', value: account + rest, weight: 88, quote: text.trim() } : undefined
}

/** 少打个s 是 voxbay-trades.com: the place of the mail, written once more. */
function otherPlace(known: string, text: string): string | undefined {
  const [account = '', place = ''] = known.split('@')
  const again = /(?<![\w@.-])([A-Za-z\d-]{3,}(?:\.[A-Za-z]{2,4}){1,2})(?![\w.-])/.exec(text)?.[1]
  return again && again !== place && isSlipOf(place, again) ? `${account}@${again}` : undefined
}

/** 尾巴打错了 是.com 不是.con: the address of mail with the ending that was meant. */
export function mendedMail(state: FieldState, text: string): Offer | undefined {
  const known = latestHeld(state, 'email')
  if (
    !known ||
    text.length > 40 ||
    text.includes('@') ||
    !(saysWrong.test(text) || /不是|[少多漏]打?了?[个一]/.test(text))
  )
    return undefined
  const place = otherPlace(known.value, text)
  if (place) return { field: 'email', value: place, weight: 92, quote: text, corrects: true }
  const meant = [...text.matchAll(ending)].map(([, name = '']) => name.toLowerCase())[0]
  const value = meant && known.value.replace(/\.[A-Za-z]{2,4}$/, `.${meant}`)
  if (!value || value === known.value) return undefined
  return { field: 'email', value, weight: 92, quote: text, corrects: true }
}
