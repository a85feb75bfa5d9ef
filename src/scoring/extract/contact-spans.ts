import { type DigitGroup, digitGroups } from './digit-groups.ts'

export type SpanKind = 'mobile' | 'phone' | 'email' | 'wechatId' | 'qq' | 'number'

/** A piece of text that is a way to reach somebody, or a number that is not (`number`). */
export interface Span {
  kind: SpanKind
  value: string
  start: number
  end: number
  /** Named by a label beside it. */
  labelled: boolean
  /** With `wechatId`: the same digits are a mobile. */
  mobile?: string
}

/** What the salesperson has just asked for; lets a bare answer be understood. */
export interface Expecting {
  mobile?: boolean
  phone?: boolean
  email?: boolean
  wechatId?: boolean
  qq?: boolean
}

const mobile = /^1[3-9]\d{9}$/
const between = /^[ \-.·_—–~*()]{1,3}$/
const comma = /^ ?[,、.] ?$/
const labelWindow = 14

const labels: ReadonlyArray<readonly [RegExp, 'void' | 'qq' | 'wechat' | 'fax' | 'landline' | 'mobile' | 'both']> = [
  [
    /订单号?|单号|单子号?|运单|快递单|物流号|物流单|流水号?|合同号|编号|票号|发票号?|税号|识别号|信用代码|身份证号?|证件号?|卡号|银行卡|[账帐][号户]|开户|会员号|会员卡|工号|学号|车牌|型号|料号|货号|条码|序列号|取件码|验证码|密码|群号|批号|邮编|编码|提货码|工单|保单号?|合同编号|房号|营业执照|执照|充值|话费|支付宝|(?:^|[^a-z])(?:sn|id|no|po)[:.]?$/gi,
    'void',
  ],
  [/传真|fax|(?:^|[^a-z])f[:.]/gi, 'fax'],
  [/(?:电话|tel|手机)\s*[/&和及]\s*(?:传真|fax)/gi, 'landline'],
  [/(?:^|[^a-z])qq|扣扣|企鹅号?|球球|q号|叩叩|(?:^|[^a-z])q(?:[:\s]|(?=号|是|\d))/gi, 'qq'],
  [/微信|薇信|薇心|威信|徽信|微❤|v信|卫星号?|绿泡泡|(?:^|[^a-z])(?:vx|wx|wechat|weixin|vxin|v)(?![a-z])/gi, 'wechat'],
  [
    /(?:手机|电话|号码)\s*[/&和及+、(]?\s*(?:微信|vx|wx|v)|(?:微信|vx|wx|v)\s*[/&和及+、(]?\s*(?:手机|电话)|同号|同步|一样/gi,
    'both',
  ],
  [/固话|座机|固定电话|办公电话|办公室电话|办电|总机|前台电话|店里电话|单位电话|公司电话|厂里电话/g, 'landline'],
  [
    /电话|手机号?码?|手机|联系方式|联系|号码|(?:^|[^a-z])(?:tel|mobile|phone|mob|cell|call|t|m|p)[:.\s]?$|打给?我|拨/gi,
    'mobile',
  ],
]

/** Between a label and the id it names stands nothing but such words. */
const joins = /^(?:号码?|账号|id|是|为|就是|:|\s|-|\(|我的?|这个|改成|改为|换成|加|搜|同|一下|了|,)*$/i

/** The label nearest to the left of a number, within its own clause. */
function labelBefore(text: string, start: number, floor: number): string | undefined {
  const left = text.slice(Math.max(floor, start - labelWindow), start)
  const clause = left.slice(Math.max(left.lastIndexOf('\n'), left.lastIndexOf('。'), left.lastIndexOf(';')) + 1)
  let best: { at: number; kind: string } | undefined
  for (const [pattern, kind] of labels) {
    for (const match of clause.matchAll(pattern)) {
      const at = (match.index ?? 0) + match[0].length
      if ((kind === 'wechat' || kind === 'qq') && !joins.test(clause.slice(at))) continue
      if (!best || at > best.at || (at === best.at && kind !== 'mobile')) best = { at, kind }
    }
  }
  // A product or a person between label and number breaks the tie only for words, not for colons and particles.
  return best && clause.length - best.at <= 10 ? best.kind : undefined
}

const labelAfter = (text: string, end: number): string | undefined => {
  const right = text.slice(end, end + 10)
  if (/^[\s(,]*(?:微信|vx|v|wx)?(?:同号|同步|微信同|和微信一样|也是微信)/i.test(right)) return 'both'
  if (/^[\s(,]*(?:是|就是)?(?:我|我的)?(?:qq|扣扣)(?!号?\s*[:是]?\s*[A-Za-z0-9])/i.test(right)) return 'qq'
  if (/^[\s(,]*(?:是|就是)(?:我|我的)?(?:微信|vx|wx|v信)/i.test(right)) return 'wechat'
  if (/^[\s(,]*(?:是|这个)?(?:订单|单号|快递|运单|物流|卡号|传真(?!\s*:?\s*\(?\d))/.test(right)) return 'void'
  if (/^\s*(?:元|块|万|米|吨|个|件|台|套|平|公斤|斤|kg|克|箱|张|人|ml|mm|cm|瓦|w\b|页|本|只|支|条)/i.test(right))
    return 'unit'
  return undefined
}

/** Finds everything that can be reached or dialled, without judging whose it is. Linear in the text. */
export function contactSpans(text: string, expecting: Expecting = {}): Span[] {
  const emails = emailSpans(text)
  const ids = wechatSpans(text, emails, expecting)
  const taken = [...emails, ...ids]
  const free = (start: number, end: number) => taken.every((s) => end <= s.start || start >= s.end)
  const groups = digitGroups(text).filter((g) => free(g.start, g.end))
  const spans: Span[] = []
  let floor = 0
  for (let i = 0; i < groups.length; ) {
    const [span, used] = numberSpan(text, groups, i, floor, expecting)
    if (span) {
      spans.push(span)
      floor = span.end
    }
    i += used
  }
  return [...taken, ...spans].sort((a, b) => a.start - b.start)
}

function numberSpan(
  text: string,
  groups: readonly DigitGroup[],
  i: number,
  floor: number,
  expecting: Expecting,
): [Span | undefined, number] {
  const group = groups[i]
  if (!group) return [undefined, 1]
  const found = mobileFrom(text, groups, i) ?? landlineFrom(text, groups, i)
  const start = found?.start ?? group.start
  const end = found?.end ?? group.end
  const label = labelAfter(text, end) ?? labelBefore(text, start, floor)
  const used = found?.used ?? 1
  const glued = gluedCode(text, start, end)
  const make = (kind: SpanKind, value: string, labelled = label !== undefined): [Span, number] => [
    { kind, value, start, end, labelled },
    used,
  ]
  if (label === 'void' || label === 'fax' || glued) {
    return found || group.digits.length >= 5 ? make('number', found?.value ?? group.digits) : [undefined, 1]
  }
  const digits = found?.kind === 'mobile' ? found.value : group.digits
  if (label === 'qq' && digits.length >= 5 && digits.length <= 11) return make('qq', digits)
  if (label === 'wechat' && digits.length >= 6 && digits.length <= 11 && found?.kind !== 'phone') {
    const [span] = make('wechatId', digits)
    return [mobile.test(digits) ? { ...span, mobile: digits } : span, used]
  }
  const pair = pairedLine(text, groups, i, label)
  if (pair) return [{ kind: 'phone', value: pair.value, start, end: pair.end, labelled: true }, 2]
  if (found) return make(found.kind, found.value)
  if (label === 'unit') return [undefined, 1]
  const bare = group.digits
  const local = bare.length >= 7 && bare.length <= 8 && /^[2-9]/.test(bare) && !group.spoken
  if (local && (label === 'landline' || (label === 'mobile' && !/^(?:19|20)\d{6}$/.test(bare)) || expecting.phone))
    return make('phone', bare)
  if (expecting.qq && bare.length >= 5 && bare.length <= 11) return make('qq', bare, true)
  return bare.length >= 7 ? make('number', bare) : [undefined, 1]
}

/** 8873 4021 beside 固话, with 区号0512 before or behind: a local number written in two groups. */
function pairedLine(
  text: string,
  groups: readonly DigitGroup[],
  i: number,
  label: string | undefined,
): { value: string; end: number } | undefined {
  const [first, second] = [groups[i], groups[i + 1]]
  if (
    label !== 'landline' ||
    !first ||
    !second ||
    !/^[2-9]\d{2,3}$/.test(first.digits) ||
    !/^\d{4}$/.test(second.digits)
  )
    return undefined
  if (!/^[ -]$/.test(text.slice(first.end, second.start))) return undefined
  const area = /区号[是:\s]{0,2}(0\d{2,3})(?!\d)/.exec(text.slice(0, 600))?.[1]
  return { value: `${area ? `${area}-` : ''}${first.digits}${second.digits}`, end: second.end }
}

/** SF15867220913: letters written onto the digits make it a code, unless they are a label themselves. */
function gluedCode(text: string, start: number, end: number): boolean {
  const left = /[A-Za-z]{1,12}[-_]?$/.exec(text.slice(Math.max(0, start - 12), start))?.[0]
  if (
    left &&
    !/^(?:tel|mobile|mob|phone|cell|call|me|hp|t|m|p|v|vx|wx|wechat|weixin|vxin|qq|q|ok|hi|hello)$/i.test(
      left.replace(/[-_]$/, ''),
    )
  )
    return true
  return /^[A-Za-z]/.test(text.slice(end)) && !/^(?:v|vx|wx|wechat|qq|ext|x|tel)/i.test(text.slice(end))
}

interface Found {
  kind: 'mobile' | 'phone'
  value: string
  start: number
  end: number
  used: number
}

function mobileFrom(text: string, groups: readonly DigitGroup[], i: number): Found | undefined {
  const first = groups[i]
  if (!first) return undefined
  let digits = ''
  for (let n = i; n < groups.length && n < i + 12; n += 1) {
    const group = groups[n]
    if (!group) break
    if (n > i) {
      const gap = text.slice(groups[n - 1]?.end ?? 0, group.start)
      const regular = group.spoken || /^(?:\d{3}|\d{7})$/.test(digits.replace(/^(?:00)?86/, ''))
      if (!between.test(gap) && !(comma.test(gap) && regular) && gap !== '') break
    }
    digits += group.digits
    const bare = digits.replace(/^(?:\+|00)?86(?=1[3-9]\d{9}$)/, '').replace(/^0(?=1[3-9]\d{9}$)/, '')
    if (mobile.test(bare)) {
      const plus = text[first.start - 1] === '+' ? 1 : 0
      return { kind: 'mobile', value: bare, start: first.start - plus, end: group.end, used: n - i + 1 }
    }
    if (digits.length > 14) break
  }
  return undefined
}

const landlineShape =
  /^(?:\+?86[-\s]?)?\(?(0(?:10|2\d|[3-9]\d{2})|(?<=86[-\s]?)(?:10|2\d|[3-9]\d{2}))\)?[-\s]{0,2}([2-9]\d{2,3}[-\s]?\d{4})(?!\d)(?:[-\s]{0,2}(?:转|分机|ext\.?|x|\*|-)[:\s]{0,2}(\d{1,6})(?!\d))?/i
const freeCallShape = /^([48]00)[-\s]?(\d{3,4})[-\s]?(\d{3,4})(?!\d)/

function landlineFrom(text: string, groups: readonly DigitGroup[], i: number): Found | undefined {
  const first = groups[i]
  if (!first || first.spoken) return undefined
  const open = /[(+]$/.test(text.slice(0, first.start).slice(-1)) ? 1 : 0
  const start = first.start - open
  const piece = text.slice(start, start + 36)
  const line = landlineShape.exec(piece)
  const call = line ? undefined : freeCallShape.exec(piece)
  const match = line ?? call
  if (!match) return undefined
  if (call && `${call[2]}${call[3]}`.length !== 7) return undefined
  const end = start + match[0].length
  const used = groups.slice(i).findIndex((g) => g.start >= end)
  const value = line
    ? `${(line[1] ?? '').replace(/^(?!0)/, '0')}-${(line[2] ?? '').replace(/\D/g, '')}${line[3] ? `转${line[3]}` : ''}`
    : match[0].trim()
  return { kind: 'phone', value, start, end, used: used < 0 ? groups.length - i : Math.max(used, 1) }
}

const emailShape = /^[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}$/
const atSign = /\s{0,2}(?:@|\(at\)|\[at\]|艾特|＠)\s{0,2}|\s#\s|\sat\s/gi

function emailSpans(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(atSign)) {
    const at = match.index ?? 0
    const local = /[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}$/.exec(text.slice(Math.max(0, at - 64), at))?.[0]
    const after = text.slice(at + match[0].length, at + match[0].length + 100)
    const domain = /^[A-Za-z0-9-]{1,40}(?:\s?(?:\.|点|dot)\s?[A-Za-z0-9-]{1,30}){1,4}/i.exec(after)?.[0]
    if (!local || !domain || !emailShape.test(local)) continue
    const tidy = domain.replace(/\s?(?:点|dot)\s?/gi, '.').replace(/\s/g, '')
    const host = /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,12}/.exec(tidy)?.[0]
    if (!host) continue
    const length = host.length + (domain.length - tidy.length)
    spans.push({
      kind: 'email',
      value: `${local}@${host}`,
      start: at - local.length,
      end: at + match[0].length + length,
      labelled: true,
    })
  }
  return spans
}

const wechatLabel =
  /(?:微信号?|薇(?=\s)|薇信号?|薇心号?|威信号?|徽信号?|微心|微[xX]|卫星号?|绿泡泡|[vV]信号?|(?<![A-Za-z])(?:wechat|weixin|vxin|wxid|vx|wx|v)(?![A-Za-z_]))(?:\s?id)?\s{0,2}(?:号码?|账号)?\s{0,2}(?:是|为|:|搜|加|就是|叫|改成|改为|换成了?|→|-|>)*\s{0,2}(?:是|:)?\s{0,2}/gi
const addLabel = /(?:加我?|搜|\+)\s?(?:一下)?\s?:?\s{0,2}(?=[A-Za-z])/g
const idShape = /^[A-Za-z][A-Za-z0-9_-]{4,19}(?![A-Za-z0-9_@.]*@)/

function wechatSpans(text: string, emails: readonly Span[], expecting: Expecting): Span[] {
  const spans: Span[] = []
  const take = (start: number, labelled: boolean) => {
    const id = idShape.exec(text.slice(start, start + 40))?.[0].replace(/[-_]+$/, (tail) => tail)
    if (!id || (/^(?:wechat|weixin|https?|www)/i.test(id) && id.length < 8)) return
    const end = start + id.length
    if (/[A-Za-z0-9]/.test(text[end] ?? '')) return
    if (emails.some((e) => start < e.end && end > e.start) || spans.some((s) => s.start === start)) return
    spans.push({ kind: 'wechatId', value: id, start, end, labelled })
  }
  for (const match of text.matchAll(wechatLabel)) take((match.index ?? 0) + match[0].length, true)
  for (const match of text.matchAll(addLabel)) {
    const start = (match.index ?? 0) + match[0].length
    const id = idShape.exec(text.slice(start, start + 40))?.[0]
    if (id && /[\d_]/.test(id)) take(start, true)
  }
  for (const match of text.matchAll(
    /(?<![A-Za-z0-9_@.-])[A-Za-z][A-Za-z0-9_-]{5,19}(?=\s{0,2}[,(]?\s{0,2}(?:这|就)?(?:个)?是?(?:我的?)?(?:微信|vx|wx|v信))/gi,
  )) {
    take(match.index ?? 0, true)
  }
  if (expecting.wechatId && spans.length === 0) {
    const bare = /(?<![A-Za-z0-9_@.-])[A-Za-z][A-Za-z0-9_-]{5,19}(?![A-Za-z0-9@._])/.exec(text)
    if (bare) take(bare.index, true)
  }
  return spans
}
