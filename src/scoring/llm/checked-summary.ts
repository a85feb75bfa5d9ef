import { cleanText } from '../extract/clean-text.ts'
import { withoutInstructions } from '../injection.ts'

const maxSummary = 300
const figures = /\d[\d.,:/%-]*[\d%]|\d/g
// Amounts and days in words: they are facts like figures.
const inWords =
  /[零〇一二两三四五六七八九十百千万亿半几]+(?:个|台|套|件|吨|米|万|千|百|元|块|天|周|月|年|号|日|点|折|人|次|批|箱|%)|(?:今|明|后|大后)天|(?:上|下|本|这)?(?:周|星期|礼拜)[一二三四五六日天末]|(?:上|下|本)个?(?:周|月)|月[底初中]|年[底初]/g

const tight = (text: string) => cleanText(text).replace(/[\s,]/g, '').toLowerCase()

/** The model's prose where every figure and day in it stands in the texts it was made from; undefined otherwise. */
export function checkedSummary(summary: string, texts: readonly string[]): string | undefined {
  const prose = summary
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (prose.length < 4 || prose.length > maxSummary) return undefined
  if (/\[[^\]]{1,8}\]|https?:|www\.|[{}<>]/i.test(prose) || withoutInstructions(cleanText(prose)).found)
    return undefined
  const said = tight(texts.join('\n'))
  const plain = cleanText(prose)
  const facts = [...plain.matchAll(figures), ...plain.matchAll(inWords)].map((match) => tight(match[0]))
  return facts.every((fact) => said.includes(fact)) ? prose : undefined
}
