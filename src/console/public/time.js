const pad = (n) => String(n).padStart(2, '0')

/** `3 分钟`, `2 小时`: how long something has lasted. */
export function span(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} 秒`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} 分钟`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} 小时` : `${Math.round(hours / 24)} 天`
}

/** `3 分钟前`, and a date for what is days ago. */
export function ago(at, now) {
  const ms = now - at
  if (ms < 45_000) return '刚刚'
  return ms < 3 * 86_400_000 ? `${span(ms)}前` : stamp(at)
}

/** `11-25 13:05`, in China's time whatever the browser's zone. */
export function stamp(at) {
  const date = new Date(at + 8 * 3_600_000)
  const day = `${date.getUTCMonth() + 1}-${date.getUTCDate()}`
  return `${day} ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`
}
