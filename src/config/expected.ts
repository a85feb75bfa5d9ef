import type { z } from 'zod'

const kinds: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表 […]',
  object: '对象 {…}',
  record: '对象 {…}',
}

/** For `safeParse`'s `error`: what would be right, in Chinese. What a schema says itself stands before it. */
export const expectedText: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? issue.expected
    case 'invalid_value':
      return listed(issue.values.map(String))
    case 'too_small':
      return atLeast(issue)
    case 'too_big':
      return atMost(issue)
    case 'not_multiple_of':
      return `${issue.divisor} 的倍数`
    default:
      return '另一种写法'
  }
}

function atLeast({ origin, minimum, inclusive }: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): string {
  if (origin === 'string') return minimum === 1 ? '不空的文字' : `至少 ${minimum} 个字的文字`
  if (origin === 'array') return minimum === 1 ? '不空的列表' : `至少 ${minimum} 项的列表`
  return inclusive ? `不小于 ${minimum} 的数` : `大于 ${minimum} 的数`
}

function atMost({ origin, maximum, inclusive }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): string {
  if (origin === 'string') return `至多 ${maximum} 个字的文字`
  if (origin === 'array') return `至多 ${maximum} 项的列表`
  return inclusive ? `不大于 ${maximum} 的数` : `小于 ${maximum} 的数`
}

const listed = (values: readonly string[]): string =>
  values.length < 2 ? values.join('') : `${values.slice(0, -1).join('、')} 或 ${values.at(-1)}`
