import { simplified } from '../extract/simplified.ts'

/** Longest piece of one message that is read; longer text keeps its head and its tail. */
export const maxMessageChars = 4_000
const headChars = 3_000
/** Longest clause that a pattern ever sees: keeps every match linear, whatever is written at us. */
export const maxClauseChars = 160
const maxClauses = 120

// They only serve to hide words: format characters (Cf: zero width, direction, soft hyphen), and joiners, fillers and
// variation selectors, which have no class of their own.
const invisible = /\p{Cf}|\u034f|\u115f|\u1160|[\u{fe00}-\u{fe0f}]/gu

/**
 * One form for what is written in several: compatibility forms such as full width (NFKC), traditional characters; what
 * cannot be seen and stickers like [微笑] are gone. Bounded length.
 */
export function plainText(text: string): string {
  const bounded =
    text.length > maxMessageChars ? `${text.slice(0, headChars)}\n${text.slice(headChars - maxMessageChars)}` : text
  return simplified(bounded.normalize('NFKC'))
    .replace(invisible, '')
    .replace(/\[(?!转账\]|系统|管理|后台)[^\]\s]{1,6}\]/g, ' ')
    .trim()
}

/** A piece of a message that says one thing. */
export interface Clause {
  text: string
  /** Ends with a question mark or is worded as a question. */
  question: boolean
}

const asking =
  /[吗么嘛]$|吗|多少|几[个台套件天只条点钱块]|怎么|咋|如何|哪[个里款家种些儿几]|什么|啥|多久|多大|多长|能不|可不可以|有没有|有木有|是不是|行不行|要不要|[好行可对是]不$|[没不]$|呢$/
const stop = /([。!;,、~\n…]|\?+|(?<=[\u4e00-\u9fff])\s+|(?<=\d)\s+(?![a-z])|\s+(?=[\u4e00-\u9fff]))/i

/** Splits at punctuation and at the spaces that chat uses instead of it. */
export function clausesOf(text: string): Clause[] {
  const parts = text.split(stop)
  const clauses: Clause[] = []
  for (let i = 0; i < parts.length && clauses.length < maxClauses; i += 2) {
    const piece = (parts[i] ?? '').trim()
    if (piece === '') continue
    const short = piece.slice(0, maxClauseChars)
    clauses.push({ text: short, question: (parts[i + 1] ?? '').startsWith('?') || asking.test(short) })
  }
  return clauses
}
