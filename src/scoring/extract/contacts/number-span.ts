import { isMobile } from '../../../domain/index.ts'
import type { DigitGroup } from '../digit-groups.ts'
import { namesQq } from './channel-words.ts'
import { gluedCode } from './glued-code.ts'
import { groupedDigits, pairedLine } from './grouped-digits.ts'
import { labelAfter, labelBefore, type NumberLabel } from './number-label.ts'
import { type Found, landlineFrom, mobileFrom } from './number-shape.ts'
import { besideGroups, besideOne, givesHisQq, saysQq } from './qq-talk.ts'
import type { Expecting, Span, SpanKind } from './span.ts'

/** A group of digits with what stands around it. */
interface Context {
  text: string
  groups: readonly DigitGroup[]
  i: number
  group: DigitGroup
  expecting: Expecting
  /** A mobile or a landline by its shape. */
  found: Found | undefined
  start: number
  end: number
  before: NumberLabel | undefined
  behind: NumberLabel | undefined
  /** Of the two the one that counts. */
  label: NumberLabel | undefined
  /** The mobile, or the group as it stands. */
  digits: string
  talksOfQq: boolean
}

/** What was read, if it is anything, and how many groups it took. */
type Reading = [span: Span | undefined, used: number]
type Reader = (at: Context) => Reading | undefined

const nothing: Reading = [undefined, 1]

export function numberSpan(
  text: string,
  groups: readonly DigitGroup[],
  i: number,
  floor: number,
  expecting: Expecting,
): Reading {
  const group = groups[i]
  if (!group) return nothing
  const at = contextOf(text, groups, i, group, floor, expecting)
  for (const read of readers) {
    const reading = read(at)
    if (reading) return reading
  }
  return nothing
}

function contextOf(
  text: string,
  groups: readonly DigitGroup[],
  i: number,
  group: DigitGroup,
  floor: number,
  expecting: Expecting,
): Context {
  const found = mobileFrom(text, groups, i) ?? landlineFrom(text, groups, i)
  const start = found?.start ?? group.start
  const end = found?.end ?? group.end
  const before = labelBefore(text, start, floor, found?.kind === 'mobile')
  const behind = behindOf(text, end, found)
  // 电话134… 卡号晚点发: what comes next is another number.
  const named = before === 'qq' || (before === 'mobile' && found?.kind === 'mobile')
  const label = behind === 'void' && named ? before : (behind ?? before)
  const digits = found?.kind === 'mobile' ? found.value : group.digits
  const mayBeQq = (label === undefined || label === 'qq' || label === 'mobile') && !found
  const talksOfQq = mayBeQq && saysQq(text, start, floor)
  return { text, groups, i, group, expecting, found, start, end, before, behind, label, digits, talksOfQq }
}

