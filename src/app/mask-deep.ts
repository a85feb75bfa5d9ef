import { fieldMasks, maskText, maskWechatId } from '../shared/mask.ts'

const byName: Record<string, (value: string) => string> = {
  ...fieldMasks,
  wechat: maskWechatId,
  wechatid: maskWechatId,
  weixinacc: maskWechatId,
  password: () => '***',
  code: () => '***',
}
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
  const mask = byName[name.toLowerCase()]
  return mask && typeof value === 'string' && value !== '' ? mask(value) : maskAny(value, depth)
}
