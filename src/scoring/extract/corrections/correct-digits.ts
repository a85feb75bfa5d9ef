import { digitGroups } from '../digit-groups.ts'
import { saysWrong } from './slip-words.ts'

const numeral: Record<string, number> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  十一: 11,
}
const digits = '[\\d零〇一二三四五六七八九幺两洞拐勾]'
const is = '(?:数字?|号码?)?(?:打|写|输)?(?:[错反]了?)?[,，\\s]*(?:应该|其实|现在|改)?(?:是|为|成|:|\\s)*'
const tail = new RegExp(
  `(?:最?后面?|末尾?|尾)(?:的)?(?:([一二两三四五六七八\\d])(?:位|个)|位|号|数|那?[段截组]|(?=是))${is}(${digits}{1,8})(?!${digits}|那个|的那)`,
)
const head = new RegExp(`(?:前面?|开头)(?:的)?([一二两三四五六七八\\d])(?:位|个)${is}(${digits}{1,8})(?!${digits})`)
const middle = new RegExp(`中间(?:的)?(?:([一二两三四五\\d])(?:位|个))?${is}(${digits}{2,5})(?!${digits})`)
const place = new RegExp(`(倒数)?第(十一|[一二三四五六七八九十\\d]{1,2})(?:位|个)${is}(${digits})(?!${digits})`)
const notThis = new RegExp(`不是\\s?(${digits}{1,5})\\s?[,，、]?\\s?(?:而?是|应该是)\\s?(${digits}{1,5})`)
const butThis = new RegExp(`(?<!不)是\\s?(${digits}{1,5})\\s?[,，、]?\\s?不是\\s?(${digits}{1,5})`)

const intoThis = new RegExp(
  `(?<!${digits})(${digits}{2,5})\\s?(?:要?改(?:成|为)|换成|应该是|应为)\\s?(${digits}{2,5})(?!${digits})`,
)

const plain = (text: string): string => digitGroups(text)[0]?.digits ?? text.replace(/\D/g, '')

/** 最后两位打反了: the last two changed places. */
const turned = /(?:最后|后面?|末尾?)(?:的)?[二两2](?:位|个)(?:数字?)?(?:打|写|输|说)?反了/

/** The number as corrected by words such as 后两位是86, 第五位是6, 不是3是8; undefined when nothing of that kind is said. */
export function correctDigits(known: string, text: string): string | undefined {
  if (turned.test(text)) return known.slice(0, -2) + known.slice(-2).split('').reverse().join('')
  const swapped = swappedDigits(known, text)
  if (swapped) return swapped
  const shorter = /去掉(?:最后|末尾)(?:面)?(?:那|一)?[位个]|(?:最后|末尾)(?:那|一)?[位个](?:去掉|不要|多余|是多)/.test(
    text,
  )
  if (shorter) return known.slice(0, -1)
  const more = /最后(?:面)?(?:再|要)?(?:加|补)(?:个|上)?\s?(\d{1,2})(?!\d)/.exec(text)?.[1]
  if (more) return known + more
  const [, begun, ending] = /(?<!\d)(\d{4,10})\s?后[头面]是\s?(\d{1,4})(?!\d)/.exec(text) ?? []
  if (begun && ending && (begun + ending).length === known.length) return begun + ending
  const shuffled = saysWrong.test(text) || /反了/.test(text) ? shuffledEnd(known, text) : undefined
  if (shuffled) return shuffled
  const last = tail.exec(text)
  if (last?.[2]) return replaceAt(known, known.length - digitsIn(last[2]).length, digitsIn(last[2]), last[1])
  const first = head.exec(text)
  if (first?.[2]) return replaceAt(known, 0, digitsIn(first[2]), first[1])
  const mid = middle.exec(text)
  if (mid?.[2]) return replaceAt(known, 3, digitsIn(mid[2]), mid[1])
  const one = place.exec(text)
  if (one?.[2] && one[3]) {
    const n = numeral[one[2]] ?? Number(one[2])
    return replaceAt(known, one[1] ? known.length - n : n - 1, digitsIn(one[3]))
  }
  return undefined
}

/** 不对 是2217, of a number that ends 2271: the same digits in their right order. */
function shuffledEnd(known: string, text: string): string | undefined {
  const end = /(?:^|[^\d尾])是\s?(\d{2,5})(?!\d)/.exec(text)?.[1]
  const sorted = (digits: string) => [...digits].sort().join('')
  if (!end || known.endsWith(end) || sorted(known.slice(-end.length)) !== sorted(end)) return undefined
  return known.slice(0, -end.length) + end
}

/** 不是3是8, 是9940不是9904, 067改成076. */
function swappedDigits(known: string, text: string): string | undefined {
  const swap = notThis.exec(text)
  if (swap?.[1] && swap[2]) return swapLast(known, digitsIn(swap[1]), digitsIn(swap[2]))
  const turnedRound = /(\d{3,5})\s?(?:写反|打反|说反|反了|错)[^\d]{0,6}是\s?(\d{3,5})(?!\d)/.exec(text)
  if (turnedRound?.[1] && turnedRound[2]) return swapLast(known, turnedRound[1], turnedRound[2])
  const into = intoThis.exec(text)
  if (into?.[1] && into[2]) return swapLast(known, digitsIn(into[1]), digitsIn(into[2]))
  const back = butThis.exec(text)
  return back?.[1] && back[2] ? swapLast(known, digitsIn(back[2]), digitsIn(back[1])) : undefined
}

/** One numeral alone is not a group, so it is read by itself. */
const digitsIn = (text: string): string =>
  text.length === 1 ? (/\d/.test(text) ? text : String(numeral[text] ?? plain(`${text}零`).slice(0, 1))) : plain(text)

function replaceAt(known: string, at: number, part: string, count?: string): string | undefined {
  const said = count ? (numeral[count] ?? Number(count)) : part.length
  if (said !== part.length || at < 0 || at + part.length > known.length) return undefined
  return known.slice(0, at) + part + known.slice(at + part.length)
}

function swapLast(known: string, wrong: string, right: string): string | undefined {
  const at = known.lastIndexOf(wrong)
  return at < 0 || wrong.length !== right.length
    ? undefined
    : known.slice(0, at) + right + known.slice(at + wrong.length)
}
