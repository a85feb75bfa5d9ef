import { z } from 'zod'
import { erpDate, isErpDate } from './erp-date.ts'
import type { Parameter, ParameterType } from './types.ts'

/** What a parameter's value becomes on the wire. */
export type WireValue = string | number | boolean | Record<string, unknown> | Record<string, unknown>[]

const text = z.union([z.string(), z.number().finite().transform(String), z.bigint().transform(String)])
const textOrMany = z.union([text, z.array(text).transform((many) => many.join(','))])
const integer = z.union([
  z.number().int(),
  z
    .string()
    .trim()
    .regex(/^[+-]?\d+$/)
    .transform(plainNumber),
])
const decimal = z.union([
  z.number().finite(),
  z
    .string()
    .trim()
    .regex(/^[+-]?(\d+\.?\d*|\.\d+)$/)
    .transform(plainNumber),
])
const boolean = z.union([
  z.boolean(),
  z.literal(['true', 'false']).transform((value) => value === 'true'),
  z.literal([1, 0, '1', '0']).transform((value) => Number(value) === 1),
])
const datetime = z.union([z.date().transform(erpDate), z.string().trim().refine(isErpDate)])
const nothing = z.literal('')

const line = z.record(z.string(), z.unknown())

/** Lines are checked column by column by `checkParams`, where the column can be named. `''` clears a field. */
const byType: Record<ParameterType, z.ZodType<WireValue>> = {
  string: text,
  int: z.union([nothing, integer]),
  decimal: z.union([nothing, decimal]),
  datetime: z.union([nothing, datetime]),
  boolean: z.union([nothing, boolean]),
  list: z.array(line),
  object: line,
}

/** Checks one value and brings it into its wire form; built once per kind of parameter. */
export function schemaOf({ type, multi, dateRange }: Parameter): z.ZodType<WireValue> {
  if (dateRange) return byType.datetime
  return multi ? textOrMany : byType[type]
}

/** Digits as a number where nothing is lost by it: `010000` and 20-digit accounts stay text. */
function plainNumber(digits: string): string | number {
  const number = Number(digits)
  return String(number) === digits && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : digits
}
