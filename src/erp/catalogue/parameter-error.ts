import { CrmError } from '../../domain/crm.ts'

export type ParameterFault = 'unknown' | 'missing' | 'type' | 'length' | 'option'

export interface ParameterProblem {
  fault: ParameterFault
  /** As the server spells it, lines numbered from 0: `kuinlist[2].num1`. */
  field: string
  /** Chinese name. */
  label: string
  /** What was given, shortened, secrets masked. */
  value: string
  /** What would be right, for people. */
  expected: string
  /** The values that would pass, where they can be listed. */
  allowed?: readonly string[]
}

/** Parameters that an operation does not take. Thrown before anything is sent; carries all problems at once. */
export class ErpParameterError extends CrmError {
  override readonly name = 'ErpParameterError'
  readonly problems: readonly ParameterProblem[]
  /** Of the first problem. */
  readonly field: string
  readonly label: string
  readonly value: string
  readonly allowed: readonly string[]

  constructor(operation: string, problems: readonly [ParameterProblem, ...ParameterProblem[]]) {
    super('refused', operation, `${operation}：${problems.map(describe).join('；')}`, { code: 'erp_parameter' })
    this.problems = problems
    const [first] = problems
    this.field = first.field
    this.label = first.label
    this.value = first.value
    this.allowed = first.allowed ?? []
  }
}

function describe({ fault, field, label, value, expected }: ParameterProblem): string {
  const name = label === '' || label === field ? field : `${field}（${label}）`
  if (fault === 'unknown') return `没有参数 ${field}，${expected}`
  if (fault === 'missing') return `缺少 ${name}，应为${expected}`
  return `${name} 为 ${value}，应为${expected}`
}
