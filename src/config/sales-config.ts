import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ConfigProblem } from '../shared/errors.ts'
import { messageOf } from '../shared/errors.ts'
import { expectedText } from './expected.ts'
import { nearestOf } from './nearest.ts'
import { proactiveSchema } from './proactive.ts'

const person = z.object({
  name: z.string().min(1),
  contactId: z.string().min(1).optional(),
  erpUserId: z.coerce.number().int().positive().optional(),
  role: z.enum(['sales', 'manager', 'operator']).default('sales'),
  department: z.string().optional(),
})

const member = z.object({ userId: z.coerce.number().int().positive(), quota: z.number().positive().default(1) })
const pool = z.object({
  name: z.string().min(1),
  minScore: z.number().min(0).max(100),
  members: z.array(member).default([]),
})
const people = z.array(person).superRefine((listed, { addIssue }) => {
  const first = new Map<string, number>()
  for (const [at, { contactId, name }] of listed.entries()) {
    if (contactId === undefined) continue
    const before = first.get(contactId)
    if (before === undefined) first.set(contactId, at)
    else {
      const message = `每人各自的 contactId（与 salespeople[${before}] ${listed[before]?.name} 相同，${name} 分不出来）`
      addIssue({ code: 'custom', path: [at, 'contactId'], message })
    }
  }
})

const matchers = z.union([z.boolean(), z.array(z.string())], { error: 'true、false，或编号、名称的列表' })

const capture = z.object({
  rooms: matchers.default(true),
  contacts: matchers.default(true),
  denyRooms: z.array(z.string()).default([]),
  denyContacts: z.array(z.string()).default([]),
})

/** SALES_CONFIG: the people, the rooms and the tuning of one sales team. Keys that scoring owns are handed on as they are. */
export const salesConfigSchema = z.looseObject({
  salespeople: people.default([]),
  /** Ids or topics of rooms in which only colleagues are. */
  internalRooms: z.array(z.string()).default([]),
  /** This WeChat account is a salesperson's own: his customers are his. Name or ERP user id. */
  accountOwner: z.union([z.string(), z.number()], { error: '姓名或 ERP 用户 ID' }).optional(),
  pools: z.array(pool).optional(),
  /** Reminders, reports, quiet hours, notice, trial. */
  proactive: proactiveSchema.prefault({}),
  /** What may be captured: true = everything, or ids and names. */
  capture: capture.prefault({}),
})

/** Keys that scoring reads and checks. */
export const tuningKeys = [
  'productKeywords',
  'excludeKeywords',
  'weights',
  'ceilings',
  'threshold',
  'wording',
  'decay',
  'templates',
] as const
export type SalesConfig = z.output<typeof salesConfigSchema>
export type SalesConfigInput = z.input<typeof salesConfigSchema>

/** `doubts`: keys that nobody reads, each with the one that may have been meant. */
export type SalesConfigRead = { config: SalesConfig; doubts: ConfigProblem[] } | { problems: ConfigProblem[] }

/** Reads and checks the file; every problem names its place: `SALES_CONFIG salespeople[2].role`. */
export function readSalesConfig(path: string): SalesConfigRead {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    return {
      problems: [{ setting: 'SALES_CONFIG', found: `${path}（${messageOf(error)}）`, expected: '可读的 JSON 文件' }],
    }
  }
  return checkSalesConfig(json)
}

/** Checks what the file holds. */
export function checkSalesConfig(json: unknown): SalesConfigRead {
  const parsed = salesConfigSchema.safeParse(json, { error: expectedText })
  if (parsed.success) return { config: parsed.data, doubts: doubtsIn(json) }
  return { problems: problemsIn(parsed.error, json) }
}

const longestFound = 80

/** What a schema found wrong in SALES_CONFIG, each problem with its place. */
export const problemsIn = (error: z.ZodError, json: unknown): ConfigProblem[] =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          setting: `SALES_CONFIG ${[...issue.path, key].join('.')}`,
          found: '不认识的键',
          expected: '文档（docs/sales-config.md）里有的键',
        }))
      : [toProblem(issue, json)],
  )

function toProblem(issue: z.core.$ZodIssue, json: unknown): ConfigProblem {
  const place = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  const found = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    json,
  )
  return {
    setting: `SALES_CONFIG ${place.replace(/^\./, '')}`.trim(),
    found: (JSON.stringify(found) ?? '没有').slice(0, longestFound),
    expected: issue.message,
  }
}

const topKeys = [...Object.keys(salesConfigSchema.shape), ...tuningKeys]

/** A misspelt key changes nothing, and nobody would know. Notes to oneself (_…, $…) are no misspelling. */
function doubtsIn(json: unknown): ConfigProblem[] {
  const top = asRecord(json)
  const rows = (value: unknown) => (Array.isArray(value) ? value : [])
  return [
    ...unknownIn(top, topKeys, ''),
    ...unknownIn(asRecord(top.capture), Object.keys(capture.shape), 'capture.'),
    ...rows(top.salespeople).flatMap((row, i) =>
      unknownIn(asRecord(row), Object.keys(person.shape), `salespeople[${i}].`),
    ),
    ...rows(top.pools).flatMap((row, i) => [
      ...unknownIn(asRecord(row), Object.keys(pool.shape), `pools[${i}].`),
      ...rows(asRecord(row).members).flatMap((one, j) =>
        unknownIn(asRecord(one), Object.keys(member.shape), `pools[${i}].members[${j}].`),
      ),
    ]),
  ]
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const unknownIn = (given: Record<string, unknown>, known: readonly string[], place: string): ConfigProblem[] =>
  Object.keys(given)
    .filter((key) => given[key] !== undefined && !known.includes(key) && !/^(?:[_$/#]|comment)/.test(key))
    .map((key) => ({
      setting: `SALES_CONFIG ${place}${key}`,
      found: '不认识的键（没有作用）',
      expected: nearestOf(key, known).join(' 或 '),
    }))
