import { dayOf, endOf, minuteOf, momentOf } from './calendar.ts'
import { dayNamed, hasWrittenDay } from './day-words.ts'
import { numberOf, numeral } from './numerals.ts'
import { type Span, spanOf } from './span.ts'
import { timeOfDay } from './time-of-day.ts'

const past = /昨[天晚日儿]|前[天晚](?!后)|上个?(?:周|月|星期|礼拜)|去年|之前说|刚才|刚刚/
const spanOfMinutes = new RegExp(
  `(半|${numeral}|\\d{2,3})个?(半)?(小时|钟头|分钟|刻钟)(?:之?内|以内|之?后|左右|(?=[给回就到]|$))`,
)
/** 过两小时. */
const passingSpan = new RegExp(`再?(?<![通超经不])过(半|${numeral}|\\d{2,3})个?(半)?(小时|钟头|分钟|刻钟)`)
const soon = /等[下会]儿?|一会儿?|待会|马上|稍后|晚点|稍等|尽快今天/
const longest = 200

/**
 * When something that was said at `saidAt` is due, epoch ms: the named hour, else the last millisecond of that day in
 * Asia/Shanghai. Never before `saidAt`. Undefined where no day and no hour is named, or a past one. 节前, 节后,
 * 工作日 and 下周 follow the public holidays with their exchanged days (调休). Reads the first 200 characters.
 */
export function dueAt(text: string, saidAt: number): number | undefined {
  const words = text.slice(0, longest).normalize('NFKC')
  return past.test(words) ? undefined : datedBy(words, saidAt)?.at
}

/** What is due when, and where in the words that stands: the day first. The words in half width. */
export function datedBy(words: string, saidAt: number): { at: number; spans: Span[] } | undefined {
  const wait = waitIn(words)
  if (wait) return { at: saidAt + wait.ms, spans: [wait.span] }
  const today = dayOf(saidAt)
  const time = timeOfDay(words)
  const named = dayNamed(words, today)
  const spans = [named, time].flatMap((one) => (one ? [one.span] : []))
  if (named) {
    const moment = time ? at(named.day, time.minute, time.sure, saidAt) : endOf(named.day)
    return moment === undefined ? undefined : { at: moment, spans }
  }
  // An hour of a day that is past is no hour of today.
  if (time) return hasWrittenDay(words) ? undefined : { at: next(today, time.minute, time.sure, saidAt), spans }
  const shortly = soon.exec(words)
  return shortly ? { at: endOf(today), spans: [spanOf(shortly)] } : undefined
}

/** 半小时后, 十分钟内. */
function waitIn(text: string): { ms: number; span: Span } | undefined {
  const match = spanOfMinutes.exec(text) ?? passingSpan.exec(text)
  if (!match) return undefined
  const unit = match[3] === '分钟' ? 1 : match[3] === '刻钟' ? 15 : 60
  const count = match[1] === '半' ? 0.5 : numberOf(match[1] ?? '') + (match[2] ? 0.5 : 0)
  return { ms: count * unit * 60_000, span: spanOf(match) }
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
