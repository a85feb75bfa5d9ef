import type { WorkCalendar } from '../../domain/index.ts'
import { dayOf } from './calendar.ts'
import { dateIn } from './date-in.ts'
import { isDayOff } from './holidays.ts'

/** Dates as people say them, by the public Chinese calendar with its 调休. */
export const workCalendar: WorkCalendar = { dateIn, isWorkday: (at) => !isDayOff(dayOf(at)) }
