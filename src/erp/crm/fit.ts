import type { Parameter } from '../catalogue/index.ts'

/** Too long for its field: a shortened text still says something, a shortened number is a wrong one. */
const notToBeCut = new Set(['mobile', 'phone', 'email', 'qq', 'weixinacc', 'khid'])

/** Values as long as their fields. Returns what was left out or cut, for the log. */
export function fitted(
  values: Readonly<Record<string, string>>,
  params: readonly Parameter[],
): { values: Record<string, string>; changed: string[] } {
  const fitting: Record<string, string> = {}
  const changed: string[] = []
  for (const [id, value] of Object.entries(values)) {
    const limit = params.find((param) => param.id === id)?.maxLength ?? Number.POSITIVE_INFINITY
    if (value.length <= limit) fitting[id] = value
    else {
      changed.push(id)
      if (!notToBeCut.has(id.toLowerCase())) fitting[id] = cut(value, limit)
    }
  }
  return { values: fitting, changed }
}

/** At most `limit` UTF-16 units, never half a character. */
function cut(text: string, limit: number): string {
  const head = text.slice(0, limit)
  return /[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head
}
