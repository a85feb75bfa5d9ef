import type { DateInText } from '../../domain/index.ts'
import { dayOf, endOf } from './calendar.ts'
import { dayNamed, hasWrittenDay } from './day-words.ts'
import { datedBy } from './due-date.ts'
import { numeral } from './numerals.ts'
import { type Span, spanOf } from './span.ts'
import { timeOfDay } from './time-of-day.ts'

const longest = 200
const part = '(?:凌晨|清晨|一早|早上|早晨|上午|中午|下午|傍晚|晚上|夜里)'
const hour = `${numeral}(?:点(?:半|一刻|三刻|[0-5]?\\d分?)?|:[0-5]\\d)`
// What was is no date to come, and does not hide one: 昨天下午三点谈了，周五再去.
const past = new RegExp(
  `(?:昨[天晚日儿]|前[天晚](?!后)|上个?(?:周|星期|礼拜)[一二三四五六日天末]?|上个?月(?:底|初|中)?|去年|刚才|刚刚)的?(?:${numeral}[号日])?\\s*${part}?(?:\\s*${hour})?`,
  'gu',
)

/** Belongs to a date before it: 五点整, 周五晚上, 15号之前, 10点到12点. */
const behind = new RegExp(
  [
    `\\s*[-~～—–至到]\\s*${part}?${hour}`,
    `\\s*的?${part}`,
    '(?<=[点\\d分刻半])[钟整多](?![理体改顿个])',
    '[早晚](?=[\\s,，]|$)',
    '(?:之|以)?前(?![台面往来去提期线道置端景])',
    '(?:之|以)后|后(?![台续期面勤来天端备门厂])',
    '左右|那天|(?:之|以)内|内(?![部容勤贸衣径存])',
  ].join('|'),
  'uy',
)
/** The weekday of a date, said once more: 12月4日（周五）. */
const weekdayBehind = /^\s*[(（,，]?(?:周|星期|礼拜)[一二三四五六日天][)）]?/u
/** Belongs to a date behind it; 在, 于 and 到 only where nothing stands before them. */
const ahead = /(?:今年|本月|当月|大约|大概)的?\s*$|^\s*(?:在|于|等到|等|到)\s*$/u
const between = /^[\s,，()（）的]*$/u

/** The date that a text names, the words for it and the text without them. Reads the first 200 characters. */
export function dateIn(text: string, saidAt: number): DateInText | undefined {
  const words = sameLength(text.slice(0, longest)).replace(past, (said) => '·'.repeat(said.length))
  const dated = datedBy(words, saidAt) ?? tonight(words, saidAt)
  if (!dated) return undefined
  const spans = joined(
    withRepeated(dated.spans, words, dayOf(saidAt)).map((span) => widened(span, words)),
    words,
  )
  return {
    dueAt: dated.at,
    words: spans.map(([from, to]) => text.slice(from, to)).join(' '),
    rest: without(text, spans),
  }
}

/** 晚上 alone: the evening has no hour of its own. */
function tonight(words: string, saidAt: number): ReturnType<typeof datedBy> {
  const evening = /晚上|夜里/u.exec(words)
  const isNamed = dayNamed(words, dayOf(saidAt)) || hasWrittenDay(words) || timeOfDay(words)
  return evening && !isNamed ? { at: endOf(dayOf(saidAt)), spans: [spanOf(evening)] } : undefined
}

/** Half width, sign by sign, so that places in it are places in what was typed. */
const sameLength = (text: string): string => {
  const plain = text.replace(/俩/gu, '两').replace(/仨/gu, '三')
  return plain.replace(/[^\p{Script=Han}\d\sa-z]/giu, (sign) => {
    const normal = sign.normalize('NFKC')
    return normal.length === sign.length ? normal : sign
  })
}

/** 12月4日（周五）, 明天周五: the same day said once more, right beside. */
function withRepeated(spans: readonly Span[], words: string, today: number): Span[] {
  const [first] = spans
  const day = first && dayNamed(words.slice(...first), today)?.day
  if (first === undefined || day === undefined) return [...spans]
  const blank = spans.reduce((rest, [from, to]) => rest.slice(0, from) + '·'.repeat(to - from) + rest.slice(to), words)
  const again = dayNamed(blank, today)
  if (again?.day !== day) return [...spans]
  const [from, to] = again.span
  const beside = spans.some(([a, b]) => between.test(b <= from ? words.slice(b, from) : words.slice(to, a)))
  return beside ? [...spans, again.span] : [...spans]
}

function widened([from, to]: Span, words: string): Span {
  const weekday = /周|星期|礼拜|点|:/.test(words.slice(from, to)) ? undefined : weekdayBehind.exec(words.slice(to))
  let end = to + (weekday?.[0].length ?? 0)
  for (;;) {
    behind.lastIndex = end
    const more = behind.exec(words)
    if (!more) break
    end += more[0].length
  }
  const before = ahead.exec(words.slice(0, from))
  return [before ? from - before[0].length : from, end]
}

/** Those that nothing else stands between are one. */
function joined(spans: readonly Span[], words: string): Span[] {
  const sorted = spans.toSorted((a, b) => a[0] - b[0])
  const whole: Span[] = []
  for (const span of sorted) {
    const last = whole.at(-1)
    if (last && (span[0] <= last[1] || between.test(words.slice(last[1], span[0]))))
      whole[whole.length - 1] = [last[0], Math.max(last[1], span[1])]
    else whole.push(span)
  }
  return whole
}

const separators = /[\s,，、:：;；]/u

/** The text without these parts; what stood round a part keeps one separator. */
function without(text: string, spans: readonly Span[]): string {
  let rest = text
  for (const [from, to] of spans.toReversed()) {
    const left = rest.slice(0, from)
    const right = rest.slice(to)
    const bracket = /[(（]\s*$/u.test(left) && /^\s*[)）]/u.test(right)
    rest = bracket
      ? `${left.replace(/[(（]\s*$/u, '')}${right.replace(/^\s*[)）]/u, '')}`
      : separators.test(left.at(-1) ?? ' ')
        ? left + right.replace(/^[\s,，、:：;；]+/u, '')
        : left + right
  }
  return rest.replace(/^[\s,，、:：;；。”"」]+|[\s,，、:：;；]+$/gu, '').replace(/\s+/g, ' ')
}
