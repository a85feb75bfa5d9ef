const zone = 'Asia/Shanghai'
const numeric = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
const spoken = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, month: 'numeric', day: 'numeric', weekday: 'short' })
const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, timeStyle: 'short' })

const dayMs = 86_400_000
const offsetMs = 8 * 3_600_000
const isWholeDay = (at: number) => (at + offsetMs + 1) % dayMs === 0

/** `2025-11-14`. */
export const monthDay = (at: number): string => numeric.format(at)

/** `（6/5周五前）`, with the hour where one was named; empty without a date. */
export const dueText = (at: number | undefined): string =>
  at === undefined ? '' : `（${spoken.format(at)}${isWholeDay(at) ? '' : ` ${clock.format(at)}`}前）`
