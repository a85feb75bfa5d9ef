import { isMobile } from '../../../domain/index.ts'
import { fax, qq, wechatPlain } from '../contacts/channel-words.ts'
import { type FieldState, latestHeld, type Offer } from '../field-state.ts'
import type { Piece } from '../pieces.ts'
import { slips, wrong } from './slip-words.ts'

const wayFields = ['mobile', 'phone', 'qq', 'wechatId'] as const
const slip = new RegExp(`${wrong}|${slips}|反了|少打|多打|漏[了打]|少[了个]|多[了个]|看错|手滑|手误|应该是|重发|再发`)
/** 5290716后头是8: told in words. */
const inWords = /\d\s?后[头面]是/
/** In a message no longer than this nothing else is said. */
const shortMessage = 24
/** So many messages later nobody puts right what he typed. */
const recent = 6
/** 微信fan_yaru不行 那个登不上了 用fanyaru_zz. */
const renewedId = new RegExp(
  String.raw`(?:之前|以前|原来)的?(?:${wechatPlain})号?(?:是|叫)?\s?[A-Za-z][\w-]{4,19}[\s,]{1,2}(?:现在|如今|眼下|改)(?:是|用|成|换)?\s?([A-Za-z][\w-]{4,19})(?![\w@])|(?:${wechatPlain})号?\s?[A-Za-z][\w-]{4,19}[^\w\n]{0,16}(?:不行|登不上|不用了|停用|被封|封了|公用|不怎么看|说错了)[^\w\n]{0,16}(?:用|加|换成?|改成?|新的是?)\s?([A-Za-z][\w-]{4,19})(?![\w@])`,
  'i',
)
/** Lianxin.yoga 这个点不能写 应该是下划线 lianxin_yoga. */
const mendedId =
  /(?<![\w@.-])([A-Za-z][\w.-]{4,19})(?![\w@.])[^A-Za-z\n]{0,16}(?:不对|错|不能|反了|多了?|少了?|应该|正确|完整|没有?点|加不上|搜不到|下划线|横杠)(?:(?![老旧]的|原来|以前)[^A-Za-z\n]){0,16}([A-Za-z][\w-]{4,19})(?![\w@.])/
/** hs_niu 哦不是 是 hs_zongwu_niu: another one altogether. */
const otherId = new RegExp(
  String.raw`(?:${wechatPlain})号?\s?[:是]?\s?[A-Za-z][\w-]{4,19}[\s,]*(?:哦|啊|呃|额|哎)?[\s,]*(?:不是(?![A-Za-z])|不对|错了|打错了?|写错了?)[\s,]*(?:不是|不对|应该)?是?\s?([A-Za-z][\w-]{4,19})(?![\w@.])`,
  'i',
)
const latinId = /(?<![A-Za-z0-9_@.-])[A-Za-z][A-Za-z0-9_-]{4,19}(?![A-Za-z0-9_@.-])/g

const faxWord = new RegExp(fax, 'i')
const anew = (field: (typeof wayFields)[number], value: string, quote = value): Offer => ({
  field,
  value,
  weight: 92,
  quote,
  corrects: true,
})

