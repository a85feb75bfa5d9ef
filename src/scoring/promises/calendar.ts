// Days of the Shanghai calendar as numbers since 1970-01-01. No daylight saving since 1991: a fixed offset is exact.

const offsetMs = 8 * 3_600_000
const dayMs = 86_400_000

export interface Month {
  year: number
  /** 1–12. */
  month: number
}

export const dayOf = (at: number): number => Math.floor((at + offsetMs) / dayMs)
/** Minutes since midnight. */
export const minuteOf = (at: number): number => Math.floor((at + offsetMs - dayOf(at) * dayMs) / 60_000)
/** Epoch ms of a minute of a day. */
export const momentOf = (day: number, minute: number): number => day * dayMs - offsetMs + minute * 60_000
/** The last millisecond of a day: no hour was named. */
export const endOf = (day: number): number => momentOf(day + 1, 0) - 1

/** Days beyond the month's end run on into the next; months beyond 12 into the next year. */
export const dayAt = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / dayMs

export function partsOf(day: number): Month & { day: number } {
  const date = new Date(day * dayMs)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

export const isoOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)
/** Monday = 1 … Sunday = 7. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

export const lastOf = ({ year, month }: Month): number => dayAt(year, month + 1, 1) - 1
/** The 31st of a month that has 30 days is its 30th. */
export const inMonth = (month: Month, day: number): number =>
  Math.min(dayAt(month.year, month.month, day), lastOf(month))

export function monthsLater(day: number, shift: number): Month {
  const { year, month } = partsOf(day)
  const index = year * 12 + month - 1 + shift
  return { year: Math.floor(index / 12), month: (index % 12) + 1 }
}
