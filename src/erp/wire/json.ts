// Servers differ in the spelling and case of keys and send numbers as strings: everything is read through these.

export type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value under the first of these keys, whatever their case. */
export function pick(object: unknown, ...names: string[]): unknown {
  if (!isObject(object)) return undefined
  for (const name of names) if (Object.hasOwn(object, name) && object[name] !== undefined) return object[name]
  const wanted = names.map((name) => name.toLowerCase())
  for (const name of wanted) {
    for (const [key, value] of Object.entries(object)) {
      if (key.toLowerCase() === name && value !== undefined) return value
    }
  }
  return undefined
}

export function pickObject(object: unknown, ...names: string[]): Json | undefined {
  const value = pick(object, ...names)
  return isObject(value) ? value : undefined
}

export function pickArray(object: unknown, ...names: string[]): unknown[] | undefined {
  const value = pick(object, ...names)
  return Array.isArray(value) ? value : undefined
}

/** Text of a scalar; empty for anything else. */
export const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value.trim()
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : ''

/** A number, also one that came as text. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

/** A positive whole number: what ids are. */
export function idOf(value: unknown): number | undefined {
  const number = numberOf(value)
  return number !== undefined && Number.isSafeInteger(number) && number > 0 ? number : undefined
}
