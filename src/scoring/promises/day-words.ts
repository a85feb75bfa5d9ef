import { dayAt, inMonth, lastOf, monthsLater, partsOf, weekdayOf } from './calendar.ts'
import { lastWorkday, lunarDay, nextHoliday, workdayAfter, workdayBefore, workdaysLater } from './holidays.ts'
import { numberOf, numeral } from './numerals.ts'
import { type Span, spanOf } from './span.ts'

type Rule = readonly [words: RegExp, day: (match: RegExpExecArray, today: number) => number | undefined]

const weekdays: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 7 }
const week = '(?:周|星期|礼拜)'
const festival = '(?:元旦|春节|过年|年假|新年|清明|五一|劳动节|端午|中秋|国庆|十一(?!月|号|日|点))'
// 再过三天; not 通过, 超过.
const passing = '再?(?<![通超经不])过'
// 福华路1号 is an address.
const noStreet = '(?<![路街道巷弄][东南西北中]?)'
// 3号线, 5号楼, 45号钢: names, no days.
const noDay = '(?![楼店线门机院仓库厅桌房位出电钢铁柴汽样款色码桩地泵])'
const weeksAhead = (word: string | undefined): number => (word?.startsWith('下下') ? 2 : word?.startsWith('下') ? 1 : 0)

