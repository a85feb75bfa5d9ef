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
    /^\s*\d{2,5}\s?[^\d]{0,8}(?:[段截]|连起来|合起来|拼起来|连一起|这个$|这样$)/.test(text)
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
  String.raw`(?:${qq}|(?<![a-z])q)号?[:\s是]{0,3}([1-9]\d{1,3})\s*$|(?:${qq})[^\d\n]{1,10}\s([1-9]\d{1,4})\s*$`,
  'i',
)

/** What stands around the beginning of a number where nothing else is said. */
const nothingElse =
  /^[\s,.。:]*(?:(?:收货|到了)?(?:打|联系)?|我?的?(?:电话|手机号?|号码?)?(?:是|:)?|(?:我?电话)?先?(?:发)?前面?(?:是|几位|[三四五六]位)?(?:是|:)?|联系我|记一下|你记)?[\s,.。:…-]*$/
const offers = /(?:联系我|打我|我?电话|手机号?|座机|固话|区号|号码)(?:的话)?(?:是|就是|打这个|打|用这个|先?留)?\s*$/

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

/** 17682 … 304917, 0513 … 8529 4471: a number written in two messages. */
export function brokenNumber(state: FieldState, pieces: readonly Piece[], text: string): Offer | undefined {
  const groups = digitGroups(text).filter(
    (g) => !/^\s*(?:元|块|米|吨|个|台|套|件|平|斤|号|楼|层|栋|点|月|天|年|%|w|万)/.test(text.slice(g.end)),
  )
  const third = pieces.some((p) => p.third)
  const pending = state.digits
  delete state.digits
  if (third || /订单|单号|快递|运单|卡号|身份证|验证码/.test(text)) return undefined
  const [, head, middle, tail] = named.exec(text) ?? []
  if (head && middle && tail)
    return { field: 'mobile', value: head + middle + tail, weight: 82, quote: text.slice(0, 80) }
  const inside = groups.length > 1 ? groups.map((g) => g.digits).join('') : ''
  if (((/前/.test(text) && /后/.test(text)) || /后[四4]位/.test(text)) && isMobile(inside))
    return { field: 'mobile', value: inside, weight: 82, quote: text.slice(0, 80) }
  if (pending && state.seq - pending.seq <= 2) {
    const whole = spelt(text, groups) ?? inParts(text, groups)
    const account = whole && pending.account ? pending.text + whole.digits : ''
    if (/^[1-9]\d{5,9}$/.test(account)) {
      // A third part may follow.
      state.digits = { ...pending, text: account, seq: state.seq }
      return { field: 'qq', value: account, weight: 96, quote: text.slice(0, 80), corrects: true }
    }
    const rest = whole ?? leadingRun(text, groups)
    if (rest && /^0\d{2,3}$/.test(pending.text) && /^[2-9]\d{6,7}$/.test(rest.digits))
      return { field: 'phone', value: `${pending.text}-${rest.digits}`, weight: 84, quote: text.slice(0, 80) }
    const tail =
      pending.text.length === 10 ? /(?:末|后|最后)[四4]位[是:\s]{0,2}(\d{4})(?!\d)/.exec(text)?.[1] : undefined
    if (tail && pending.text.startsWith('1'))
      return { field: 'mobile', value: pending.text.slice(0, 7) + tail, weight: 84, quote: text.slice(0, 80) }
    const lead = leadingRun(text, groups)
    for (const group of whole ? [whole] : lead ? [lead] : groups) {
      const joined = joinedWith(pending.text, group.digits)
      if (isMobile(joined) && !state.foreign.includes(joined))
        return { field: 'mobile', value: joined, weight: 84, quote: text.slice(0, 80) }
      if (/^1[3-9]\d{1,8}$/.test(joined) && text.length < 16) state.digits = { text: joined, seq: state.seq }
    }
  }
  const [, direct, apart] = accountStarted.exec(text) ?? []
  const begun = direct ?? apart
  const beginning = state.digits ? undefined : (begun ?? beginningOf(text, groups))
  const account =
    begun !== undefined ||
    ((state.announced?.field === 'qq' || (state.asked.qq && !state.asked.mobile)) &&
      /^[1-9]\d{2,5}$/.test(beginning ?? ''))
  if (beginning && (account || /^(?:1[3-9]\d{1,8}|0\d{2,3})$/.test(beginning)))
    state.digits = {
      text: beginning,
      seq: state.seq,
      ...(account ? { account } : {}),
    }
  return undefined
}
