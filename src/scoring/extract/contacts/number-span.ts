import { isMobile } from '../../../domain/index.ts'
import { wrong } from '../corrections/slip-words.ts'
import type { DigitGroup } from '../digit-groups.ts'
import { namesQq, qq } from './channel-words.ts'
import { labelAfter, labelBefore, type NumberLabel } from './number-label.ts'
import { landlineFrom, mobileFrom } from './number-shape.ts'
import type { Expecting, Span, SpanKind } from './span.ts'

export function numberSpan(
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
  const before = labelBefore(text, start, floor, found?.kind === 'mobile')
  const behind = labelAfter(text, end)
  // 电话134… 卡号晚点发: what comes next is another number.
  const named = before === 'qq' || (before === 'mobile' && found?.kind === 'mobile')
  const label = behind === 'void' && named ? before : (behind ?? before)
  const used = found?.used ?? 1
  const glued = gluedCode(text, start, end) || /单号\s?[A-Za-z]{1,4}$/.test(text.slice(Math.max(0, start - 8), start))
  const make = (kind: SpanKind, value: string, labelled = label !== undefined): [Span, number] => [
    { kind, value, start, end, labelled },
    used,
  ]
  if (label === 'void' || label === 'fax' || glued) {
    return found || group.digits.length >= 5 ? make('number', found?.value ?? group.digits) : [undefined, 1]
  }
  const digits = found?.kind === 'mobile' ? found.value : group.digits
  const talkOfQq = (label === undefined || label === 'qq' || label === 'mobile') && !found && saysQq(text, start, floor)
  const his = givesHisQq(text, start, besideGroups)
  const inGroups =
    label === 'qq' || talkOfQq || (his && !found) || (expecting.qq && !found)
      ? groupedDigits(text, groups, i)
      : undefined
  if (inGroups) return [{ kind: 'qq', value: inGroups.value, start, end: inGroups.end, labelled: true }, inGroups.used]
  // 微信 156 0072 4389 就是我电话: both.
  if (behind === 'mobile' && before === 'wechat' && found?.kind === 'mobile')
    return [{ kind: 'wechatId', value: found.value, start, end, labelled: true, mobile: found.value }, used]
  if (
    label === 'both' &&
    !isMobile(digits) &&
    digits.length >= 5 &&
    digits.length <= 10 &&
    namesQq(text.slice(Math.max(0, start - 12), start))
  )
    return make('qq', digits)
  if (label === 'qq' && digits.length >= 5 && digits.length <= 11) return make('qq', digits)
  if (talkOfQq && /^[1-9]\d{5,9}$/.test(digits)) return make('qq', digits, true)
  if (label === 'wechat' && digits.length >= 6 && digits.length <= 11 && found?.kind !== 'phone') {
    const [span] = make('wechatId', digits)
    return [isMobile(digits) ? { ...span, mobile: digits } : span, used]
  }
  const spelt = label === 'landline' && group.digits.length === 1 ? groupedDigits(text, groups, i) : undefined
  if (spelt && /^[2-9]\d{6,7}$/.test(spelt.value))
    return [{ kind: 'phone', value: spelt.value, start, end: spelt.end, labelled: true }, spelt.used]
  const pair = pairedLine(text, groups, i, label)
  if (pair) return [{ kind: 'phone', value: pair.value, start, end: pair.end, labelled: true }, 2]
  if (found) return make(found.kind, found.value)
  if (label === 'unit') return [undefined, 1]
  const bare = group.digits
  if (bare.length >= 5 && bare.length <= 11 && givesHisQq(text, start, besideOne)) return make('qq', bare, true)
  const local = bare.length >= 7 && bare.length <= 8 && /^[2-9]/.test(bare) && (!group.spoken || label === 'landline')
  if (local && (label === 'landline' || (label === 'mobile' && !/^(?:19|20)\d{6}$/.test(bare)) || expecting.phone))
    return make('phone', bare)
  if (expecting.qq && bare.length >= 5 && bare.length <= 11) return make('qq', bare, true)
  return bare.length >= 7 ? make('number', bare) : [undefined, 1]
}

