import type { Parameter } from '../../src/erp/catalogue/types.ts'
import { lineEnds, nestedLists } from './nesting.ts'

/** Puts the columns of line items, which the documentation prints flat, under their lists. */
export function nest(operation: string, flat: readonly Parameter[]): Parameter[] {
  const ends = lineEnds[operation] ?? {}
  const result: Parameter[] = []
  let at = 0
  while (at < flat.length) {
    const [parameter, next] = take(flat, at, ends)
    result.push(parameter)
    at = next
  }
  const doubled = result.find((p, index) => result.some((q, other) => other !== index && q.id === p.id))
  if (doubled) throw new Error(`${operation}: ${doubled.id} stands twice outside of lines`)
  return result
}

/** One parameter with all that belongs to it, and where the next one starts. */
function take(flat: readonly Parameter[], at: number, ends: Readonly<Record<string, string>>): [Parameter, number] {
  const parameter = flat[at]!
  const end = ends[parameter.id]
  if (end === undefined) return [parameter, at + 1]
  const last = flat.findIndex((p, index) => index > at && p.id === end)
  if (last < 0) throw new Error(`${parameter.id}: no column ${end} after it`)
  const fields = flat.slice(at + 1, last + 1)
  const inner = flat[last + 1]
  if (!inner || nestedLists[parameter.id] !== inner.id) return [{ ...parameter, fields }, last + 1]
  // a list inside a line; its own repetition stays an open list
  const [child, next] = parameter.id === inner.id ? [inner, last + 2] : take(flat, last + 1, ends)
  return [{ ...parameter, fields: [...fields, child] }, next]
}
