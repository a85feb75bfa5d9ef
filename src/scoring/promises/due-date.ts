import { dayOf, endOf, minuteOf, momentOf } from './calendar.ts'
import { dayNamed } from './day-words.ts'
import { numberOf, numeral } from './numerals.ts'
import { timeOfDay } from './time-of-day.ts'

const past = /昨[天晚日儿]|前[天晚](?!后)|上个?(?:周|月|星期|礼拜)|去年|之前说|刚才|刚刚/
const spanOfMinutes = new RegExp(
  `(半|${numeral}|\\d{2,3})个?(半)?(小时|钟头|分钟|刻钟)(?:之?内|以内|之?后|左右|给|回|就|到|$)`,
)
const soon = /等[下会]|一会儿?|待会|马上|稍后|晚点|稍等|尽快今天/
const longest = 200

/**
 * When something that was said at `saidAt` is due, epoch ms: the named hour, else the last millisecond of that day in
 * Asia/Shanghai. Never before `saidAt`. Undefined where no day and no hour is named, or a past one. 节前, 节后,
 * 工作日 and 下周 follow the public holidays with their exchanged days (调休). Reads the first 200 characters.
 */
export function dueAt(text: string, saidAt: number): number | undefined {
  const words = text.slice(0, longest).normalize('NFKC')
  if (past.test(words)) return undefined
  const span = spanOf(words)
  if (span !== undefined) return saidAt + span
  const today = dayOf(saidAt)
  const time = timeOfDay(words)
  const day = dayNamed(words, today)
  if (day !== undefined) return time ? at(day, time.minute, time.sure, saidAt) : endOf(day)
  if (time) return next(today, time.minute, time.sure, saidAt)
  return soon.test(words) ? endOf(today) : undefined
}

/** 半小时后, 十分钟内. */
function spanOf(text: string): number | undefined {
  const match = spanOfMinutes.exec(text)
  if (!match) return undefined
  const unit = match[3] === '分钟' ? 1 : match[3] === '刻钟' ? 15 : 60
  const count = match[1] === '半' ? 0.5 : numberOf(match[1] ?? '') + (match[2] ? 0.5 : 0)
  return count * unit * 60_000
}

/** The hour of a named day. An hour of today that has passed is the evening's, or means the day; 上午9点 is past. */
function at(day: number, minute: number, sure: boolean, saidAt: number): number | undefined {
  const moment = momentOf(day, minute)
  if (moment >= saidAt) return moment
  if (sure) return undefined
  const evening = momentOf(day, minute + 720)
  return minute < 720 && evening >= saidAt ? evening : endOf(day)
}

/** An hour alone: the next time the clock shows it. */
function next(today: number, minute: number, sure: boolean, saidAt: number): number {
  const passed = minute <= minuteOf(saidAt)
  if (!passed) return momentOf(today, minute)
  const evening = !sure && minute < 720 && minute + 720 > minuteOf(saidAt)
  return evening ? momentOf(today, minute + 720) : momentOf(today + 1, minute)
}