/** The first rule that fits and names a day of today or later counts: special words before plain ones. */
const rules: readonly Rule[] = [
  [/大后天/, (_, today) => today + 3],
  [/今明/, (_, today) => today + 1],
  [/后天|后儿个?/, (_, today) => today + 2],
  [/明儿个|明[天早晚儿日]/, (_, today) => today + 1],
  [/今[天晚儿日早]|当天/, (_, today) => today],
  [
    /(?:农历|阴历)?(正月|腊月)(初|十|廿|二十)?([一二三四五六七八九十])/,
    (m, today) => lunar(m[1] === '正月' ? 1 : 12, lunarNumber(m[2], m[3]), today),
  ],
  [/大?年?初([一二三四五六七八九十])(?!中(?!午)|步|稿)/, (m, today) => lunar(1, numberOf(m[1] ?? ''), today)],
  [/大年三十|除夕/, (_, today) => newYearsEve(today)],
  [/元宵|正月十五/, (_, today) => lunar(1, 15, today)],
  [
    new RegExp(`(?:${festival}|节|长?假)(?:期|节|长?假)*(?:之|以)?(?:后|过后|完|回来|结束|收假|上班)`),
    (m, today) => after(m[0], today),
  ],
  [/收假|年后|过完年|开年|复工/, (m, today) => after(m[0], today)],
  [
    new RegExp(`(?:${festival}|(?<![过今明去])节|放假|长假)(?:节|假期|放假)*(?:之|以)?前`),
    (m, today) => before(m[0], today),
  ],
  [/(?:过|今)?年前/, (_, today) => before('春节', today)],
  [new RegExp(festival), (m, today) => nextHoliday(today, m[0])?.first],
  [
    new RegExp(`明年的?(${numeral})月份?的?(${numeral}|三十一?)(?:[号日]|(?![\\d个天号日]))`),
    (m, today) => exactly(partsOf(today).year + 1, numberOf(m[1] ?? ''), numberOf(m[2] ?? '')),
  ],
  [
    /(\d{4})\s?[年\-/.]\s?(\d{1,2})\s?[月\-/.]\s?(\d{1,2})[日号]?/,
    (m) => exactly(Number(m[1]), Number(m[2]), Number(m[3])),
  ],
  [
    new RegExp(`(下下|下|这|本)个?月的?(${numeral}|三十[一]?)[号日]`),
    (m, today) => inMonth(monthsLater(today, weeksAhead(m[1])), numberOf(m[2] ?? '')),
  ],
  [
    new RegExp(`(?<!\\d{4}\\s?年\\s?)(?<![\\d.])(${numeral})月份?的?(${numeral}|三十一?)(?:[号日]|(?![\\d个天号日]))`),
    (m, today) => ahead(today, numberOf(m[1] ?? ''), numberOf(m[2] ?? '')),
  ],
  [
    // The weekday behind a day of the month only repeats it.
    new RegExp(
      `(?<![\\d.一二三四五六七八九十第月份/-])(${numeral}|三十一?)[号日](?=\\s*[(（,，]?${week}[一二三四五六日天])`,
    ),
    (m, today) => dayOfMonth(today, numberOf(m[1] ?? '')),
  ],
  [new RegExp(`(?<!上个?|每个?|隔)(下下|下|这|本)?个?${week}([一二三四五六日天末])`), weekdayNamed],
  [new RegExp(`(?<![\\d.])(${numeral})月(?:份)?(底|末|初|上旬|中旬|下旬|中)`), monthPart],
  [/(?<![\d./-])(\d{1,2})\/(\d{1,2})(?![\d/])/, (m, today) => ahead(today, Number(m[1]), Number(m[2]))],
  [
    // 11-27, as our own lists write it; 10-20 台 is a quantity.
    /(?<![^\s(（])(\d{2})-(\d{2})(?=$|[\s)）前之])(?!\s*[台件个只套吨片米箱包])/,
    (m, today) => ahead(today, Number(m[1]), Number(m[2])),
  ],
  [
    new RegExp(`${noStreet}(?<![\\d.一二三四五六七八九十第月份/-])(${numeral}|三十一?)[号日]${noDay}`),
    (m, today) => dayOfMonth(today, numberOf(m[1] ?? '')),
  ],
  [new RegExp(`(${numeral})个?工作日`), (m, today) => workdaysLater(today, numberOf(m[1] ?? ''))],
  [/再?过两天/, (_, today) => today + 2],
  [new RegExp(`${passing}(${numeral})天`), (m, today) => today + numberOf(m[1] ?? '')],
  [new RegExp(`${passing}半个?月`), (_, today) => today + 15],
  [new RegExp(`${passing}(${numeral})个?${week}`), (m, today) => today + 7 * numberOf(m[1] ?? '')],
  [new RegExp(`${passing}(${numeral})个月`), monthsAway],
  [/[这一]?[一两二]?[两二三]天(?:之?内|以内)?(?=[就给把发寄出到送回联能会可]|$)|这[一两]?两天|[一两]两天/, rangeOfDays],
  [/这几天|近期几天/, (_, today) => today + 3],
  [
    new RegExp(`(?:再?过)?(?<![\\d.])(${numeral})天(?:之?内|以内|之?后|以后|左右|(?=[就给发寄出到能吧]|可以|$))`),
    (m, today) => today + numberOf(m[1] ?? ''),
  ],
  [/半个?月(?:之?内|以内|之?后|左右|$)/, (_, today) => today + 15],
  [
    new RegExp(`(?<!第)(${numeral})个?${week}(?:之?内|以内|之?后|左右|$)`),
    (m, today) => today + 7 * numberOf(m[1] ?? ''),
  ],
  [new RegExp(`(${numeral})个月(?:之?内|以内|之?后|左右|$)`), monthsAway],
  [/(?<!上)(下下个?|下个?|这个?|本|当)?月[底末]/, (m, today) => lastOf(monthsLater(today, weeksAhead(m[1])))],
  [/(下个?)?月初/, (m, today) => early(today, 5, m[1] !== undefined)],
  [/(下个?)?月中(?!旬)/, (m, today) => early(today, 15, m[1] !== undefined)],
  [/(下个?月?|本月|这个?月)?[上中下]旬/, tenDays],
  [new RegExp(`(?<!上个?|每个?)(下下|下|这|本)个?${week}`), endOfWeek],
  [
    /(?<!上个?)(下下个?|下个?|这个?|本|当)月(?!的?[\d一二三四五六七八九十]+[号日])/,
    (m, today) => lastOf(monthsLater(today, weeksAhead(m[1]))),
  ],
  [new RegExp(`(?<![\\d.个])(${numeral})月份?(?:之?前|之?内|(?=[给发来签付定]))`), (m, today) => monthNamed(m, today)],
  [/明年(?:初|年初)/, (_, today) => dayAt(partsOf(today).year + 1, 1, 31)],
  [/(?:今年)?年底|年末/, (_, today) => dayAt(partsOf(today).year, 12, 31)],
]

function weekdayNamed(m: RegExpExecArray, today: number): number {
  const target = weekdays[m[2] ?? ''] ?? 7
  if (m[1]?.startsWith('下')) return today - weekdayOf(today) + target + 7 * weeksAhead(m[1])
  return today + ((target - weekdayOf(today) + 7) % 7)
}

/** 下周 without a day: its last working day, also where a holiday or an exchanged day moves that. */
function endOfWeek(m: RegExpExecArray, today: number): number {
  const monday = today - weekdayOf(today) + 1 + 7 * weeksAhead(m[1])
  return lastWorkday(Math.max(today, monday), monday + 6)
}

function rangeOfDays(m: RegExpExecArray, today: number): number {
  return today + (m[0].includes('三') ? 3 : 2)
}

/** 24个月内 is a date; 96个月 is a term or a typing error. */
const mostMonths = 24

