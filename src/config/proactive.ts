import { z } from 'zod'

const clockTime = z.string().regex(/^(?:[01]?\d|2[0-3]):[0-5]\d$/, '时间，例如 08:00')

/** SALES_CONFIG `proactive`: what is said unasked. Absent keys keep their defaults, stated here. */
export const proactiveSchema = z
  .object({
    /** false: only questions, cards, alerts and results. @default true */
    enabled: z.boolean().optional(),
    /** Between these times only questions and the urgent. @default { "from": "21:00", "to": "08:00" } */
    quietHours: z
      .union([z.literal(false), z.object({ from: clockTime, to: clockTime })], {
        error: 'false，或起止时间，例如 {"from":"21:00","to":"08:00"}',
      })
      .optional(),
    /** Messages to one person within an hour; the rest waits and becomes one digest. @default 12 */
    perHour: z.number().int().positive().optional(),
    /** To-dos and overdue customers, on working days. @default 09:00 */
    morningAt: clockTime.optional(),
    /** 日报 with its picture, on working days. @default 18:00 */
    reportAt: clockTime.optional(),
    /** A reminder comes so many minutes before a to-do with an hour. @default 10 */
    remindMinutes: z.number().int().nonnegative().optional(),
    /** Said once to a new direct contact. @default none */
    firstContactNotice: z.string().min(1).max(500).optional(),
    /** The first so many captures are shown to the operator; nothing is written automatically until 放行. @default 0 = off */
    trialCaptures: z.number().int().nonnegative().optional(),
  })
  .strict()
