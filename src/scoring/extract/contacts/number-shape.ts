import { isMobile } from '../../../domain/index.ts'
import type { DigitGroup } from '../digit-groups.ts'

const between = /^[ \-.·_—–~*()]{1,3}$/
/** +49 151 23456789: of another country. */
const foreignCode = /\+(?!86)(?:\d{1,4}[ \-()]{0,2})?$/
const comma = /^ ?[,、./] ?$/

export interface Found {
  kind: 'mobile' | 'phone'
  value: string
  start: number
  end: number
  used: number
}

/** 240911-1738…: the end of a longer number of a thing. */
const behindCode = /(?:\d{5,}|(?=[A-Z\d]*[A-Z])(?=[A-Z\d]*\d)[A-Z\d]{3,})[-_]$/i

/** 6230 5200 1900 3367 881: the digits of a card in fours. */
function amidCard(text: string, groups: readonly DigitGroup[], i: number): boolean {
  const [before, first] = [groups[i - 1], groups[i]]
  return before?.digits.length === 4 && first?.digits.length === 4 && text.slice(before.end, first.start) === ' '
}

function inUsualGroups(text: string, groups: readonly DigitGroup[], i: number): boolean {
  const lengths = [3, 4, 4].map((length, n) => groups[i + n]?.digits.length === length)
  const spaced = [0, 1].every((n) => /^[ -]$/.test(text.slice(groups[i + n]?.end ?? 0, groups[i + n + 1]?.start ?? 0)))
  return lengths.every(Boolean) && spaced && /^1[3-9]/.test(groups[i]?.digits ?? '')
}

export function mobileFrom(text: string, groups: readonly DigitGroup[], i: number): Found | undefined {
  const first = groups[i]
  if (!first || amidCard(text, groups, i) || behindCode.test(text.slice(Math.max(0, first.start - 9), first.start)))
    return undefined
  // 6座1402 133 1687 2054: a room, and then a number in its usual groups.
  if (first.digits.length === 4 && inUsualGroups(text, groups, i + 1)) return undefined
  let digits = ''
  for (let n = i; n < groups.length && n < i + 12; n += 1) {
    const group = groups[n]
    if (!group) break
    if (n > i) {
      const gap = text.slice(groups[n - 1]?.end ?? 0, group.start)
      const regular = group.spoken || /^(?:\d{3}|\d{7}|1[3-9]\d{2}|1[3-9]\d{6})$/.test(digits.replace(/^(?:00)?86/, ''))
      // A number broken by the end of its line.
      const wrapped = gap === '\n' && /^1[3-9]\d{4,8}$/.test(digits) && digits.length + group.digits.length === 11
      if (!wrapped && !between.test(gap) && !(comma.test(gap) && regular) && gap !== '') break
    }
    digits += group.digits
    const bare = digits.replace(/^(?:\+|00)?86(?=1[3-9]\d{9}$)/, '').replace(/^0(?=1[3-9]\d{9}$)/, '')
    if (isMobile(bare)) {
      if (foreignCode.test(text.slice(Math.max(0, first.start - 8), first.start)) && !digits.startsWith('86'))
        return undefined
      const plus = text[first.start - 1] === '+' ? 1 : 0
      return { kind: 'mobile', value: bare, start: first.start - plus, end: group.end, used: n - i + 1 }
    }
    if (digits.length > 14) break
  }
  return undefined
}

const landlineShape =
  /^(?:\+?86[-\s]?)?\(?(0(?:10|2\d|[3-9]\d{2})|(?<=86[-\s]?)(?:10|2\d|[3-9]\d{2}))\)?[-/\s—–]{0,3}([2-9]\d{2,3}[-\s]?\d{4}|(?<=[-/)\s—–])[2-9]\d{3,4}[-\s]\d{3})(?!\d)(?:[-\s]{0,2}(?:转|分机|ext\.?|x|\*|-)[:\s]{0,2}(\d{1,6})(?!\d))?/i
const freeCallShape = /^([48]00)[-\s]?(\d{3,4})[-\s]?(\d{3,4})(?!\d)/

/** 0316-6087251, a landline behind other digits and a space; amid 6228 0210 7788 … none is looked for. */
const hyphenated = /^0\d{2,3}-[2-9]\d{6,7}(?!\d)/

export function landlineFrom(text: string, groups: readonly DigitGroup[], i: number): Found | undefined {
  const first = groups[i]
  if (!first) return undefined
  if (first.spoken) return spokenLandline(text, groups, i)
  const left = text.slice(Math.max(0, first.start - 2), first.start)
  const standsOut = hyphenated.test(text.slice(first.start, first.start + 16))
  if (/\d-$/.test(left) || (/\d $/.test(left) && !standsOut)) return undefined
  const open = /[(+]$/.test(left) ? 1 : 0
  const start = first.start - open
  const piece = text.slice(start, start + 36)
  const line = landlineShape.exec(piece)
  const call = line ? undefined : freeCallShape.exec(piece)
  const match = line ?? call
  if (!match) return undefined
  if (call && `${call[2]}${call[3]}`.length !== 7) return undefined
  const end = start + match[0].length
  const used = groups.slice(i).findIndex((g) => g.start >= end)
  const value = line
    ? `${(line[1] ?? '').replace(/^(?!0)/, '0')}-${(line[2] ?? '').replace(/\D/g, '')}${line[3] ? `转${line[3]}` : ''}`
    : match[0].trim()
  return { kind: 'phone', value, start, end, used: used < 0 ? groups.length - i : Math.max(used, 1) }
}

/** 零三一二 五九八 六六零七: an area code and a number, each spelt. */
function spokenLandline(text: string, groups: readonly DigitGroup[], i: number): Found | undefined {
  const start = groups[i]?.start ?? 0
  let digits = ''
  for (let n = i; n < groups.length && n < i + 4; n += 1) {
    const group = groups[n]
    if (!group?.spoken || (n > i && !/^[ -]$/.test(text.slice(groups[n - 1]?.end ?? 0, group.start)))) break
    digits += group.digits
    const line = /^(0(?:10|2\d|[3-9]\d{2}))([2-9]\d{6,7})$/.exec(digits)
    const complete = line?.[2] && (line[2].length === 8 || !groups[n + 1]?.spoken)
    if (line && complete)
      return { kind: 'phone', value: `${line[1]}-${line[2]}`, start, end: group.end, used: n - i + 1 }
  }
  return undefined
}
