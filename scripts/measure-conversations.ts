/*
 * Precision, recall and F1 per field on conversation files with gold, and forbidden values that were taken:
 *   node scripts/measure-conversations.ts [--verbose] FILE.jsonl …
 * Values are compared as data/conversations/README.md says.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { argv } from 'node:process'
import { type FieldName, fieldNames, type ThreadMessage } from '../src/domain/index.ts'
import { emptyFieldState, readFields, resolveFields } from '../src/scoring/extract/index.ts'

interface Line {
  id: string
  messages: Array<{
    from: ThreadMessage['role']
    text: string
    ts: number
    room?: boolean
    speaker?: string
    kind?: ThreadMessage['kind']
  }>
  gold: {
    fields: Partial<Record<FieldName, string>>
    alt?: Partial<Record<FieldName, string[]>>
    reject?: Partial<Record<FieldName, string[]>>
  }
}

const wide = (text: string) => text.normalize('NFKC')
const bare = (text: string) =>
  wide(text)
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '')
const numbers = (text: string) => wide(text).replace(/\D/g, '')
const address = /(先生|女士|小姐|老师|师傅|总经理|经理|总监|总|姐|哥|工|主任|主管|校长|教授|老板|叔|阿姨)$/

function normal(field: FieldName, value: string): string {
  if (field === 'mobile') return numbers(value).replace(/^(?:00)?86(?=1\d{10}$)/, '')
  if (field === 'phone') return numbers(value).replace(/^86(?=\d{10})/, '0')
  if (field === 'qq') return numbers(value)
  if (field === 'email' || field === 'wechatId') return wide(value).trim().toLowerCase()
  return bare(value)
}

function commonLength(a: string, b: string): number {
  let row = new Array<number>(b.length + 1).fill(0)
  for (const char of a) {
    const next = [0]
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = char === b[j - 1] ? (row[j - 1] ?? 0) + 1 : Math.max(row[j] ?? 0, next[j - 1] ?? 0)
    }
    row = next
  }
  return row[b.length] ?? 0
}

function agrees(field: FieldName, got: string, want: string): boolean {
  const a = normal(field, got)
  const b = normal(field, want)
  if (a === '' || b === '') return false
  if (a === b) return true
  if (field === 'phone')
    return a.length >= 7 && ((b.startsWith(a) && a.length >= b.length - 4) || b.replace(/^0\d{2,3}/, '') === a)
  if (field === 'name') return a.replace(address, '') !== '' && a.replace(address, '') === b.replace(address, '')
  return field === 'address' && (2 * commonLength(a, b)) / (a.length + b.length) >= 0.85
}

function read(line: Line): Partial<Record<FieldName, string>> {
  const state = line.messages.reduce(
    (s, m, i) =>
      readFields(s, {
        id: `${line.id}:${i}`,
        role: m.from,
        kind: m.kind ?? 'text',
        text: m.text,
        sentAt: m.ts,
        ...(m.speaker ? { speaker: m.speaker } : {}),
        ...(m.room ? { room: true } : {}),
      }),
    emptyFieldState(),
  )
  return Object.fromEntries(Object.entries(resolveFields(state)).map(([name, field]) => [name, field.value]))
}

function measure(file: string, verbose: boolean): void {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((l) => l.trim() !== '')
    .map((l) => JSON.parse(l) as Line)
  const counts = Object.fromEntries(fieldNames.map((f) => [f, { hit: 0, wrong: 0, missed: 0, gold: 0, taken: 0 }]))
  let withForbidden = 0
  let tookForbidden = 0
  for (const line of lines) {
    const got = read(line)
    const { fields, alt = {}, reject } = line.gold
    const problems: string[] = []
    let took = false
    for (const field of fieldNames) {
      const count = counts[field]
      const want = fields[field]
      const value = got[field]
      if (!count || (field === 'type' && want === undefined)) continue
      const others = (alt[field] ?? []).filter((v) => v !== '')
      const optional = (alt[field] ?? []).includes('')
      if (want !== undefined) count.gold += 1
      if (value !== undefined && (reject?.[field] ?? []).some((r) => normal(field, r) === normal(field, value))) {
        count.taken += 1
        took = true
        problems.push(`${field}: took forbidden ${value}`)
      }
      const right = value !== undefined && want !== undefined && [want, ...others].some((w) => agrees(field, value, w))
      const neutral = value !== undefined && others.some((w) => agrees(field, value, w))
      if (right) count.hit += 1
      else if (want !== undefined && !(optional && value === undefined)) count.missed += 1
      if (value !== undefined && !right && !neutral) count.wrong += 1
      if (
        (want !== undefined && !right && !(optional && value === undefined)) ||
        (value !== undefined && !right && !neutral)
      ) {
        problems.push(`${field}: want ${want ?? '-'} got ${value ?? '-'}`)
      }
    }
    if (reject) withForbidden += 1
    if (took) tookForbidden += 1
    if (verbose && problems.length > 0) console.log(`${line.id}  ${problems.join(' ; ')}`)
  }
  console.log(`\n${basename(file)}: ${lines.length} threads`)
  for (const [field, { hit, wrong, missed, gold, taken }] of Object.entries(counts)) {
    const p = hit + wrong === 0 ? 1 : hit / (hit + wrong)
    const r = hit + missed === 0 ? 1 : hit / (hit + missed)
    const f1 = p + r === 0 ? 0 : (2 * p * r) / (p + r)
    const cells = [p, r, f1].map((x) => x.toFixed(3)).join('  ')
    console.log(`${field.padEnd(9)} gold ${String(gold).padStart(4)}  P R F1  ${cells}  forbidden ${taken}`)
  }
  console.log(`threads that took a forbidden value: ${tookForbidden} of ${withForbidden}`)
}

const files = argv.slice(2).filter((a) => a !== '--verbose')
for (const file of files) measure(file, argv.includes('--verbose'))
