import calendar from 'chinese-days'
import type { WorkCalendar } from '../../domain/index.ts'
import { dueAt } from './due-date.ts'

const { isWorkday } = calendar
const offsetMs = 8 * 3_600_000

/** Dates as people say them, by the public Chinese calendar with its 调休. */
export const workCalendar: WorkCalendar = {
  dueAt,
  isWorkday(at) {
    const day = new Date(at + offsetMs)
    try {
      return isWorkday(day.toISOString().slice(0, 10))
    } catch {
      // A year that the calendar does not know yet: plain weekends.
      return day.getUTCDay() !== 0 && day.getUTCDay() !== 6
    }
  },
}
