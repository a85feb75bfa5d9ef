import type { DigitGroup } from '../digit-groups.ts'
import type { NumberLabel } from './number-label.ts'

/** QQ号:1029 3847 56: one number in groups. */
export function groupedDigits(
  text: string,
  groups: readonly DigitGroup[],
  i: number,
): { value: string; end: number; used: number } | undefined {
  let value = ''
  let n = i
  // One digit at a time, or a few groups.
  const most = groups[i]?.digits.length === 1 ? 11 : 4
  for (; n < groups.length && n < i + most; n += 1) {
    const group = groups[n]
    if (!group || (n > i && !/^[ -]$/.test(text.slice(groups[n - 1]?.end ?? 0, group.start)))) break
    if (
      value.length + group.digits.length > (most === 11 ? 11 : 10) ||
      /^\s?(?:不是|小时|点|天|号|元|个|年|月)/.test(text.slice(group.end))
    )
      break
    value += group.digits
  }
  // 九五二七 三零一八 六: one numeral left over.
  const [left, numeral] = /^ ([零一二三四五六七八九])(?=$|[\s,。])/.exec(text.slice(groups[n - 1]?.end ?? 0)) ?? []
  if (numeral && n - i > 1 && value.length >= 7 && value.length < 10)
    return {
      value: value + '零一二三四五六七八九'.indexOf(numeral),
      end: (groups[n - 1]?.end ?? 0) + (left?.length ?? 0),
      used: n - i,
    }
  return n - i > 1 && value.length >= 7 ? { value, end: groups[n - 1]?.end ?? 0, used: n - i } : undefined
}

/** 8873 4021 beside 固话, with 区号0512 before or behind: a local number written in two groups. */
export function pairedLine(
  text: string,
  groups: readonly DigitGroup[],
  i: number,
  label: NumberLabel | undefined,
): { value: string; end: number } | undefined {
  const [first, second] = [groups[i], groups[i + 1]]
  if (
    label !== 'landline' ||
    !first ||
    !second ||
    !/^[2-9]\d{2,3}$/.test(first.digits) ||
    !/^\d{4}$/.test(second.digits)
  )
    return undefined
  if (!/^[ -]$/.test(text.slice(first.end, second.start))) return undefined
  const area = /区号[是:\s]{0,2}(0\d{2,3})(?!\d)/.exec(text.slice(0, 600))?.[1]
  return { value: `${area ? `${area}-` : ''}${first.digits}${second.digits}`, end: second.end }
}
