import { chinaDay, chinaMidnight, dayMs } from '../../shared/china-time.ts'
import type { ProactiveSettings } from './settings.ts'

const minuteMs = 60_000

/** `18:00` of the day that `at` lies in, epoch ms. */
export const timeOfDay = (clockTime: string, at: number): number =>
  chinaMidnight(chinaDay(at)) + minutesOf(clockTime) * minuteMs

const minutesOf = (clockTime: string): number => {
  const [hours = 0, minutes = 0] = clockTime.split(':').map(Number)
  return hours * 60 + minutes
}

/** End of the quiet hours that `at` lies in; undefined outside of them. */
export function quietUntil(quiet: ProactiveSettings['quietHours'], at: number): number | undefined {
  if (!quiet) return undefined
  const [from, to] = [timeOfDay(quiet.from, at), timeOfDay(quiet.to, at)]
  if (from <= to) return at >= from && at < to ? to : undefined
  if (at >= from) return to + dayMs
  return at < to ? to : undefined
}
