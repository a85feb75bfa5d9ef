import type { ThreadMessage } from '../../domain/index.ts'
import { withoutInstructions } from './injection.ts'
import type { Finding } from './kinds.ts'
import { nudge, sellerHints } from './objections.ts'
import { clausesOf, plainText } from './plain-text.ts'
import { readClause } from './read-clause.ts'
import type { SalesContext } from './sales-context.ts'

export interface MessageReading {
  findings: Finding[]
  /** Which of the seller's hints were met, by index. */
  hints: number[]
  /** "在吗": comes back to the talk without saying anything. */
  nudge: boolean
}

/** Everything one message of the customer says about his intent. */
export function readMessage(message: ThreadMessage, context: SalesContext | undefined): MessageReading {
  const plain = plainText(message.text)
  const { text, found } = withoutInstructions(plain)
  const findings: Finding[] = found ? [{ signal: 'instruction', strength: 1, quote: plain.slice(0, 60) }] : []
  for (const clause of clausesOf(text)) {
    if (!/^@\S+$/.test(clause.text)) findings.push(...readClause(clause, context))
  }
  return { findings: repeatedOnce(findings), hints: hintsIn(text), nudge: nudge.test(text) }
}

/** Saying the same thing three times in one breath is saying it once. */
const repeatedOnce = (findings: Finding[]): Finding[] => {
  const seen = new Set<string>()
  return findings.filter((f) => !seen.has(`${f.signal}|${f.quote}`) && seen.add(`${f.signal}|${f.quote}`))
}

const hintsIn = (text: string): number[] =>
  sellerHints.flatMap((hint, index) => (hint.re.test(text.slice(0, 600)) ? [index] : []))
