import { parseDate } from './dates.ts'
import { holdsLines, type Parameter } from './endpoints.ts'
import type { Fields } from './model.ts'
import { textOf } from './request.ts'

/** Flags whose documented values are all there are; other documented values are one installation's examples. */
const systemFlags = new Set(
  'intsort member1 plantype @remind stype catetype sharecontact replyshare chanceshare contractshare jf2'.split(' '),
)

/** The first thing that is wrong with the values, in the server's words. */
export function findProblem(
  params: readonly Parameter[],
  values: Fields,
  notRequired: ReadonlySet<string>,
): string | undefined {
  for (const param of params) {
    const value = values[param.id] ?? ''
    if (value === '') {
      if (param.required && !notRequired.has(param.id)) return `请输入${param.label}`
      continue
    }
    const problem = valueProblem(param, value)
    if (problem) return `${param.label}${problem}`
  }
  return undefined
}

/**
 * The same where lists of lines stand in the body. The documentation lists the lines' parameters flat, after the list
 * that holds them, so a parameter counts as given wherever it stands; without any list only what precedes is required.
 */
export function findNestedProblem(params: readonly Parameter[], raw: Record<string, unknown>): string | undefined {
  const firstList = params.findIndex(holdsLines)
  const given = new Map<string, string[]>()
  collect(raw, given)
  const hasLines = params.some((param) => holdsLines(param) && given.has(param.id))
  for (const [at, param] of params.entries()) {
    const values = (given.get(param.id) ?? []).filter(Boolean)
    if (param.required && values.length === 0 && (at <= firstList || hasLines)) return `请输入${param.label}`
    const problem = values.map((value) => linesProblem(param, value) ?? valueProblem(param, value)).find(Boolean)
    if (problem) return `${param.label}${problem}`
  }
  return undefined
}

function collect(value: unknown, given: Map<string, string[]>): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const line of value) collect(line, given)
    return
  }
  for (const [id, inner] of Object.entries(value)) {
    given.set(id, [...(given.get(id) ?? []), textOf(inner)])
    collect(inner, given)
  }
}

/** Lines come as a list, one record as an object. */
function linesProblem(param: Parameter, value: string): string | undefined {
  if (!holdsLines(param)) return undefined
  return value.startsWith(param.type === 'bomitemview' ? '{' : '[') ? undefined : '必须是列表'
}

function valueProblem({ id, type, maxLength, enum: known }: Parameter, value: string): string | undefined {
  if (maxLength !== undefined && value.length > maxLength) return `长度不能超过${maxLength}个字`
  if (known && isFlag(id, known) && !(value in known)) return '取值不正确'
  if (!known || /^\d+$/.test(Object.keys(known)[0] ?? '')) return typeProblem(type, value)
  return undefined
}

const isFlag = (id: string, known: Record<string, string>): boolean =>
  systemFlags.has(id) || (id === 'jg' && '1' in known)

function typeProblem(type: string, value: string): string | undefined {
  switch (type) {
    case 'int':
    case 'int32':
      return /^-?\d{1,15}$/.test(value) ? undefined : '必须是整数'
    case 'decimal':
    case 'float':
      return /^-?\d+(\.\d+)?$/.test(value) ? undefined : '必须是数字'
    case 'datetime':
      return parseDate(value) === undefined ? '日期格式不正确' : undefined
    default:
      return undefined
  }
}

/** A record id; undefined when it is none. */
export const parseId = (value: string | undefined): number | undefined =>
  value !== undefined && /^\d{1,12}$/.test(value.trim()) ? Number(value) : undefined
