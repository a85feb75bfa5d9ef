import type { Fields } from './model.ts'
import { isObject, textOf } from './request.ts'

/**
 * The documentation writes the columns of line items beside the other parameters, where they travel inside the lines:
 * the values with the columns of every first line laid under them, down to the innermost.
 */
export function withLines(values: Fields): Fields {
  const found: Fields = {}
  for (const value of Object.values(values)) {
    const nested = parsed(value)
    const line = Array.isArray(nested) ? nested.find(isObject) : nested
    if (isObject(line)) Object.assign(found, withLines(fieldsOf(line)))
  }
  return { ...found, ...values }
}

const fieldsOf = (line: Record<string, unknown>): Fields =>
  Object.fromEntries(Object.entries(line).map(([id, value]) => [id, textOf(value)]))

/** Lists and objects were kept as JSON text. */
function parsed(value: string | undefined): unknown {
  if (!value || !/^\s*[[{]/.test(value)) return undefined
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}