/** QQ85302716, and then: 反了 是85302761. A number that differs from one said before by a slip takes its place. */
export function retypedNumber(state: FieldState, pieces: readonly Piece[], text: string): Offer | undefined {
  // A fax is often one digit off the line it stands beside.
  if (faxWord.test(text) || inWords.test(text)) return undefined
  const head = text.slice(0, 200)
  const twice = rewrittenId(head) ?? bareMobile(head)
  const twiceDialled = rewrittenNumber(head)
  if (twiceDialled) return twiceDialled
  if (
    text.length > shortMessage &&
    !slip.test(text) &&
    ![renewedId, otherId, mendedId].some((id) => id.test(text)) &&
    twice === undefined
  )
    return undefined
  const written = [
    ...pieces.filter(({ kind, third }) => kind !== 'words' && kind !== 'email' && !third).map(({ value }) => value),
    ...[...head.matchAll(latinId)].map(([id]) => id),
    ...[...head.matchAll(inGroups)].map(([number]) => number.replace(/\D/g, '')),
  ]
  // 前台是3208861: a line of the house, whoever stands at it.
  const lines = pieces.filter(({ kind }) => kind === 'phone' || kind === 'number').map(({ value }) => value)
  const [, moved, renewedTo] = renewedId.exec(text) ?? []
  const renewed = moved ?? renewedTo ?? otherId.exec(text)?.[1]
  if (renewed) return anew('wechatId', renewed)
  const [, slipped = '', mended = ''] = mendedId.exec(head) ?? []
  const meant = slipped.replace('.', '_')
  if (mended && (meant === mended || isSlipOf(meant, mended) || lettersOf(mended).startsWith(lettersOf(slipped))))
    return anew('wechatId', mended)
  if (twice) return anew('wechatId', twice)
  const before = latestHeld(state, 'wechatId')?.value.toLowerCase() ?? ''
  const whole =
    before.length > 3 ? written.find((id) => id.length > before.length && id.toLowerCase().includes(before)) : undefined
  if (whole && /^[A-Za-z]/.test(whole)) return anew('wechatId', whole)
  for (const field of wayFields) {
    const known = latestHeld(state, field)
    if (!known || state.seq - known.seq > recent) continue
    const local = /^0\d{2,3}-(\d{7,8})$/.exec(known.value)?.[1]
    const line = local ? [...written, ...lines].find((value) => isSlipOf(local, value)) : undefined
    if (line) return anew(field, known.value.replace(/\d+$/, line), line)
    const again = written.find(
      (value) => isSlipOf(known.value, value) || (slip.test(text) && isRewritten(known.value, value)),
    )
    if (again) return anew(field, likeKnown(known.value, again), again)
  }
  return undefined
}

const anyId = /(?<![A-Za-z0-9_@.-])[A-Za-z](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9])){4,19}(?![A-Za-z0-9_@-])/g

/** bai_he0925 打快了 bai_he0926, xyw.chi 不行改 xywchi: of two ids that are nearly the same the later, unless it is denied. */
function rewrittenId(text: string): string | undefined {
  const ids = [...text.matchAll(anyId)]
  return ids.slice(1).find(({ 0: id, index }, i) => {
    const before = ids[i]
    if (!before || before[0].toLowerCase() === id.toLowerCase()) return false
    const between = text.slice(before.index + before[0].length, index)
    const [a, b] = [lettersOf(before[0]), lettersOf(id)]
    const near = a === b || b.startsWith(a) || isSlipOf(before[0], id)
    return (
      near &&
      between.length < 24 &&
      !/(?:不是|别加?|不要|非)\s?$|@|他|她|[老旧]的|老号|旧号|原来|以前|之前|加不上|停用/.test(between)
    )
  })?.[0]
}

/** dcy15504278813 唉不是 去掉dcy 就手机号 15504278813: the id is the mobile alone. */
const bareMobile = (text: string): string | undefined =>
  /(?<![\w@.-])[A-Za-z][A-Za-z_-]{0,8}(1[3-9]\d{9})(?!\d)[^\d\n]{0,24}(?:不是|去掉|不要|没有|错)[^\d\n]{0,16}\1(?!\d)/.exec(
    text,
  )?.[1]

const takesBack =
  /不对|错|[少多漏](?:[打了写]?[一个1]|了|打)|应该是|反了|啊不|[噢哦呃额哎诶]\s?不(?:是|对)?|^[\s,]*不是[\s,]+是/
const bothCount = /或|[和跟与]|都|另|两个|他|她/

/** qq 773901826 噢不是 773901862: of two numbers that differ by a slip the later, where the first is taken back. */
function rewrittenNumber(text: string): Offer | undefined {
  const numbers = [...text.matchAll(/(?<![\w@.-])\d{5,11}(?![\w@-])/g)]
  for (const [i, { 0: again, index }] of numbers.entries()) {
    const before = numbers[i - 1]
    if (!before || !isSlipOf(before[0], again)) continue
    const between = text.slice(before.index + before[0].length, index)
    if (between.length > 14 || !takesBack.test(between) || bothCount.test(between)) continue
    const ofQq = qqBefore.test(text.slice(0, before.index))
    // 1690253347 哎 少个数 是16902533471: an account may be as long as a mobile.
    if (ofQq && !isMobile(before[0])) return anew('qq', again)
    if (isMobile(before[0]) && isMobile(again)) return anew('mobile', again)
  }
  return undefined
}
const qqBefore = new RegExp(String.raw`(?:${qq}|(?<![a-z])q)号?[^\d\n]{0,6}$`, 'i')

/** 1187 4026 39. */
const inGroups = /(?<![\d-])\d{2,5}(?:[ -]\d{2,5}){1,3}(?![\d-])/g

