import type { ContactSpan } from './contact-spans.ts'

const syllable =
  '(?:[bpmfdtnlgkhjqxzcsryw]|[zcs]h)?(?:i?ang|i?ong|uang|eng|ing|ian|iao|uan|uai|ai|ei|ui|ao|ou|iu|ie|[uv]e|er|an|en|in|un|ia|ua|uo|[aoeiuv])'
const inPinyin = new RegExp(`^(?:${syllable})+$`, 'i')

/** How the letters of an id are made: sounds of words, some of them, or other letters. */
function spellingOf(id: string): string {
  const parts = id.split(/[^A-Za-z]+/).filter((part) => part.length > 1)
  const spelt = parts.filter((part) => inPinyin.test(part)).length
  return parts.length === 0 ? 'none' : spelt === parts.length ? 'pinyin' : spelt > 0 ? 'half' : 'other'
}

/** An id by its letters and marks, alone and with what stands around it. */
export function idMarks(
  { field, value }: ContactSpan,
  label: string | undefined,
  last: string,
  alone: boolean,
): string[] {
  if (field !== 'wechatId') return []
  const kind = `${spellingOf(value)}${/_/.test(value) ? ' _' : /-/.test(value) ? ' -' : ''}${/[A-Z]/.test(value) ? ' A' : ''}`
  const where = alone ? 'alone' : (label ?? 'no label')
  return [`made ${kind}`, `made ${kind} ${where}`, `made ${kind} ${last}`, `made ${kind} ${where} ${last}`]
}
