import { isMobile } from '../../../domain/index.ts'
import { qq } from '../contacts/channel-words.ts'
import { type DigitGroup, digitGroups } from '../digit-groups.ts'
import type { FieldState, Offer } from '../field-state.ts'
import type { Piece } from '../pieces.ts'

/** 1 3 4, 5 2 7 7 0 9 1 8: nothing but digits, however they are set. */
function spelt(text: string, groups: readonly DigitGroup[]): DigitGroup | undefined {
  const [first, last] = [groups[0], groups.at(-1)]
  if (!first || !last || !/^(?:后面|后几位|再|然后|剩下的?|接着)?[:是\s]{0,3}[\s\doOlI,.-]{1,24}$/.test(text))
    return undefined
  return { ...first, end: last.end, digits: groups.map((g) => g.digits).join('') }
}

/** 904 分三段念的 连起来: the last part, and that it is one. */
function inParts(text: string, [only, ...more]: readonly DigitGroup[]): DigitGroup | undefined {
  return only &&
    more.length === 0 &&
    /^\s*\d{2,5}\s?[^\d]{0,8}(?:[段截]|后面这?几位|剩下的?|你?加我|连起来|合起来|拼起来|连一起|这个$|这样$)/.test(text)
    ? only
    : undefined
}

/** 5 5 3 9 学校座机 0471-…: the digits, one by one, with which a message begins. */
function leadingRun(text: string, groups: readonly DigitGroup[]): DigitGroup | undefined {
  const after = groups.findIndex((g, i) => i > 0 && !/^[ -]$/.test(text.slice(groups[i - 1]?.end ?? 0, g.start)))
  const run = after < 0 ? groups : groups.slice(0, after)
  const [first, last] = [run[0], run.at(-1)]
  if (!first || !last || run.length < 2 || text.slice(0, first.start).trim() !== '') return undefined
  return { ...first, end: last.end, digits: run.map((g) => g.digits).join('') }
}

/** 电话先留 182 7316 955: the groups, only spaces between, with which a message ends. */
function trailingRun(text: string, groups: readonly DigitGroup[]): DigitGroup | undefined {
  const broken = groups.findLastIndex((g, i) => i > 0 && !/^[ -]$/.test(text.slice(groups[i - 1]?.end ?? 0, g.start)))
  const run = groups.slice(Math.max(0, broken))
  const [first, last] = [run[0], run.at(-1)]
  return first && last ? { ...first, end: last.end, digits: run.map((g) => g.digits).join('') } : undefined
}

/** 133打头 中间4968 最后2075. */
const named =
  /(1[3-9]\d)(?:打头|开头)[,\s]*(?:再|然后)?中间(?:是)?[,\s]*(\d{4})[,\s]*(?:最后|后面|末尾|结尾|尾号)(?:四位)?(?:是)?[,\s]*(\d{4})(?!\d)/

/** …电话156 7394: how a number begins, at the end of what he wrote. */
const started =
  /(?:联系我|打我|电话|手机号?|号码)[:\s]{0,2}(1[3-9]\d(?:[ -]?\d){0,6})\s*$|[\u4e00-\u9fff]\s(1[3-9]\d(?:[ -]?\d){0,5})\s*$/

/** 图发你 q 27: how an account begins. */
const accountStarted = new RegExp(
  String.raw`(?:${qq}|(?<![a-z])q)号?[:\s是]{0,3}([1-9]\d{1,4})\s*$|(?:${qq})[^\d\n]{1,10}\s([1-9]\d{1,4})\s*$`,
  'i',
)

/** What stands around the beginning of a number where nothing else is said. */
const nothingElse =
  /^[\s,.。:]*(?:(?:收货|到了)?(?:打|联系)?|我?的?(?:电话|手机号?|号码?)?(?:是|:)?|(?:我?电话)?先?(?:发)?前面?(?:是|几位|[三四五六]位)?(?:是|:)?|联系我|记一下|你记)?[\s,.。:…-]*$/
const offers =
  /(?:联系我|打我|我?电话|手机号?|座机|固话|区号|号码)(?:的话)?(?:是|就是|打这个|打|用这个|先?留)?(?:吧|哈|呢|啊)?\s*$/

/** The digits with which a message begins a number: at its end behind a label, or all that it holds. */
function beginningOf(text: string, groups: readonly DigitGroup[]): string | undefined {
  const [, labelled, bare] = started.exec(text) ?? []
  const begun = labelled ?? bare
  if (begun) return begun.replace(/\D/g, '')
  const last = groups.at(-1)
  const run = trailingRun(text, groups)
  if (run && run.end === text.trimEnd().length && offers.test(text.slice(0, run.start))) return run.digits
  const only = groups.length === 1 ? last : spelt(text, groups)
  return only && nothingElse.test(text.slice(0, only.start) + text.slice(only.end)) ? only.digits : undefined
}

