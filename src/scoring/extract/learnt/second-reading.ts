import type { FieldState, Offer } from '../field-state.ts'
import type { Read } from '../offers/read.ts'
import { mostPieces, type Token } from '../offers/row-token.ts'
import { featuresOf } from './features.ts'
import { fieldModel, likelihood } from './model.ts'
import { type Row, rowOf } from './row.ts'
import { type LearntField, learntFields, spansOf } from './spans.ts'

/*
 * Names, firms and positions in rows that no rule foresaw: every part of a message that may be one is weighed by a model
 * learnt from conversations (`scripts/learn-fields.ts`), which knows what the rules found.
 */

/** From `take` a part counts where the rules found nothing, below `keep` the rules' own finding does not. */
const bounds: Record<LearntField, { take: number; keep: number }> = {
  name: { take: 0.45, keep: 0.12 },
  company: { take: 0.35, keep: 0.15 },
  job: { take: 0.45, keep: 0.05 },
}
/** Below every rule's, so that what is said outright in another message counts first. */
const leastWeight = 30
/** What has this weight by the rules was said in so many words, whatever stands around it. */
const saidOutright = 76
/** A full name below this gives way to a surname that was said outright. */
const sure = 0.6

interface Part {
  field: LearntField
  value: string
  quote: string
  likely: number
}

/** The offers of the rules, without those that are unlikely in their place, and with what they missed. */
export function secondReading(
  state: FieldState,
  reads: readonly Read[],
  tokens: readonly Token[],
  byRules: readonly Offer[],
): Offer[] {
  if (reads.length > mostPieces) return [...byRules]
  const parts = partsOf(rowOf(state, reads, tokens), byRules)
  return learntFields.reduce<Offer[]>(
    (offers, field) => {
      const own = parts.filter((part) => part.field === field)
      const best = own.reduce<Part | undefined>(
        (top, part) => (top && top.likely >= part.likely ? top : part),
        undefined,
      )
      const likelyOf = (value: string) => Math.max(-1, ...own.filter((p) => p.value === value).map((p) => p.likely))
      const unlikely = (offer: Offer) => {
        const likely = likelyOf(offer.value)
        return offer.field === field && !isSaid(offer, state, byRules) && likely >= 0 && likely < bounds[field].keep
      }
      const kept = offers.filter((offer) => !unlikely(offer))
      if (!best || best.likely < bounds[field].take || kept.some((offer) => offer.field === field)) return kept
      return [...kept, offerOf(best)]
    },
    [...byRules],
  )
}

/** Said in so many words, the answer to a question, or parted from the address it was written onto. */
const isSaid = ({ field, weight, quote }: Offer, { asked }: FieldState, byRules: readonly Offer[]): boolean =>
  weight >= saidOutright ||
  (asked[field] === true && weight >= 70) ||
  byRules.some((other) => other.field === 'address' && other.quote === quote)

function partsOf(row: Row, byRules: readonly Offer[]): Part[] {
  const model = fieldModel()
  return row.reads.flatMap(({ piece }, at) =>
    piece.kind === 'words'
      ? spansOf(piece.text).map((span) => ({
          field: span.field,
          value: piece.text.slice(span.start, span.end),
          quote: piece.text,
          likely: likelihood(model, span.field, featuresOf(row, at, span, byRules)),
        }))
      : [],
  )
}

const offerOf = ({ field, value, quote, likely }: Part): Offer => ({
  field,
  value,
  weight: leastWeight + Math.round(15 * likely),
  quote,
  ...(field === 'company' || likely < sure || /^(?:[小老阿].|.)$/.test(value) ? { partial: true } : {}),
})
