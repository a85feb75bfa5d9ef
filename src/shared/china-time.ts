// Asia/Shanghai has had no daylight saving time since 1991: a fixed offset is exact.
const aheadMs = 8 * 3_600_000
export const dayMs = 86_400_000

/** Days since 1970 in China. */
export const chinaDay = (at: number): number => Math.floor((at + aheadMs) / dayMs)
/** The first moment of such a day, epoch ms. */
export const chinaMidnight = (day: number): number => day * dayMs - aheadMs
/** The last millisecond of a day: what is due by a day, no hour being named. */
export const isEndOfDay = (at: number): boolean => at + 1 === chinaMidnight(chinaDay(at) + 1)

/** The clock on the wall in China, as if it were UTC: for what knows no time zones. */
export const chinaWallClock = (at: number): Date => new Date(at + aheadMs)
/** `2026-11-24`. */
export const chinaDate = (at: number): string => chinaWallClock(at).toISOString().slice(0, 10)
/** `2026-11-24 14:02`. */
export const chinaDateTime = (at: number): string => chinaWallClock(at).toISOString().slice(0, 16).replace('T', ' ')
