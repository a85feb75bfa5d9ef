const eightHours = 8 * 3_600_000

/** `2026-11-24 14:02:00`, Asia/Shanghai. */
export const formatDate = (at: number): string => new Date(at + eightHours).toISOString().slice(0, 19).replace('T', ' ')

const shape = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

/** Epoch ms of an ERP date with or without a time of day; undefined when it is none. */
export function parseDate(text: string): number | undefined {
  const parts = shape.exec(text.trim())
  if (!parts) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map((p) => Number(p ?? 0))
  const at = Date.UTC(year, month - 1, day, hour, minute, second)
  const back = new Date(at)
  const exists = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60
  return exists ? at - eightHours : undefined
}
