import type { Operation, Parameter } from '../../../src/erp/catalogue/index.ts'

/** Parameters that an operation takes: what it requires, or everything it knows. */
export function validParams(operation: Operation, which: 'required' | 'all' = 'required'): Record<string, unknown> {
  return line(operation.params, which)
}

function line(params: readonly Parameter[], which: 'required' | 'all'): Record<string, unknown> {
  const taken = params.filter((p) => p.required || which === 'all')
  const values = Object.fromEntries(taken.map((p) => [p.id, valid(p, which)]))
  for (const { id, requiredWhen } of params) {
    if (requiredWhen && String(values[requiredWhen.id]) === requiredWhen.value && values[id] === undefined) {
      const parameter = params.find((p) => p.id === id)!
      values[id] = valid(parameter, which)
    }
  }
  return values
}

function valid(parameter: Parameter, which: 'required' | 'all'): unknown {
  const [option] = Object.keys(parameter.enum ?? {})
  if (option !== undefined) return option
  if (parameter.dateRange) return '2026-03-01'
  switch (parameter.type) {
    case 'string':
      return '测'.repeat(Math.min(parameter.maxLength ?? 3, 3))
    case 'int':
      return 7
    case 'decimal':
      return 1.5
    case 'datetime':
      return '2026-03-01 09:30:00'
    case 'boolean':
      return true
    case 'list':
      return [line(parameter.fields ?? [], which)]
    case 'object':
      return line(parameter.fields ?? [], which)
  }
}
