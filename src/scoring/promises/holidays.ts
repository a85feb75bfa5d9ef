import calendar from 'chinese-days'
import { dayAt, isoOf, partsOf, weekdayOf } from './calendar.ts'

const { getDayDetail, getSolarDateFromLunar } = calendar

/** Public holidays by the words for them, with the day they begin and how long they last where no notice is out yet. */
const holidays: ReadonlyArray<{ words: RegExp; name: string; days: number; begins(year: number): number }> = [
  { words: /元旦/, name: '元旦', days: 1, begins: (year) => dayAt(year, 1, 1) },
  { words: /春节|过年|年假|新年|除夕/, name: '春节', days: 8, begins: (year) => lunarDay(year, 1, 1) - 1 },
  { words: /清明/, name: '清明', days: 3, begins: (year) => dayAt(year, 4, 4) },
  { words: /五一|劳动节/, name: '劳动节', days: 5, begins: (year) => dayAt(year, 5, 1) },
  { words: /端午/, name: '端午', days: 3, begins: (year) => lunarDay(year, 5, 5) },
  { words: /中秋/, name: '中秋', days: 3, begins: (year) => lunarDay(year, 8, 15) },
  { words: /国庆|十一(?!月|号|日|点)/, name: '国庆', days: 7, begins: (year) => dayAt(year, 10, 1) },
]

/** A day of the lunar year that begins in `year`. */
export function lunarDay(year: number, month: number, day: number): number {
  const { date } = getSolarDateFromLunar(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
  const [y, m, d] = date.split('-').map(Number)
  return dayAt(y ?? year, m ?? month, d ?? day)
}

/** The State Council's notice for a year comes in the autumn before. */
const noticed = (day: number): boolean => {
  const { year } = partsOf(day)
  return holidayName(dayAt(year, 10, 1)) !== undefined
}

/** The holiday that a day belongs to, by the notice; a working day moved in exchange (调休) belongs to none. */
function holidayName(day: number): string | undefined {
  const { work, name } = getDayDetail(isoOf(day))
  return !work && name.includes(',') ? name : undefined
}

/** Off, by the notice with its exchanged days; by rule for years without one. */
export function isDayOff(day: number): boolean {
  if (noticed(day)) return !getDayDetail(isoOf(day)).work
  const { year } = partsOf(day)
  return weekdayOf(day) > 5 || holidays.some(({ begins, days }) => day >= begins(year) && day < begins(year) + days)
}

export interface Holiday {
  first: number
  last: number
}

/** The next stretch of public holiday that ends on `today` or later; with words, of that holiday. */
export function nextHoliday(today: number, said?: string): Holiday | undefined {
  const wanted = said === undefined ? holidays : holidays.filter(({ words }) => words.test(said))
  const { year } = partsOf(today)
  const stretches = [year, year + 1].flatMap((y) => wanted.map((holiday) => stretchOf(holiday, y)))
  return stretches.filter(({ last }) => last >= today).sort((a, b) => a.first - b.first)[0]
}

function stretchOf({ begins, days, name }: (typeof holidays)[number], year: number): Holiday {
  const day = begins(year)
  if (!noticed(day)) return { first: day, last: day + days - 1 }
  const official = (at: number) => holidayName(at) !== undefined
  // 除夕 may be a working day, and the festival itself may lie inside a longer one.
  const start = [0, 1, 2].map((shift) => day + shift).find(official) ?? day
  let [first, last] = [start, start]
  while (official(first - 1)) first -= 1
  while (official(last + 1)) last += 1
  return name === '' ? { first: day, last: day } : { first, last }
}

export function workdayAfter(day: number): number {
  let next = day + 1
  while (isDayOff(next)) next += 1
  return next
}

export function workdayBefore(day: number): number {
  let before = day - 1
  while (isDayOff(before)) before -= 1
  return before
}

/** The `count`th working day after today. */
export function workdaysLater(today: number, count: number): number {
  let day = today
  for (let left = count; left > 0; left -= 1) day = workdayAfter(day)
  return day
}

/** The last working day from `from` to `to`; `to` where there is none. */
export function lastWorkday(from: number, to: number): number {
  for (let day = to; day >= from; day -= 1) if (!isDayOff(day)) return day
  return to
}
