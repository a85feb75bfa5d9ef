import { chinaDay, dayMs, isEndOfDay } from '../../shared/china-time.ts'

const zone = 'Asia/Shanghai'
const day = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, month: '2-digit', day: '2-digit' })
const clockTime = new Intl.DateTimeFormat('zh-CN', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})

/** `11-20`. */
export const monthDay = (at: number): string => day.format(at).replace('/', '-')
/** `14:02`. */
export const hourMinute = (at: number): string => clockTime.format(at)

/** `14:02`, with the day in front where it is another one than `now`'s. */
export const stamp = (at: number, now: number): string =>
  monthDay(at) === monthDay(now) && Math.abs(now - at) < dayMs ? hourMinute(at) : `${monthDay(at)} ${hourMinute(at)}`

const weekday = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, weekday: 'short' })

const near = ['今天', '明天', '后天']

/** `今天 15:00`, `周五(11-27)`. */
export function dueLabel(at: number, now: number): string {
  const day = near[chinaDay(at) - chinaDay(now)] ?? `${weekday.format(at)}(${monthDay(at)})`
  return isEndOfDay(at) ? day : `${day} ${hourMinute(at)}`
}

/** The shortest part of a text that names the same date as the whole. */
export function dateWords(text: string, now: number, dueAt: (text: string, now: number) => number | undefined): string {
  const whole = dueAt(text, now)
  if (whole === undefined) return ''
  let best = text
  for (let start = 0; start < text.length; start++) {
    for (let end = start + 2; end <= Math.min(text.length, start + 12) && end - start < best.length; end++) {
      const part = text.slice(start, end)
      if (dueAt(part, now) === whole) best = part
    }
  }
  return best
}