function monthsAway(m: RegExpExecArray, today: number): number | undefined {
  const months = numberOf(m[1] ?? '')
  return months > mostMonths ? undefined : inMonth(monthsLater(today, months), partsOf(today).day)
}

function after(said: string, today: number): number | undefined {
  const named = /年后|过完年|开年|复工/.test(said) ? '春节' : new RegExp(festival).exec(said)?.[0]
  const holiday = nextHoliday(today, named)
  return holiday && workdayAfter(holiday.last)
}

/** The last working day before the holiday; the day itself where it has begun. */
function before(said: string, today: number): number | undefined {
  const holiday = nextHoliday(today, new RegExp(festival).exec(said)?.[0])
  return holiday && Math.max(today, workdayBefore(holiday.first))
}

const lunarNumber = (tens: string | undefined, ones: string | undefined): number => {
  const one = numberOf(ones ?? '')
  return tens === '十' ? 10 + one : tens === '廿' || tens === '二十' ? 20 + one : one
}

/** The next such day of the lunar calendar. */
function lunar(month: number, day: number, today: number): number | undefined {
  const { year } = partsOf(today)
  return [year - 1, year, year + 1].map((y) => lunarDay(y, month, day)).find((found) => found >= today)
}

function newYearsEve(today: number): number | undefined {
  const { year } = partsOf(today)
  return [year, year + 1].map((y) => lunarDay(y, 1, 1) - 1).find((found) => found >= today)
}

/** Only dates that exist. */
function exactly(year: number, month: number, day: number): number | undefined {
  const at = dayAt(year, month, day)
  const { year: y, month: m, day: d } = partsOf(at)
  return y === year && m === month && d === day ? at : undefined
}

/** A date without a year lies ahead; one of the last two months was meant as past. */
function ahead(today: number, month: number, day: number): number | undefined {
  const { year } = partsOf(today)
  const here = exactly(year, month, day)
  if (here === undefined) return exactly(year + 1, month, day)
  if (here >= today) return here
  return today - here > 60 ? exactly(year + 1, month, day) : undefined
}

function dayOfMonth(today: number, day: number): number | undefined {
  if (day < 1 || day > 31) return undefined
  return inMonth(monthsLater(today, day < partsOf(today).day ? 1 : 0), day)
}

/** 月初, 月中: this month's while it lies ahead. */
const early = (today: number, day: number, next: boolean): number =>
  inMonth(monthsLater(today, next || partsOf(today).day > day ? 1 : 0), day)

function comingMonth(month: number, today: number) {
  const { year, month: now } = partsOf(today)
  return month < 1 || month > 12 ? undefined : { year: month < now ? year + 1 : year, month }
}

function monthPart(m: RegExpExecArray, today: number): number | undefined {
  const month = comingMonth(numberOf(m[1] ?? ''), today)
  if (!month) return undefined
  const last = m[2] === '初' ? 5 : m[2] === '上旬' ? 10 : m[2] === '中' ? 15 : m[2] === '中旬' ? 20 : 31
  return inMonth(month, last)
}

function monthNamed(m: RegExpExecArray, today: number): number | undefined {
  const month = comingMonth(numberOf(m[1] ?? ''), today)
  return month && lastOf(month)
}

function tenDays(m: RegExpExecArray, today: number): number {
  const last = m[0].includes('上旬') ? 10 : m[0].includes('中旬') ? 20 : 31
  const next = m[1]?.startsWith('下') || inMonth(monthsLater(today, 0), last) < today
  return inMonth(monthsLater(today, next ? 1 : 0), last)
}

const written = new RegExp(
  `\\d{4}\\s?[年\\-/.]\\s?\\d{1,2}\\s?[月\\-/.]\\s?\\d{1,2}|(?<![\\d.])${numeral}月份?的?(?:${numeral}|三十一?)[号日]|[本这当]个?月的?(?:${numeral}|三十一?)[号日]|(?<![\\d./-])\\d{1,2}/\\d{1,2}(?![\\d/])`,
)
/** A day of a month stands there, whether it lies ahead or behind. */
export const hasWrittenDay = (text: string): boolean => written.test(text)

export interface NamedDay {
  day: number
  span: Span
}

/** The day that a text names, today or later; undefined where it names none or a past one. */
export function dayNamed(text: string, today: number): NamedDay | undefined {
  for (const [words, resolve] of rules) {
    const match = words.exec(text)
    const day = match ? resolve(match, today) : undefined
    if (match && day !== undefined && day >= today) return { day, span: spanOf(match) }
  }
  return undefined
}