/** 1865379021, and then 214: its last part once more, whole. */
function joinedWith(begun: string, part: string): string {
  for (let again = part.length - 1; again > 0 && begun.length + part.length > 11; again -= 1) {
    const whole = begun + part.slice(again)
    if (begun.endsWith(part.slice(0, again)) && isMobile(whole)) return whole
  }
  return begun + part
}

type Waiting = NonNullable<FieldState['digits']>

/** What a message adds to a number in parts: the number, or digits that wait for the rest, or both. */
interface Step {
  offer?: Offer | undefined
  waits?: Waiting | undefined
}

/** So many messages later what was begun is forgotten. */
const recent = 2
const ofThing = /订单|单号|快递|运单|卡号|身份证|验证码/
const amountBehind = /^\s*(?:元|块|米|吨|个|台|套|件|平|斤|号|楼|层|栋|点|月|天|年|%|w|万)/

/** 17682 … 304917, 0513 … 8529 4471: a number written in two messages. Keeps in `state` what waits for the next. */
export function brokenNumber(state: FieldState, pieces: readonly Piece[], text: string): Offer | undefined {
  const pending = state.digits
  delete state.digits
  if (pieces.some((p) => p.third) || ofThing.test(text)) return undefined
  const groups = digitGroups(text).filter((g) => !amountBehind.test(text.slice(g.end)))
  const { offer, waits } = stepOf(state, pending, groups, text)
  if (waits) state.digits = waits
  return offer
}

function stepOf(state: FieldState, pending: Waiting | undefined, groups: readonly DigitGroup[], text: string): Step {
  const offer = toldInParts(groups, text)
  if (offer) return { offer }
  const step = pending && state.seq - pending.seq <= recent ? completed(state, pending, groups, text) : {}
  return step.offer || step.waits ? step : { waits: begun(state, groups, text) }
}

const found = (field: 'mobile' | 'phone' | 'qq', value: string, weight: number, text: string): Offer => ({
  field,
  value,
  weight,
  quote: text.slice(0, 80),
})

/** 133打头 中间4968 最后2075, 前面…后面…: all parts in this message. */
function toldInParts(groups: readonly DigitGroup[], text: string): Offer | undefined {
  const [, head, middle, tail] = named.exec(text) ?? []
  if (head && middle && tail) return found('mobile', head + middle + tail, 82, text)
  const inside = groups.length > 1 ? groups.map((g) => g.digits).join('') : ''
  const inHalves = (/前/.test(text) && /后/.test(text)) || /后[四4]位/.test(text)
  return inHalves && isMobile(inside) ? found('mobile', inside, 82, text) : undefined
}

/** The digits that waited, with those of this message. */
function completed({ seq, foreign }: FieldState, pending: Waiting, groups: readonly DigitGroup[], text: string): Step {
  const whole = spelt(text, groups) ?? inParts(text, groups)
  const account = whole && pending.account ? pending.text + whole.digits : ''
  // A third part may follow.
  if (/^[1-9]\d{5,9}$/.test(account))
    return {
      offer: { ...found('qq', account, 96, text), corrects: true },
      waits: { ...pending, text: account, seq },
    }
  const lead = leadingRun(text, groups)
  const rest = whole ?? lead
  if (rest && /^0\d{2,3}$/.test(pending.text) && /^[2-9]\d{6,7}$/.test(rest.digits))
    return { offer: found('phone', `${pending.text}-${rest.digits}`, 84, text) }
  const tail = pending.text.length === 10 ? /(?:末|后|最后)[四4]位[是:\s]{0,2}(\d{4})(?!\d)/.exec(text)?.[1] : undefined
  if (tail && pending.text.startsWith('1')) return { offer: found('mobile', pending.text.slice(0, 7) + tail, 84, text) }
  let waits: Waiting | undefined
  for (const group of rest ? [rest] : groups) {
    const joined = joinedWith(pending.text, group.digits)
    if (isMobile(joined) && !foreign.includes(joined)) return { offer: found('mobile', joined, 84, text), waits }
    if (/^1[3-9]\d{1,8}$/.test(joined) && text.length < 16) waits = { text: joined, seq }
  }
  return { waits }
}

/** The digits with which this message begins a number. */
function begun({ seq, announced, asked }: FieldState, groups: readonly DigitGroup[], text: string): Step['waits'] {
  const [, direct, apart] = accountStarted.exec(text) ?? []
  const ofAccount = direct ?? apart
  const beginning = ofAccount ?? beginningOf(text, groups)
  const account =
    ofAccount !== undefined ||
    ((announced?.field === 'qq' || (asked.qq && !asked.mobile)) && /^[1-9]\d{2,5}$/.test(beginning ?? ''))
  return beginning && (account || /^(?:1[3-9]\d{1,8}|0\d{2,3})$/.test(beginning))
    ? { text: beginning, seq, ...(account ? { account } : {}) }
    : undefined
}
