import type { ThreadMessage } from '../../domain/index.ts'
import { withoutInstructions } from './injection.ts'
import type { Finding, Signal } from './kinds.ts'
import { nudge, sellerHints } from './objections.ts'
import { type Clause, clausesOf, plainText } from './plain-text.ts'
import { readClause } from './read-clause.ts'
import { reconsider } from './reconsider.ts'
import type { SalesContext } from './sales-context.ts'

export interface MessageReading {
  findings: Finding[]
  /** Which of the seller's hints were met, by index. */
  hints: number[]
  /** "在吗": comes back to the talk without saying anything. */
  nudge: boolean
  /** Asks something. */
  question: boolean
}

/** Everything one message of the customer says about his intent. */
export function readMessage(message: ThreadMessage, context: SalesContext | undefined): MessageReading {
  const plain = plainText(message.text)
  const { text, found } = withoutInstructions(plain)
  const findings: Finding[] = found ? [{ signal: 'instruction', strength: 1, quote: plain.slice(0, 60) }] : []
  const clauses = clausesOf(text)
  for (const clause of clauses) {
    if (!/^@\S+$/.test(clause.text)) findings.push(...readClause(clause, context))
  }
  findings.push(...orderIn(text, clauses, findings, context))
  const question = clauses.some((c) => c.question)
  return { findings: repeatedOnce(reconsider(findings, text)), hints: hintsIn(text), nudge: nudge.test(text), question }
}

const fetches =
  /发货|发(?:过)?来|送(?!你|您)|寄|(?:再|先|给我|给俺|帮我|麻烦)?(?:来|拿|订|定|补|捎|留|装|运|下|团|买)(?![说看问聊了])/
const available = /^(?:有|能|可以|送|现货|行|没问题)(?:的|货|送)?(?:[,。!]|$)/
const talked: readonly Signal[] = [
  'refusal',
  'opt_out',
  'postponed',
  'hesitant',
  'complaint',
  'tracking',
  'how_to',
  'price',
  'haggle',
  'sample',
  'selling',
  'recruiting',
  'fraud',
  'bought_elsewhere',
]

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
  if (!fetches.test(text) && !offered && !wanted) return []
  if (findings.some((f) => talked.includes(f.signal))) return []
  return [{ signal: 'decided', strength: 0.9, quote: text.slice(0, 80) }]
}

/** Saying the same thing three times in one breath is saying it once. */
const repeatedOnce = (findings: Finding[]): Finding[] => {
  const seen = new Set<string>()
  return findings.filter((f) => !seen.has(`${f.signal}|${f.quote}`) && seen.add(`${f.signal}|${f.quote}`))
}

const hintsIn = (text: string): number[] =>
  sellerHints.flatMap((hint, index) => (hint.re.test(text.slice(0, 600)) ? [index] : []))
