import type { ThreadMessage } from '../../domain/index.ts'
import { withoutInstructions } from '../injection.ts'
import { noOrderBeside } from './groups.ts'
import type { Finding } from './kinds.ts'
import { aboutOthers } from './moods.ts'

import { type Clause, clausesOf, plainText } from './plain-text.ts'
import { readClause } from './read-clause.ts'
import { reconsider } from './reconsider.ts'
import type { SalesContext } from './sales-context.ts'
import { sellerHints } from './seller-hints.ts'
import { nudge } from './small-talk.ts'

export interface MessageReading {
  findings: Finding[]
  /** Which of the seller's hints were met, by position. */
  hints: number[]
  /** "在吗": comes back to the talk without saying anything. */
  nudge: boolean
  /** Asks something. */
  question: boolean
  /** The words as they were read: without those that speak to a machine. */
  honest: string
}

/** 转发一下:…, 帮转:…: not his own words. */
const forwarded = /^\s*(?:帮(?:忙)?转(?:发)?(?:一下)?|转发(?:一下)?|求(?:转发|扩散)|请(?:帮忙)?转发|扩散)\s?:/

/** Everything one message of the customer says about his intent. */
export function readMessage(message: ThreadMessage, context: SalesContext | undefined): MessageReading {
  const plain = plainText(message.text)
  const { text, found } = withoutInstructions(forwarded.test(plain) ? '' : plain)
  const findings: Finding[] = found ? [{ signal: 'instruction', strength: 1, quote: plain.slice(0, 60) }] : []
  const clauses = clausesOf(text)
  for (const clause of clauses) {
    if (!/^@\S+$/.test(clause.text)) findings.push(...readClause(clause, context))
  }
  findings.push(...orderIn(text, clauses, findings, context))
  const question = clauses.some((c) => c.question)
  return {
    findings: repeatedOnce(reconsider(findings, text, context?.text)),
    hints: hintsIn(text),
    nudge: nudge.test(text),
    question,
    honest: text,
  }
}

const some = '(?:[\\d一二两三四五六七八九十百千半几])'
/** 来10箱, 给我留两个, 10台 发货: the verb beside the amount, or an order to send at the end. */
const fetches = new RegExp(
  `(?:^|[,。\\s]|先|再|就|请|想(?=团|拼|下单)|给我|给俺|帮我|麻烦|明[天早]|今天|[下上]午|这次|这回)(?:给我|给俺)?(?:来|拿|订|定|要|补|捎|留|装|运|下|团|买|送|发|寄)(?:上|我|个)?\\s?(?:[\\u4e00-\\u9fff]{0,4})?${some}|${some}[^,。]{0,12}(?:发货|发过来|发来|送过来|送来|送到|寄过来|寄来|拉过来|送货|装车|发走|送下|送一下)`,
)
/** 拿的那批, 上个月买的: about what was fetched before. */
const fetched = /(?:拿|买|订|定|发|送|寄|装|做|进)(?:到|回来)?的|图片|照片|资料|报价单|报价|方案|目录|老乡|赞助/
const available = /^(?:有|能|可以|送|现货|行|没问题)(?:的|货|送)?(?:[,。!]|$)/

/** 来我办公室一趟, 发我另一个微信: no goods. */
const visits = /来[^,]{0,8}一[趟下次]|发(?:到|给)?我?(?:的)?另外?一?个?(?:微信|号|qq|邮箱)/i

/** 5寸角磨机 10台 发货: goods, an amount and a verb of delivery, and nothing asked: an order in a line. */
function orderIn(
  text: string,
  clauses: readonly Clause[],
  findings: readonly Finding[],
  context?: SalesContext,
): Finding[] {
  const amount = findings.find((f) => f.signal === 'quantity')
  if (!amount || text.length > 80 || clauses.some((c) => c.question)) return []
  const offered = text.length <= 14 && available.test(context?.text ?? '')
  // 灯带还要吗? 要 300米: the answer with an amount is the order.
  const wanted = /^(?:还|就)?要/.test(text) && context?.asked.includes('interest') === true
  if (visits.test(text)) return []
  if (aboutOthers.test(text) && !/要|来|拿|订|买/.test(text)) return []
  if (fetched.test(text) || (!fetches.test(text) && !offered && !wanted)) return []
  if (findings.some((f) => noOrderBeside.includes(f.signal))) return []
  return [{ signal: 'decided', strength: 0.9, quote: text.slice(0, 80) }]
}

/** Saying the same thing three times in one breath is saying it once. */
const repeatedOnce = (findings: Finding[]): Finding[] => {
  const seen = new Set<string>()
  return findings.filter((f) => !seen.has(`${f.signal}|${f.quote}`) && seen.add(`${f.signal}|${f.quote}`))
}

const hintsIn = (text: string): number[] =>
  sellerHints.flatMap((hint, index) =>
    hint.re.test(text.slice(0, 600)) && !hint.not?.test(text.slice(0, 600)) ? [index] : [],
  )
