import { numberOf, numeral } from './numerals.ts'

const part = '(凌晨|清晨|一早|早上|早晨|上午|中午|下午|傍晚|晚上|今晚|明晚|今早|明早|夜里)'
const hour = `(${numeral}|二十[一二三四])`
// 早一点, 便宜两点, 3个点, 3.5点: no hours.
const clock = new RegExp(
  `(?:${part}\\s*|(?<![\\d.一二三四五六七八九十早快晚多少便宜低高大小好有差慢]))${hour}(?:点(?!\\d{3}|几)(半|一刻|三刻|[0-5]?\\d分?)?|:([0-5]\\d)|时(?!候|间|段))`,
)

/** Where only a part of the day is named, its end. */
const partEnds: ReadonlyArray<readonly [RegExp, number]> = [
  [/下班前|下班之前/, 18],
  [/清晨|一早|今早|明早|早上|早晨/, 10],
  [/上午/, 12],
  [/中午/, 13],
  [/下午|傍晚/, 18],
]

export interface TimeOfDay {
  minute: number
  /** The part of the day was named: 8点 alone may be the evening. */
  sure: boolean
}

/** The hour that a text names, as minutes since midnight. */
export function timeOfDay(text: string): TimeOfDay | undefined {
  const match = clock.exec(text)
  if (!match) {
    const named = partEnds.find(([words]) => words.test(text))
    return named && { minute: named[1] * 60, sure: true }
  }
  const said = numberOf(match[2] ?? '')
  if (said > 24) return undefined
  const minutes = minutesOf(match[3]) + Number(match[4] ?? 0)
  return { minute: hourOf(said, match[1]) * 60 + minutes, sure: match[1] !== undefined || said > 12 }
}

const minutesOf = (text: string | undefined): number =>
  text === undefined ? 0 : text === '半' ? 30 : text === '一刻' ? 15 : text === '三刻' ? 45 : Number.parseInt(text, 10)

function hourOf(said: number, part: string | undefined): number {
  if (said >= 12) return said
  if (/下午|傍晚|晚|夜/.test(part ?? '')) return said + 12
  if (part === '中午') return said <= 3 ? said + 12 : said
  // 三点 in a business talk is the afternoon.
  return part === undefined && said >= 1 && said <= 6 ? said + 12 : said
}
