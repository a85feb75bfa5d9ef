const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** A moment as the ERP writes it, Asia/Shanghai: `2026-03-01 09:30:00`. */
export function erpDate(date: Date): string {
  return shanghai.format(date)
}

const pattern = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

/** Whether the text is a day, or a day and a time, that exists. */
export function isErpDate(text: string): boolean {
  const match = pattern.exec(text.trim())
  if (!match) return false
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0))
  if (hour! > 23 || minute! > 59 || second! > 59) return false
  const date = new Date(Date.UTC(year!, month! - 1, day!))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month! - 1 && date.getUTCDate() === day
}
