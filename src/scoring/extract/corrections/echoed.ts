import type { ThreadMessage } from '../../../domain/index.ts'
import { contactSpans } from '../contacts/contact-spans.ts'
import { type FieldState, latestHeld, offer } from '../field-state.ts'
import { correctDigits } from './correct-digits.ts'
import { isSlipOf } from './retyped-number.ts'

/** 对的 我姓逄. */
const affirmsAndGoesOn = /^(?:对+的?|是的?|嗯+|没错)[\s,，。]/
const everything = { mobile: true, phone: true, email: true, wechatId: true, qq: true }
const asksBack = /[?？]|[吗么]\s*$|[对是][吧吗么不]|没错吧|没变|还在?用|确认/
/** 好, 收到: he has written it down. */
const received = /^(?:好的?|收到|嗯+|行|那就?|ok)+/i
const longestRest = 8
/** 您座机…还在用吗, 记的是…对不: of a number that we have of him already. */
const ofHis = /[您咱]|登记|记的|留的|名片|上次|之前|还是/
const longestOfHis = 18
const ofOurs = /我们?(?:的|这|家)?(?:电话|手机|微信|qq|号)|(?:打|加|联系|找)我|客服|售后/i
const asksForOne = /[?？吗呢]\s*$|多少|给我?(?:一)?个/
/** 色号确认下 RAL7035: the code of a thing. */
const ofGoods = /色号|型号|编号|款号|货号|规格|批号|单号|材质|尺寸|版本|序列/
/** 原来…对吧 已改: the one he had before. */
const former = /(?:原来|以前|之前|旧|老)(?:的|是|那个)?\s?$/
const longestMending = 60
const affirms =
  /^(?:对头?|是|嗯|没错|正确|yes|ok|就是|好|没变|不变|照旧|一直没变|还?用[的着]|[还在]?在用|在的?(?=$|[\s,，])|留着)(?!不|要|说|的话|你|您)[对是的滴哒嗯呐呢啊呀哈没错这个就好用着一直变,，。.!！~\s]{0,10}$/i

/** 13913045682? zhang_hb 对吧: a value that our side repeats to have it confirmed. */
export function echoIn(text: string, said = ''): FieldState['echoed'] {
  const [span, ...more] = contactSpans(text, everything)
  if (!span || more.length > 0 || span.kind === 'number') return undefined
  if (span.kind === 'wechatId' && ofGoods.test(text)) return undefined
  if (former.test(text.slice(0, span.start))) return undefined
  const rest = (text.slice(0, span.start) + text.slice(span.end)).replace(/[\s\p{P}]/gu, '').replace(received, '')
  // A number that stands alone is repeated to have it confirmed as well, if he did not ask for one.
  const asked = (rest === '' && !asksForOne.test(said)) || asksBack.test(text)
  const longest = ofHis.test(rest) && !ofOurs.test(rest) ? longestOfHis : longestRest
  return asked && rest.length <= longest && !(/我|打|联系/.test(rest) && longest === longestRest)
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
  const known = latestHeld(state, echoed.field)?.value
  const corrects = known !== undefined && (isSlipOf(known, echoed.value) || echoed.value.startsWith(known))
  offer(state, message, { ...echoed, weight: 86, quote: text.trim(), corrects })
}
