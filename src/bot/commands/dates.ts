import { chinaDay, dayMs, isEndOfDay } from '../../shared/china-time.ts'
import { halfWidth } from '../../shared/half-width.ts'

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

// 25点意见 is a count of opinions, 1:75 in a word a ratio.
const clockWords = /(?<![\d.:：])(\d{1,2})(?:\s*[点时](?!意见|建议|要求|问题|内容|间|候)(?:\s*(\d{1,2})分?(?!\d))?)/gu
const clockDigits = /(?<=^|\s|[天周午晚早上一二三四五六日号])(\d{1,2})[:：](\d{2})(?=$|\s|[，,。前后])/gu
const spelledHours = /(?:二十[五六七八九]|[三四五六七八九]十[一二三四五六七八九]?)点(?!意见|建议|要求|问题|内容)/u

/** A time that no clock shows: `25点`, `10:75`. Undefined: there is none. */
export function impossibleTime(text: string): string | undefined {
  const plain = halfWidth(text)
  const wrong = [...plain.matchAll(clockWords), ...plain.matchAll(clockDigits)].find(
    ([, hour, minute]) => Number(hour) > 24 || Number(minute ?? 0) > 59,
  )
  return (wrong ?? spelledHours.exec(plain))?.[0]
}