const furtherPart =
  /^\s*([A-Za-z0-9_-]{1,14})[\s,]*(?:连|接|拼|合)(?:起来|着|一起)|^\s*([A-Za-z0-9_-]{1,12})[\s,]*(?:跟|和|与|接)?(?:着)?(?:上面|前面|上一条|刚才|上边)(?:那个|那段|的)?(?:是)?(?:连|接|拼|合|一起)/

/** mian后面还有个66 忘打了, 后面还有 -8806: what follows the id said before. */
const forgottenPart =
  /(?:后面|最后|末尾)(?:还|再)?(?:有|加|要加|跟|带|接)(?:一?个|上)?\s?([A-Za-z0-9_-]{1,12})(?![A-Za-z0-9_@.-])/
/** 微信号是字母 yunduo 加数字 0423 连起来: the id in two parts. */
const addedDigits = new RegExp(
  String.raw`(?:${wechatPlain})[^A-Za-z\d\n]{0,8}([A-Za-z][A-Za-z_-]{1,14})\s?(?:再?加|后面加|接)(?:上|个)?(?:数字)?\s?(\d{1,8})(?!\d)`,
  'i',
)
/** wx_qianqian0902 啊不是0902 是0920: how the id ends. */
const otherEnd =
  /(?<![A-Za-z0-9_@.-])([A-Za-z][\w-]{1,15}?)(\d{2,6})(?![\w@])[^A-Za-z\d\n]{0,8}(?:不是|不对|错了?)[^A-Za-z\d\n]{0,4}\2[^A-Za-z\d\n]{0,4}(?:是|应该是)\s?(\d{2,6})(?!\d)/
const tailOfId = /^\s*([_-][A-Za-z0-9_-]{2,14})(?=[\s,]|$)/
const headlessId = /^\s*([A-Za-z0-9_-]{2,12})(?=\s|$)/

/** lan_ting, and then: 0719 跟上面连一起. */
export function continuedId(state: FieldState, text: string): Offer | undefined {
  const [, letters, digits] = addedDigits.exec(text) ?? []
  if (letters && digits) return { field: 'wechatId', value: letters + digits, weight: 92, quote: text.slice(0, 40) }
  const [, head, , end] = otherEnd.exec(text) ?? []
  if (head && end) return { field: 'wechatId', value: head + end, weight: 96, quote: text.slice(0, 40), corrects: true }
  const [, apart, after] = furtherPart.exec(text) ?? []
  const known = latestHeld(state, 'wechatId')
  // linlin and then _0502; qingqing_ and then 2001sz.
  const goesOn = known && /[_-]$/.test(known.value) ? headlessId : tailOfId
  const more =
    apart ?? after ?? (/\d{7}/.test(text) ? undefined : forgottenPart.exec(text)?.[1]) ?? goesOn.exec(text)?.[1]
  if (!more || !known || state.seq - known.seq > 1) return undefined
  return { field: 'wechatId', value: known.value + more, weight: 92, quote: text.slice(0, 40), corrects: true }
}

/** One or two characters of the same kind changed or changed places, or one more or less. */
export function isSlipOf(known: string, again: string): boolean {
  const [a, b] = [bare(known), bare(again)]
  if (a === b || a.length < 5 || /^\d+$/.test(a) !== /^\d+$/.test(b)) return false
  if (a.length === b.length) return [...a].filter((char, i) => char !== b[i]).length <= 2
  const [long, short] = a.length > b.length ? [a, b] : [b, a]
  return long.length - short.length === 1 && [...long].some((_, i) => long.slice(0, i) + long.slice(i + 1) === short)
}

const sameHead = 5

/** nongzi_lao-bai, nongzi_laobai66: an id that begins as the one before. */
const isRewritten = (known: string, again: string): boolean =>
  /^[A-Za-z]/.test(known) &&
  known.toLowerCase() !== again.toLowerCase() &&
  known.slice(0, sameHead).toLowerCase() === again.slice(0, sameHead).toLowerCase()

const lettersOf = (id: string): string => id.toLowerCase().replace(/[._-]/g, '')

const bare = (value: string): string => value.toLowerCase().replace(/(?<=\d)[- ](?=\d)/g, '')

/** 0798-8462173 however the second time was written. */
const likeKnown = (known: string, again: string): string => {
  const area = /^(0\d{2,3})-/.exec(known)?.[1]
  const digits = bare(again)
  return area && digits.startsWith(area) ? `${area}-${digits.slice(area.length)}` : again
}
