import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ConfigProblem } from '../shared/errors.ts'
import { messageOf } from '../shared/errors.ts'
import { proactiveSchema } from './proactive.ts'

const person = z.object({
  name: z.string().min(1),
  contactId: z.string().min(1).optional(),
  erpUserId: z.coerce.number().int().positive().optional(),
  role: z.enum(['sales', 'manager', 'operator']).default('sales'),
  department: z.string().optional(),
})

const pool = z.object({
  name: z.string().min(1),
  minScore: z.number().min(0).max(100),
  members: z
    .array(z.object({ userId: z.coerce.number().int().positive(), quota: z.number().positive().default(1) }))
    .default([]),
})

const matchers = z.union([z.boolean(), z.array(z.string())])

/** SALES_CONFIG: the people, the rooms and the tuning of one sales team. Keys that scoring owns are handed on as they are. */
export const salesConfigSchema = z.looseObject({
  salespeople: z.array(person).default([]),
  /** Ids or topics of rooms in which only colleagues are. */
  internalRooms: z.array(z.string()).default([]),
  /** This WeChat account is a salesperson's own: his customers are his. Name or ERP user id. */
  accountOwner: z.union([z.string(), z.number()]).optional(),
  pools: z.array(pool).optional(),
  /** Reminders, reports, quiet hours, notice, trial. */
  proactive: proactiveSchema.prefault({}),
  /** What may be captured: true = everything, or ids and names. */
  capture: z
    .object({
      rooms: matchers.default(true),
      contacts: matchers.default(true),
      denyRooms: z.array(z.string()).default([]),
      denyContacts: z.array(z.string()).default([]),
    })
    .prefault({}),
})
export type SalesConfig = z.output<typeof salesConfigSchema>
export type SalesConfigInput = z.input<typeof salesConfigSchema>

export type SalesConfigRead = { config: SalesConfig } | { problems: ConfigProblem[] }

/** Reads and checks the file; every problem names its place: `SALES_CONFIG salespeople[2].role`. */
export function readSalesConfig(path: string): SalesConfigRead {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    return {
      problems: [{ setting: 'SALES_CONFIG', found: `${path}（${messageOf(error)}）`, expected: '可读的 JSON 文件' }],
    }
  }
  return checkSalesConfig(json)
}

/** Checks what the file holds. */
export function checkSalesConfig(json: unknown): SalesConfigRead {
  const parsed = salesConfigSchema.safeParse(json)
  if (parsed.success) return { config: parsed.data }
  return { problems: parsed.error.issues.map((issue) => toProblem(issue, json)) }
}

function toProblem(issue: z.core.$ZodIssue, json: unknown): ConfigProblem {
  const place = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  const found = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    json,
  )
  return {
    setting: `SALES_CONFIG ${place.replace(/^\./, '')}`,
    found: JSON.stringify(found) ?? '没有',
    expected: issue.message,
  }
}
