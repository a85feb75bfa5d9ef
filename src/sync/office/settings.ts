/** Messages that nobody asked for: when, how many, and which. SALES_CONFIG `proactive`. */
export interface ProactiveSettings {
  /** false: only questions, cards, alerts and results. @default true */
  enabled: boolean
  /** Nothing but questions and the urgent (hot leads, cards, alerts, results of commands) between these times, Asia/Shanghai. @default 21:00–08:00 */
  quietHours: { from: string; to: string } | false
  /** Messages to one person within an hour before the rest waits and becomes one digest; the urgent always goes. @default 12 */
  perHour: number
  /** To-dos and overdue customers of the day, on working days. @default 09:00 */
  morningAt: string
  /** 日报 with its picture, on working days. @default 18:00 */
  reportAt: string
  /** A reminder comes this long before a to-do with an hour, minutes. @default 10 */
  remindMinutes: number
  /** Said once to a new direct contact. @default none */
  firstContactNotice?: string
  /** The first captures are shown to the operator, and nothing is written automatically until he says 放行. @default 0 = off */
  trialCaptures: number
}

export const defaultProactive: ProactiveSettings = {
  enabled: true,
  quietHours: { from: '21:00', to: '08:00' },
  perHour: 12,
  morningAt: '09:00',
  reportAt: '18:00',
  remindMinutes: 10,
  trialCaptures: 0,
}
