import { isMobile } from '../../domain/index.ts'

/** Digits that stand together, however they are written. */
export interface DigitGroup {
  start: number
  end: number
  digits: string
  /** Written in Chinese numerals, at least in part. */
  spoken: boolean
}

const numerals = [...'零0〇0洞0一1幺1壹1二2两2贰2三3叁3四4肆4五5伍5六6陆6七7拐7柒7八8捌8九9勾9玖9']
const spokenDigits: Record<string, string> = {}
for (let i = 0; i + 1 < numerals.length; i += 2) spokenDigits[numerals[i] ?? ''] = numerals[i + 1] ?? ''
const letterDigits: Record<string, string> = { o: '0', O: '0', l: '1', I: '1', i: '1' }
const latin = /[A-Za-z_]/

const digitOf = (char: string): string | undefined =>
  spokenDigits[char] ?? (char >= '0' && char <= '9' ? char : undefined)

/** 么八六: written for 幺. */
const yao =
  /(?<![什怎这那多要])么(?=[零〇一二三四五六七八九幺])|(?<=[零〇一二三四五六七八九幺]{2})么(?![\u4e00-\u9fff])/g
const numeralChars = '零〇一幺二三四五六七八九'
/** l5O 9919 3376, l五o 九三七六 二八四一: a mobile with letters for some digits. */
const mixed = '\\doOlI零〇一幺二三四五六七八九'
const mostlyDigits = new RegExp(
  `(?<![A-Za-z0-9${numeralChars}])[1lI幺一][3-9三四五六七八九][${mixed}](?:[ -]?[${mixed}]){8}(?![A-Za-z0-9${numeralChars}])`,
  'g',
)
/** 一 五 八 - 六 一 二 九: each numeral by itself. */
const oneByOne =
  /(?<![\u4e00-\u9fff\d])[\d幺一二两三四五六七八九零〇](?:[ -]{1,3}[\d幺一二两三四五六七八九零〇]){9,11}(?![\u4e00-\u9fff\d])/g
const digitChars = new RegExp(`[\\d${numeralChars}]`, 'g')
const countOf = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

/** All groups of digits in the text, in order. Letters count as digits only inside a group that is mostly digits. */
export function digitGroups(raw: string): DigitGroup[] {
  const text = raw
    .replace(yao, '幺')
    .replace(mostlyDigits, (whole) =>
      countOf(whole, digitChars) >= 5 ? [...whole].map((c) => letterDigits[c] ?? c).join('') : whole,
    )
  const groups: DigitGroup[] = []
  const spelt = [...text.matchAll(oneByOne)].map((m) => [m.index, m.index + m[0].length] as const)
  let at = 0
  while (at < text.length) {
    const group = groupAt(
      text,
      at,
      spelt.some(([from, to]) => at >= from && at < to),
    )
    if (group) groups.push(group)
    at = group ? group.end : at + 1
  }
  return withSpelt(text, groups)
}

const mobileLength = 11

/** 1507 1 5 3 5 5 1 4 0 8 8 2: eleven digits one by one are a mobile, whatever stands before them. */
function withSpelt(text: string, groups: readonly DigitGroup[]): DigitGroup[] {
  const isBeside = (at: number) => /^[ -]$/.test(text.slice(groups[at - 1]?.end, groups[at]?.start))
  const isSpelt = (at: number) => {
    const run = groups.slice(at, at + mobileLength)
    return (
      run.every(({ digits }, i) => digits.length === 1 && (i === 0 || isBeside(at + i))) &&
      isMobile(run.map(({ digits }) => digits).join('')) &&
      !(groups[at + mobileLength]?.digits.length === 1 && isBeside(at + mobileLength))
    )
  }
  const done: DigitGroup[] = []
  for (let at = 0; at < groups.length; at += 1) {
    const first = groups[at]
    if (first?.digits.length === 1 && isSpelt(at)) {
      const run = groups.slice(at, at + mobileLength)
      done.push({ ...first, end: run.at(-1)?.end ?? first.end, digits: run.map(({ digits }) => digits).join('') })
      at += mobileLength - 1
    } else if (first) done.push(first)
  }
  return done
}

function groupAt(text: string, start: number, single: boolean): DigitGroup | undefined {
  let end = start
  let digits = ''
  let letters = 0
  let spoken = 0
  for (; end < text.length; end += 1) {
    const char = text[end] ?? ''
    const digit = digitOf(char)
    if (digit !== undefined) {
      if (spokenDigits[char] !== undefined) spoken += 1
      digits += digit
      continue
    }
    const stand = letterDigits[char]
    if (stand === undefined) break
    letters += 1
    digits += stand
  }
  if (digits === '') return undefined
  if (letters > 0 && !standsForDigits(text, start, end, digits, letters)) return plainPart(text, start)
  if (spoken === 1 && digits.length > 1) return trimmed(text, start, end)
  if (spoken > 0 && digits.length < 2 && !single) return undefined
  return { start, end, digits, spoken: spoken > 0 }
}

function standsForDigits(text: string, start: number, end: number, digits: string, letters: number): boolean {
  const alone = !latin.test(text[start - 1] ?? '') && !latin.test(text[end] ?? '')
  return alone && digits.length >= 3 && letters * 2 < digits.length + (digits.length >= 11 ? 2 : 0)
}

function plainPart(text: string, start: number): DigitGroup | undefined {
  let end = start
  while (end < text.length && /\d/.test(text[end] ?? '')) end += 1
  return end > start ? { start, end, digits: text.slice(start, end), spoken: false } : undefined
}

/** 周一13800138000: one numeral at the edge belongs to the words beside it, unless it completes a mobile. */
function trimmed(text: string, start: number, end: number): DigitGroup | undefined {
  const chars = [...text.slice(start, end)]
  const digits = chars.map((c) => digitOf(c) ?? letterDigits[c] ?? '').join('')
  if (isMobile(digits) || digits.length < 7) {
    return digits.length < 2 ? undefined : { start, end, digits, spoken: true }
  }
  const head = spokenDigits[chars[0] ?? ''] !== undefined ? 1 : 0
  const tail = spokenDigits[chars.at(-1) ?? ''] !== undefined ? 1 : 0
  return { start: start + head, end: end - tail, digits: digits.slice(head, digits.length - tail), spoken: false }
}
