import { maskText } from '../../shared/mask.ts'
import { nearest } from './nearest.ts'
import { ErpParameterError, type ParameterProblem } from './parameter-error.ts'
import { schemaOf, type WireValue } from './schema.ts'
import type { Operation, Parameter, ParameterType } from './types.ts'

/** Parameters in their wire form, and what is odd about them without being wrong. */
export interface CheckedParams {
  values: Record<string, WireValue>
  /** Option values that the documentation does not show; the server's own lists decide. */
  warnings: string[]
}

/**
 * Checks parameters against the documentation before anything is sent: known, required, type, length, system flags.
 * Absent ones (`undefined`) are left out. Throws ErpParameterError with every problem at once.
 */
export function checkParams(op: Operation, params: Readonly<Record<string, unknown>>): CheckedParams {
  const checked = checkFields(op.params, params, '')
  const [first, ...more] = checked.problems
  if (first) throw new ErpParameterError(op.name, [first, ...more])
  return { values: checked.values, warnings: checked.warnings }
}

interface Checked extends CheckedParams {
  problems: ParameterProblem[]
}

function checkFields(known: readonly Parameter[], given: Readonly<Record<string, unknown>>, prefix: string): Checked {
  const checked: Checked = { values: {}, warnings: [], problems: unknownOnes(known, given, prefix) }
  for (const parameter of known) {
    const value = given[parameter.id]
    if (value === undefined || value === null) {
      if (isNeeded(parameter, given)) checked.problems.push(missing(parameter, prefix))
    } else checkOne(parameter, value, isNeeded(parameter, given), prefix, checked)
  }
  return checked
}

function unknownOnes(
  known: readonly Parameter[],
  given: Readonly<Record<string, unknown>>,
  prefix: string,
): ParameterProblem[] {
  const ids = known.map((parameter) => parameter.id)
  return Object.entries(given)
    .filter(([id, value]) => value !== undefined && !ids.includes(id))
    .map(([id, value]) => {
      const expected = suggestion(id, known)
      return { fault: 'unknown', field: `${prefix}${id}`, label: '', value: shown(id, value), expected, allowed: ids }
    })
}

/** What may have been meant by an unknown id: a column of a line, a similar id, or all there are. */
function suggestion(id: string, known: readonly Parameter[]): string {
  const list = known.find(({ fields }) => fields?.some((field) => field.id === id))
  if (list) return `${id} 属于明细 ${list.id}（${list.label}）的行`
  if (known.length === 0) return '这里不带参数'
  const ids = known.map((parameter) => parameter.id)
  const like = nearest(id, ids)
  return like ? `是不是 ${like}` : `可用的有 ${ids.slice(0, 20).join('、')}`
}

function isNeeded({ required, requiredWhen }: Parameter, given: Readonly<Record<string, unknown>>): boolean {
  return required || (requiredWhen !== undefined && String(given[requiredWhen.id]) === requiredWhen.value)
}

function checkOne(parameter: Parameter, value: unknown, needed: boolean, prefix: string, checked: Checked): void {
  const parsed = schemaOf(parameter).safeParse(value)
  if (!parsed.success) {
    checked.problems.push(problem('type', parameter, value, prefix, typeNames[parameter.type]))
    return
  }
  if (needed && isEmpty(parsed.data)) {
    checked.problems.push(missing(parameter, prefix))
    return
  }
  const before = checked.problems.length
  checkLength(parameter, parsed.data, prefix, checked)
  checkOption(parameter, parsed.data, prefix, checked)
  const lines = checkLines(parameter, parsed.data, prefix, checked)
  if (checked.problems.length === before) checked.values[parameter.id] = lines
}

const isEmpty = (value: WireValue): boolean =>
  (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)

function checkLength(parameter: Parameter, value: WireValue, prefix: string, { problems }: Checked): void {
  const { maxLength } = parameter
  if (maxLength === undefined || typeof value === 'object') return
  const { length } = String(value)
  if (length <= maxLength) return
  problems.push(problem('length', parameter, value, prefix, `最多 ${maxLength} 个字符（现在 ${length} 个）`))
}

function checkOption(parameter: Parameter, value: WireValue, prefix: string, checked: Checked): void {
  const options = parameter.enum
  if (!options || typeof value === 'object' || value === '') return
  const chosen = parameter.multi
    ? String(value).split(',')
    : [typeof value === 'boolean' ? String(Number(value)) : String(value)]
  const strange = chosen.filter((one) => !Object.hasOwn(options, one.trim()))
  if (strange.length === 0) return
  const allowed = Object.entries(options).map(([id, meaning]) => (meaning ? `${id} ${meaning}` : id))
  if (parameter.system) {
    const expected = `其中之一：${allowed.join('、')}`
    checked.problems.push({ ...problem('option', parameter, value, prefix, expected), allowed: Object.keys(options) })
  } else if (!parameter.open) {
    checked.warnings.push(
      `${prefix}${parameter.id}（${parameter.label}）的 ${strange.join('、')} 不在文档的示例里，以 ERP 的选项为准`,
    )
  }
}

/** Lines of a list, and the one line of an object, column by column. */
function checkLines(parameter: Parameter, value: WireValue, prefix: string, checked: Checked): WireValue {
  if (typeof value !== 'object' || !parameter.fields) return value
  const columns = parameter.fields
  const check = (line: Record<string, unknown>, place: string) => {
    const { values, warnings, problems } = checkFields(columns, line, place)
    checked.warnings.push(...warnings)
    checked.problems.push(...problems)
    return values
  }
  const at = `${prefix}${parameter.id}`
  return Array.isArray(value) ? value.map((line, index) => check(line, `${at}[${index}].`)) : check(value, `${at}.`)
}

const missing = (parameter: Parameter, prefix: string): ParameterProblem =>
  problem('missing', parameter, '', prefix, typeNames[parameter.type])

function problem(
  fault: ParameterProblem['fault'],
  { id, label, enum: options }: Parameter,
  value: unknown,
  prefix: string,
  expected: string,
): ParameterProblem {
  return {
    fault,
    field: `${prefix}${id}`,
    label,
    value: shown(id, value),
    expected,
    ...(options && { allowed: Object.keys(options) }),
  }
}

const typeNames: Record<ParameterType, string> = {
  string: '文本',
  int: '整数',
  decimal: '数字',
  datetime: '日期，例如 2026-11-24 或 2026-11-24 08:30:00',
  boolean: 'true 或 false',
  list: '明细行的数组',
  object: '对象',
}

const secret = /^pw$|password|passwd|pwd/i

function shown(id: string, value: unknown): string {
  if (secret.test(id)) return '***'
  const text = maskText(typeof value === 'string' ? `“${value}”` : (JSON.stringify(value) ?? String(value)))
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
