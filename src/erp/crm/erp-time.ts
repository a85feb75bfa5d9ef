import { erpDate } from '../catalogue/erp-date.ts'

/** `2026-11-24 08:30:00`, Asia/Shanghai, as the ERP writes it. */
export const erpDateTime = (at: number): string => erpDate(new Date(at))

/** A date of the ERP, Asia/Shanghai, as epoch ms; undefined where it is none. */
export function fromErpDate(value: string | undefined): number | undefined {
  const found = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?/.exec(value ?? '')
  if (!found) return undefined
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0))
  return Date.UTC(year, month - 1, day, hour - 8, minute, second)
}
