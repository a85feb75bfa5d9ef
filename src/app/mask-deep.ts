import { maskFor, maskText } from '../shared/mask.ts'

const deepest = 12

/** Plain data as others may see it: what has a telling name by its rule, all other text by the numbers in it. */
export function maskDeep<T>(value: T, depth = deepest): T {
  return maskAny(value, depth) as T
}

function maskAny(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return '…'
  if (Array.isArray(value)) return value.map((one) => maskAny(one, depth - 1))
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, maskNamed(name, one, depth - 1)]))
}

function maskNamed(name: string, value: unknown, depth: number): unknown {
  const mask = name.toLowerCase() === 'code' ? () => '***' : maskFor(name)
  const plain = (typeof value === 'string' && value !== '') || typeof value === 'number'
  return mask && plain ? mask(String(value)) : maskAny(value, depth)
}
