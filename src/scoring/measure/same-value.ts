import type { FieldName } from '../../domain/index.ts'

const wide = (text: string) => text.normalize('NFKC')
const bare = (text: string) =>
  wide(text)
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '')
const digits = (text: string) => wide(text).replace(/\D/g, '')
const title = /(先生|女士|小姐|老师|师傅|总经理|经理|总监|总|姐|哥|工|主任|主管|校长|教授|老板|叔|阿姨)$/
const maxCompared = 200
const addressLikeness = 0.85

/** The form in which two values of a field are compared. */
export function normalValue(field: FieldName, value: string): string {
  const short = value.slice(0, maxCompared)
  if (field === 'mobile') return digits(short).replace(/^(?:00)?86(?=1\d{10}$)/, '')
  if (field === 'phone') return digits(short).replace(/^86(?=\d{10})/, '0')
  if (field === 'qq') return digits(short)
  if (field === 'email' || field === 'wechatId') return wide(short).trim().toLowerCase()
  return bare(short)
}

/** Whether a predicted value counts as the wanted one. */
export function sameValue(field: FieldName, got: string, want: string): boolean {
  const a = normalValue(field, got)
  const b = normalValue(field, want)
  if (a === '' || b === '') return false
  if (a === b) return true
  if (field === 'phone') return sameLine(a, b)
  if (field === 'name') return a.replace(title, '') !== '' && a.replace(title, '') === b.replace(title, '')
  return field === 'address' && (2 * commonLength(a, b)) / (a.length + b.length) >= addressLikeness
}

/** With or without area code, with or without extension. */
const sameLine = (a: string, b: string) =>
  a.length >= 7 && ((b.startsWith(a) && a.length >= b.length - 4) || b.replace(/^0\d{2,3}/, '') === a)

function commonLength(a: string, b: string): number {
  let row = new Array<number>(b.length + 1).fill(0)
  for (const char of a) {
    const next = [0]
    for (let j = 1; j <= b.length; j += 1)
      next[j] = char === b[j - 1] ? (row[j - 1] ?? 0) + 1 : Math.max(row[j] ?? 0, next[j - 1] ?? 0)
    row = next
  }
  return row[b.length] ?? 0
}
