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
  monthDay(at) === monthDay(now) && Math.abs(now - at) < 86_400_000
    ? hourMinute(at)
    : `${monthDay(at)} ${hourMinute(at)}`
