import type { ThreadMessage } from '../domain/index.ts'
import { againstSignals } from './signals/groups.ts'
import { maxMessageChars } from './signals/plain-text.ts'
import type { MessageReading } from './signals/read-message.ts'

/** The owner's own words: his goods, and what marks somebody as no customer of his. */
export interface HouseWords {
  productKeywords: readonly string[]
  excludeKeywords: readonly string[]
}
export const noWords: HouseWords = { productKeywords: [], excludeKeywords: [] }

/** The reading with what the house's own lists say of the message. */
export function withHouseWords(
  reading: MessageReading,
  message: ThreadMessage,
  words: HouseWords,
): MessageReading & { house?: boolean } {
  const text = message.text.slice(0, maxMessageChars).normalize('NFKC').toLowerCase()
  const met = (list: readonly string[]) => list.find((word) => text.includes(word.toLowerCase()))
  const product = reading.findings.some((f) => againstSignals.includes(f.signal))
    ? undefined
    : met(words.productKeywords)
  const excluded = met(words.excludeKeywords)
  const findings = [...reading.findings]
  if (product) findings.push({ signal: 'product', strength: 1, quote: product })
  if (excluded) findings.push({ signal: 'excluded', strength: 1, quote: excluded })
  return { ...reading, findings, ...(product && { house: true }) }
}
