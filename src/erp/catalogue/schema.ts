import { z } from 'zod'
import { erpDate, isErpDate } from './erp-date.ts'
import type { Parameter } from './types.ts'

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

/** Checks one value and brings it into its wire form. `''` passes everywhere: it clears a field. */
export function schemaOf(parameter: Parameter): z.ZodType<WireValue> {
  if (parameter.type === 'list') return z.array(lineSchema(parameter))
  if (parameter.type === 'object') return lineSchema(parameter)
  if (parameter.type === 'boolean') return z.union([boolean, nothing])
  if (parameter.dateRange || parameter.type === 'datetime') return z.union([nothing, datetime])
  if (parameter.multi) return textOrMany
  if (parameter.type === 'int') return z.union([nothing, integer])
  if (parameter.type === 'decimal') return z.union([nothing, decimal])
  return text
}

/** Lines are checked column by column elsewhere, where the column can be named. */
function lineSchema(_parameter: Parameter): z.ZodType<Record<string, unknown>> {
  return z.record(z.string(), z.unknown())
}

/** Digits as a number where nothing is lost by it: `010000` and 20-digit accounts stay text. */
function plainNumber(digits: string): string | number {
  const number = Number(digits)
  return String(number) === digits && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : digits
}
