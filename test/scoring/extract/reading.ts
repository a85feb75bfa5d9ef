import type { FieldName, LeadFields, ThreadMessage } from '../../../src/domain/index.ts'
import { emptyFieldState, type FieldState, readFields, resolveFields } from '../../../src/scoring/extract/index.ts'

/** `客: …` the customer, `销: …` the salesperson, `他: …` somebody else; a bare text is the customer's. */
export function thread(...lines: Array<string | Partial<ThreadMessage>>): ThreadMessage[] {
  const roles = { 客: 'customer', 销: 'sales', 他: 'other' } as const
  return lines.map((line, i) => {
    const base = {
      id: `m${i}`,
      role: 'customer' as const,
      kind: 'text' as const,
      text: '',
      sentAt: 1_700_000_000_000 + i * 60_000,
    }
    if (typeof line !== 'string') return { ...base, ...line }
    const mark = /^([客销他]): /.exec(line)?.[1] as keyof typeof roles | undefined
    return { ...base, role: mark ? roles[mark] : 'customer', text: mark ? line.slice(3) : line }
  })
}

export const stateAfter = (...lines: Parameters<typeof thread>): FieldState =>
  thread(...lines).reduce(readFields, emptyFieldState())

export const fieldsOf = (...lines: Parameters<typeof thread>): LeadFields => resolveFields(stateAfter(...lines))

/** Plain values, without the kind of customer. */
export function valuesOf(...lines: Parameters<typeof thread>): Partial<Record<FieldName, string>> {
  const { type: _, ...fields } = fieldsOf(...lines)
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]))
}
