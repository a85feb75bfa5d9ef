import { isSurname, nameShape } from '../../gazetteer/surnames.ts'
import { companySuffixEnds, honorific, isCommonWord, jobLength, talkWords } from '../../gazetteer/words.ts'

export const wordFields = ['name', 'company', 'job'] as const
export type WordField = (typeof wordFields)[number]

/** A part of a piece that may be a value of the field. */
export interface WordSpan {
  field: WordField
  start: number
  end: number
}

const longestPiece = 40
const longestName = 14
const mostCuts = 14
const han = /^[\u4e00-\u9fff\u3400-\u4dbf·]+$/
const latin = /^[A-Za-z]{2,12}$/
const openers =
  /我们?是|我们|我叫|我姓|我公司|我签|我|本人|咱们?|俺们?|叫做?|喊|姓|是|系|找|联系人|联系|收件人?|收货人?|收|寄到|寄|送到|送|到|在|给|写|开票|抬头|合同|发票|户名|单位|公司|学校|店名|品牌|落款|备注|存|记|报|让|跟|和|的|号|楼|室|路|区|市|镇|村|这边|那边|办|部|科|处|:/g
const closers =
  /的|这边|那边|这里|收|签|就行|就好|就中|吧|哈|呀|啊|说|要|想|有|账|后厨|年底|三个|两个|名下|这$|地址|电话|手机|开|一[个家]|部|科|处/g

interface Cuts {
  starts: number[]
  ends: number[]
  /** Behind a position or a firm, where a name stands whatever its characters. */
  behind: ReadonlySet<number>
}

/** Where a value may begin and end: at words that introduce or close one, at positions and at ends of firms. */
function cutsOf(text: string): Cuts {
  const starts = new Set([0])
  const behind = new Set<number>()
  const ends = new Set([text.length])
  for (const match of text.matchAll(openers)) starts.add(match.index + match[0].length)
  for (const match of text.matchAll(closers)) if (match.index > 0) ends.add(match.index)
  for (let at = 0; at < text.length - 1; at += 1) {
    const length = jobLength(text.slice(at, at + 10))
    if (length < 2) continue
    behind.add(at + length)
    for (const cut of [at, at + length]) {
      starts.add(cut)
      if (cut > 0) ends.add(cut)
    }
  }
  for (const end of companySuffixEnds(text)) {
    if (end >= text.length) continue
    behind.add(end)
    starts.add(end)
    ends.add(end)
  }
  return {
    starts: [...starts]
      .filter((at) => at < text.length)
      .sort((a, b) => a - b)
      .slice(0, mostCuts),
    ends: [...ends].sort((a, b) => b - a).slice(0, mostCuts),
    behind,
  }
}

/** `anchored`: it is a whole piece, or all that stands behind a position or a firm. */
function mayBeName(text: string, whole: boolean, anchored: boolean): boolean {
  if (latin.test(text)) return whole
  if (!han.test(text) || text.length > longestName || talkWords.test(text)) return false
  if (text.length === 1) return whole && isSurname(text)
  const title =
    honorific.exec(text.slice(1))?.[0] ?? honorific.exec(text.slice(2))?.[0] ?? honorific.exec(text.slice(3))?.[0]
  const bare = title !== undefined && text.endsWith(title) ? text.slice(0, -title.length) : ''
  if (bare.length === 3 && nameShape(bare) >= 2) return true
  if (text.length > 4) return nameShape(text) === 3 || (anchored && text.length <= 6 && !isCommonWord(text))
  if (isCommonWord(text)) return false
  if (/^[小老阿大][\u4e00-\u9fff]{1,2}$/.test(text)) return true
  if (bare.length === 1 || bare.length === 2) return true
  return nameShape(text) >= 1 || anchored
}

const mayBeCompany = (text: string): boolean =>
  text.length >= 2 && text.length <= 24 && !talkWords.test(text) && /[\u4e00-\u9fffA-Za-z]{2}/.test(text)

const mayBeJob = (text: string): boolean =>
  text.length >= 2 &&
  text.length <= 10 &&
  (jobLength(text) === text.length || /[员长师总管理任工监事人主手导医商代务购政计]$|老板$/.test(text))

const nameLengths = [1, 2, 3, 4, 5]

/** All parts of a piece that may be a name, a firm or a position; none of a long piece of talk. */
export function wordSpansOf(text: string): WordSpan[] {
  if (text.length > longestPiece) return []
  const { starts, ends, behind } = cutsOf(text)
  const names = new Map<string, WordSpan>()
  const name = (start: number, end: number) => {
    if (start < 0 || end > text.length || end <= start) return
    const whole = end - start === text.length
    if (mayBeName(text.slice(start, end), whole, whole || (end === text.length && behind.has(start))))
      names.set(`${start} ${end}`, { field: 'name', start, end })
  }
  name(0, text.length)
  for (const length of nameLengths) {
    for (const start of starts) name(start, start + length)
    name(text.length - length, text.length)
  }
  const others = starts.flatMap((start) =>
    ends.flatMap((end): WordSpan[] => {
      if (end <= start) return []
      const part = text.slice(start, end)
      return [
        ...(mayBeCompany(part) ? [{ field: 'company', start, end } as const] : []),
        ...(mayBeJob(part) ? [{ field: 'job', start, end } as const] : []),
      ]
    }),
  )
  return [...names.values(), ...others]
}
