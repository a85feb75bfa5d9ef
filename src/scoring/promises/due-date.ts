import calendar from 'chinese-days'

const { isHoliday } = calendar

// Asia/Shanghai has had no daylight saving time since 1991: a fixed offset is exact.
const offsetMs = 8 * 3_600_000
const dayMs = 86_400_000

/** A day of the Shanghai calendar as a day number since 1970-01-01. */
const dayNumber = (at: number): number => Math.floor((at + offsetMs) / dayMs)
const fromParts = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / dayMs
const parts = (day: number) => {
  const date = new Date(day * dayMs)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}
const iso = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)
/** Monday = 1 … Sunday = 7. */
const weekday = (day: number): number => ((day + 3) % 7) + 1
const lastOfMonth = (year: number, month: number): number => fromParts(year, month + 1, 1) - 1

const numerals = '一二三四五六七八九十'
function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  if (text === '两') return 2
  const ten = text.indexOf('十')
  if (ten < 0) return numerals.indexOf(text) + 1
  const tens = ten === 0 ? 1 : numerals.indexOf(text[0]!) + 1
  return tens * 10 + (ten + 1 < text.length ? numerals.indexOf(text[ten + 1]!) + 1 : 0)
}
const number = '(\\d{1,2}|[一二两三四五六七八九十]{1,3})'
const weekdays: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 6 }

/** The public calendar's day off; years that it does not know count plain weekends. */
function dayOff(day: number): boolean {
  try {
    return isHoliday(iso(day))
  } catch {
    return weekday(day) > 5
  }
}

/** First working day after the next run of days off that is a public holiday, not a mere weekend. */
function afterHoliday(today: number): number {
  for (let day = today; day < today + 400; day++) {
    if (!dayOff(day)) continue
    let end = day
    while (dayOff(end + 1)) end++
    if (end - day + 1 >= 3) return end + 1
    day = end
  }
  return today + 7
}

function workingDaysLater(today: number, count: number): number {
  let day = today
  for (let left = count; left > 0; ) if (!dayOff(++day)) left--
  return day
}

type Rule = [re: RegExp, day: (m: RegExpExecArray, today: number) => number | undefined]

const thisMonth = (today: number, shift: number): { year: number; month: number } => {
  const { year, month } = parts(today)
  const index = year * 12 + (month - 1) + shift
  return { year: Math.floor(index / 12), month: (index % 12) + 1 }
}
const shiftOf = (word: string | undefined) => (word?.startsWith('下') ? 1 : 0)

const rules: Rule[] = [
  [/大后天/, (_, t) => t + 3],
  [/后天/, (_, t) => t + 2],
  [/明[天早晚儿日]/, (_, t) => t + 1],
  [/今[天晚儿日早]|等[下会]|一会儿?|待会|马上|稍后|晚点/, (_, t) => t],
  [
    /(下下|下|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天末])/,
    (m, t) => {
      const target = weekdays[m[2]!]!
      if (m[1]) return t - weekday(t) + target + (m[1] === '下下' ? 14 : m[1] === '下' ? 7 : 0)
      return t + ((target - weekday(t) + 7) % 7)
    },
  ],
  [new RegExp(`${number}月${number}[号日]?`), (m, t) => dateAhead(t, numberOf(m[1]!), numberOf(m[2]!))],
  [
    new RegExp(`(?<![\\d一二三四五六七八九十])${number}[号日](?![楼店线门机院])`),
    (m, t) => dayOfMonth(t, numberOf(m[1]!)),
  ],
  [new RegExp(`${number}个?工作日`), (m, t) => workingDaysLater(t, numberOf(m[1]!))],
  [new RegExp(`${number}天(?:之?内|以内|后|之后|左右)?`), (m, t) => t + numberOf(m[1]!)],
  [new RegExp(`${number}个?(?:周|星期|礼拜)(?:之?内|后|以内)`), (m, t) => t + 7 * numberOf(m[1]!)],
  [/(下个?|这个?|本)?月底/, (m, t) => monthEnd(t, shiftOf(m[1]))],
  [/(下个?)?月初/, (_, t) => onDay(thisMonth(t, 1), 5)],
  [/(下个?)?月中/, (m, t) => onDay(thisMonth(t, shiftOf(m[1]) || (parts(t).day > 15 ? 1 : 0)), 15)],
  [/(下|这|本)个?(?:周|星期|礼拜)/, (m, t) => t - weekday(t) + 5 + (m[1] === '下' ? 7 : 0)],
  [/(下|这|本)个?月/, (m, t) => monthEnd(t, shiftOf(m[1]))],
  [/年底/, (_, t) => fromParts(parts(t).year, 12, 31)],
  [
    /(?:假期|长假|节|春节|国庆|五一|元旦|端午|中秋|清明|过年|假)(?:回来|之?后|以后|过后|完)|收假|节后/,
    (_, t) => afterHoliday(t),
  ],
  [/上午|中午|下午|傍晚|晚上|[\d一二两三四五六七八九十]点/, (_, t) => t],
]

function dateAhead(today: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const { year } = parts(today)
  const here = fromParts(year, month, day)
  return here >= today - 30 ? here : fromParts(year + 1, month, day)
}
function dayOfMonth(today: number, day: number): number | undefined {
  if (day < 1 || day > 31) return undefined
  const shift = day < parts(today).day ? 1 : 0
  return onDay(thisMonth(today, shift), day)
}
const onDay = ({ year, month }: { year: number; month: number }, day: number): number =>
  Math.min(fromParts(year, month, day), lastOfMonth(year, month))
const monthEnd = (today: number, shift: number): number => {
  const { year, month } = thisMonth(today, shift)
  return lastOfMonth(year, month)
}

const clock =
  /(早上|上午|中午|下午|傍晚|晚上|今晚|明晚|明早)?\s*(\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点|:|时)(半|一刻|三刻|\d{2})?/
const partOfDay: Array<[RegExp, number]> = [
  [/明早|早上|上午前?/, 12],
  [/中午/, 13],
  [/下午|傍晚/, 18],
]

function minuteOfDay(text: string): number | undefined {
  const m = clock.exec(text)
  if (!m) {
    const part = partOfDay.find(([re]) => re.test(text))
    return part && part[1] * 60
  }
  let hour = numberOf(m[2]!)
  if (hour > 24) return undefined
  if (hour < 12 && /下午|傍晚|晚/.test(m[1] ?? '')) hour += 12
  // "三点" in a business talk is the afternoon.
  if (!m[1] && hour >= 1 && hour <= 6) hour += 12
  const minute = m[3] === '半' ? 30 : m[3] === '一刻' ? 15 : m[3] === '三刻' ? 45 : Number(m[3] ?? 0)
  return hour * 60 + minute
}

/**
 * When something that was said at `saidAt` is due, epoch ms: the named hour, else the end of that day in Asia/Shanghai.
 * Undefined where no date is named. 节后 and 工作日 follow the public holiday calendar.
 */
export function dueAt(text: string, saidAt: number): number | undefined {
  const today = dayNumber(saidAt)
  for (const [re, resolve] of rules) {
    const match = re.exec(text)
    const day = match ? resolve(match, today) : undefined
    if (day === undefined) continue
    const minutes = minuteOfDay(text)
    const start = day * dayMs - offsetMs
    return minutes === undefined ? start + dayMs - 1 : start + minutes * 60_000
  }
  return undefined
}