/** 我自己的号是 283746: the last words before a number, after QQ was spoken of. */
const hisOwn = /我(?:自己)?的号?(?:是|:)?\s?$/
/** So many characters before a number in groups, and before one in one piece. */
const [besideGroups, besideOne] = [7, 6]

const givesHisQq = (text: string, start: number, window: number): boolean =>
  hisOwn.test(text.slice(Math.max(0, start - window), start)) && namesQq(text.slice(0, start))

const qqTalk =
  /(?:(?<![a-z])qq(?!邮)|扣扣|[加发走用留]我?(?:的|个)?(?:[qQ](?![a-zA-Z])|扣)|(?<![A-Za-z])[Qq]我|我[qQ](?![a-zA-Z])|扣我(?!款|钱|分|工资)|(?<![A-Za-z])Q(?=远程|[号说聊传]))(?:(?!电话|手机|座机|固话)[^\d\n]){0,28}$/i

/** QQ 3310… 不对 打错 331…: the right one behind the wrong one. */
const qqCorrected = new RegExp(
  String.raw`(?:${qq}|(?<![a-z])q)[^\n]{0,12}\d{5,10}\s?(?:(?:${wrong}|多打)[^\d\n]{0,12}|[^\d\n]{0,3}(?:别发|被盗|不用|停用|登不上|没用)[^\d\n]{0,10}(?:用|换成?|新的?是?|是)\s?)$`,
  'i',
)

/** QQ传样册2087…: with what is sent glued on. */
const qqSends = new RegExp(String.raw`(?:${qq})[发传][\u4e00-\u9fff]{1,4}$`, 'i')
/** QQ传图吧 微信压缩了 2846…: the number that stands by itself some words behind. */
const saysQq = (text: string, start: number, floor: number): boolean =>
  qqSends.test(text.slice(Math.max(floor, start - 10), start)) ||
  ((start === 0 || /[\s,，。;:是对错了]/.test(text[start - 1] ?? '')) &&
    (qqTalk.test(text.slice(Math.max(floor, start - 34), start)) ||
      qqCorrected.test(text.slice(Math.max(0, start - 50), start))))

/** QQ号:1029 3847 56: one number in groups. */
function groupedDigits(
  text: string,
  groups: readonly DigitGroup[],
  i: number,
): { value: string; end: number; used: number } | undefined {
  let value = ''
  let n = i
  // One digit at a time, or a few groups.
  const most = groups[i]?.digits.length === 1 ? 11 : 4
  for (; n < groups.length && n < i + most; n += 1) {
    const group = groups[n]
    if (!group || (n > i && !/^[ -]$/.test(text.slice(groups[n - 1]?.end ?? 0, group.start)))) break
    if (
      value.length + group.digits.length > (most === 11 ? 11 : 10) ||
      /^\s?(?:不是|小时|点|天|号|元|个|年|月)/.test(text.slice(group.end))
    )
      break
    value += group.digits
  }
  // 九五二七 三零一八 六: one numeral left over.
  const [left, numeral] = /^ ([零一二三四五六七八九])(?=$|[\s,。])/.exec(text.slice(groups[n - 1]?.end ?? 0)) ?? []
  if (numeral && n - i > 1 && value.length >= 7 && value.length < 10)
    return {
      value: value + '零一二三四五六七八九'.indexOf(numeral),
      end: (groups[n - 1]?.end ?? 0) + (left?.length ?? 0),
      used: n - i,
    }
  return n - i > 1 && value.length >= 7 ? { value, end: groups[n - 1]?.end ?? 0, used: n - i } : undefined
}

/** 8873 4021 beside 固话, with 区号0512 before or behind: a local number written in two groups. */
function pairedLine(
  text: string,
  groups: readonly DigitGroup[],
  i: number,
  label: NumberLabel | undefined,
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
  if (/https?:\/\/\S{0,80}$/.test(text.slice(Math.max(0, start - 90), start))) return true
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