/** 电话135… QQ 也给你: QQ named behind a mobile is another number, unless it is said to be that. */
function behindOf(text: string, end: number, found: Found | undefined): NumberLabel | undefined {
  const behind = labelAfter(text, end)
  const isAnother =
    behind === 'qq' && found?.kind === 'mobile' && !/^[\s(,]*(?:是|就是|\()/.test(text.slice(end, end + 6))
  return isAnother ? undefined : behind
}

const isBetween = (digits: string, least: number, most: number): boolean =>
  digits.length >= least && digits.length <= most

/** The digits as one number of a kind. */
const one = (
  { start, end, label, found }: Context,
  kind: SpanKind,
  value: string,
  labelled = label !== undefined,
): Reading => [{ kind, value, start, end, labelled }, found?.used ?? 1]

/** Several groups as one number. */
const several = (
  { start }: Context,
  kind: SpanKind,
  { value, end, used }: { value: string; end: number; used: number },
): Reading => [{ kind, value, start, end, labelled: true }, used]

/** The number of an order or a card, a fax, a code with letters written onto it. */
const thing: Reader = (at) => {
  const { text, start, end, label, found, group } = at
  const glued = gluedCode(text, start, end) || /单号\s?[A-Za-z]{1,4}$/.test(text.slice(Math.max(0, start - 8), start))
  if (label !== 'void' && label !== 'fax' && !glued) return undefined
  return found || group.digits.length >= 5 ? one(at, 'number', found?.value ?? group.digits) : nothing
}

const qqInGroups: Reader = (at) => {
  const { text, groups, i, start, label, found, talksOfQq, expecting } = at
  const meant =
    label === 'qq' || talksOfQq || (!found && (givesHisQq(text, start, besideGroups) || expecting.qq === true))
  const inGroups = meant ? groupedDigits(text, groups, i) : undefined
  return inGroups && several(at, 'qq', inGroups)
}

/** 微信 156 0072 4389 就是我电话: both. */
const mobileAndWechat: Reader = ({ behind, before, found, start, end }) =>
  behind === 'mobile' && before === 'wechat' && found?.kind === 'mobile'
    ? [{ kind: 'wechatId', value: found.value, start, end, labelled: true, mobile: found.value }, found.used]
    : undefined

const labelledQq: Reader = (at) => {
  const { text, start, label, digits, talksOfQq } = at
  const both =
    label === 'both' &&
    !isMobile(digits) &&
    isBetween(digits, 5, 10) &&
    namesQq(text.slice(Math.max(0, start - 12), start))
  if (both || (label === 'qq' && isBetween(digits, 5, 11))) return one(at, 'qq', digits)
  return talksOfQq && /^[1-9]\d{5,9}$/.test(digits) ? one(at, 'qq', digits, true) : undefined
}

const labelledWechat: Reader = (at) => {
  const { label, digits, found } = at
  if (label !== 'wechat' || !isBetween(digits, 6, 11) || found?.kind === 'phone') return undefined
  const [span, used] = one(at, 'wechatId', digits)
  return [span && isMobile(digits) ? { ...span, mobile: digits } : span, used]
}

/** A local number of a landline, digit by digit or in two groups. */
const landlineInGroups: Reader = (at) => {
  const { text, groups, i, group, label } = at
  const spelt = label === 'landline' && group.digits.length === 1 ? groupedDigits(text, groups, i) : undefined
  if (spelt && /^[2-9]\d{6,7}$/.test(spelt.value)) return several(at, 'phone', spelt)
  const pair = pairedLine(text, groups, i, label)
  return pair && several(at, 'phone', { ...pair, used: 2 })
}

const byShape: Reader = (at) => at.found && one(at, at.found.kind, at.found.value)

const amount: Reader = ({ label }) => (label === 'unit' ? nothing : undefined)

const hisQq: Reader = (at) =>
  isBetween(at.digits, 5, 11) && givesHisQq(at.text, at.start, besideOne) ? one(at, 'qq', at.digits, true) : undefined

const localLine: Reader = (at) => {
  const { group, digits, label, expecting } = at
  const local = isBetween(digits, 7, 8) && /^[2-9]/.test(digits) && (!group.spoken || label === 'landline')
  const meant = label === 'landline' || (label === 'mobile' && !/^(?:19|20)\d{6}$/.test(digits)) || expecting.phone
  return local && meant ? one(at, 'phone', digits) : undefined
}

const expectedQq: Reader = (at) =>
  at.expecting.qq && isBetween(at.digits, 5, 11) ? one(at, 'qq', at.digits, true) : undefined

const someNumber: Reader = (at) => (at.digits.length >= 7 ? one(at, 'number', at.digits) : undefined)

/** The first that reads it counts: what is said of a number before its shape, its shape before what was asked. */
const readers: readonly Reader[] = [
  thing,
  qqInGroups,
  mobileAndWechat,
  labelledQq,
  labelledWechat,
  landlineInGroups,
  byShape,
  amount,
  hisQq,
  localLine,
  expectedQq,
  someNumber,
]
