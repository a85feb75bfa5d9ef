import type { Operation, Parameter } from '../../src/erp/index.ts'

/** Values that fit the documentation: all that is required, nothing else. `known` wins: ids that exist. */
export function sampleParams(operation: Operation, known: Record<string, unknown> = {}): Record<string, unknown> {
  return samples(operation.params, known)
}

function samples(params: readonly Parameter[], known: Record<string, unknown>): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const param of params.filter(isNeeded)) values[param.id] = known[param.id] ?? sampleOf(param, known)
  for (const param of params) {
    const { requiredWhen } = param
    if (requiredWhen && String(values[requiredWhen.id]) === requiredWhen.value)
      values[param.id] ??= sampleOf(param, known)
  }
  return values
}

/** Lines are optional, but the documentation requires what stands in them. */
const isNeeded = ({ required, fields }: Parameter): boolean => required || (fields ?? []).some(isNeeded)

function sampleOf(param: Parameter, known: Record<string, unknown>): unknown {
  const [option] = Object.keys(param.enum ?? {})
  if (option !== undefined && param.type !== 'list')
    return param.type === 'int' && /^\d+$/.test(option) ? Number(option) : option
  switch (param.type) {
    case 'int':
      return 1
    case 'decimal':
      return 1.5
    case 'datetime':
      return '2026-11-24 08:30:00'
    case 'boolean':
      return true
    case 'list':
      return [samples(param.fields ?? [], known)]
    case 'object':
      return samples(param.fields ?? [], known)
    default:
      return '样例'
  }
}
