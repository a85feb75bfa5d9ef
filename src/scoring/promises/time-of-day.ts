import { numberOf, numeral } from './numerals.ts'
import { type Span, spanOf } from './span.ts'

// 周五晚8点; 明天早一点 is no hour.
const part =
  '(凌晨|清晨|一早|早上|早晨|上午|中午|下午|傍晚|晚上|今晚|明晚|今早|明早|夜里|(?<=(?:[一二三四五六七八九十日天号后内前末月夕][\\s,，的)）]{0,2}|^|\\s))[早晚](?![一两]点))'
// 三点二万 is a sum, 3点意见 are opinions.
const noHour =
  '(?!\\d{3}|几|意见|建议|要求|问题|内容|[零一二三四五六七八九\\d]+\\s*(?:[万千百亿个%元块倍折吨米毫厘公斤]|kg|mm))'
const spelledMinutes = '(?:[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])(?![个位人台件家])分?'
const hour = `(${numeral}|二十[一二三四])`
// 早一点, 便宜两点, 3个点, 3.5点: no hours. 周三十点 is ten o'clock.
const clock = new RegExp(
  `(?:${part}\\s*|(?<=(?:周|星期|礼拜)[一二三四五六]|初[一二三四五六七八九])|(?<![\\d.一二三四五六七八九十早快晚多少便宜低高大小好有差慢])(?<![周期拜初](?=[一二三四五六七八九])))${hour}(?:点${noHour}(半|一刻|三刻|[0-5]?\\d分?|${spelledMinutes})?|:([0-5]\\d)|时(?!候|间|段))`,
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
  span: Span
}

/** The hour that a text names, as minutes since midnight. */
export function timeOfDay(text: string): TimeOfDay | undefined {
  const match = clock.exec(text)
  if (!match) return partOfDay(text)
  const said = numberOf(match[2] ?? '')
  if (said > 24) return undefined
  const minutes = minutesOf(match[3]) + Number(match[4] ?? 0)
  return {
    minute: hourOf(said, match[1]) * 60 + minutes,
    sure: match[1] !== undefined || said > 12,
    span: spanOf(match),
  }
}

function partOfDay(text: string): TimeOfDay | undefined {
  for (const [words, hours] of partEnds) {
    const match = words.exec(text)
    if (match) return { minute: hours * 60, sure: true, span: spanOf(match) }
  }
  return undefined
}

function minutesOf(text: string | undefined): number {
  if (text === undefined) return 0
  const named = { 半: 30, 一刻: 15, 三刻: 45 }[text]
  return named ?? numberOf(text.replace(/^零|分$/gu, ''))
}

function hourOf(said: number, part: string | undefined): number {
  if (said >= 12) return said === 12 && /晚|夜/.test(part ?? '') ? 24 : said
  if (/下午|傍晚|晚|夜/.test(part ?? '')) return said + 12
  if (part === '中午') return said <= 3 ? said + 12 : said
  // 三点 in a business talk is the afternoon.
  return part === undefined && said >= 1 && said <= 6 ? said + 12 : said
}
