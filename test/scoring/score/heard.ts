import type { FieldName, FieldSource, FieldValue, LeadFields } from '../../../src/domain/index.ts'
import { emptyIntent, type IntentState } from '../../../src/scoring/intent-state.ts'
import { scoreIntent } from '../../../src/scoring/score.ts'
import { type ScoringRulesInput, scoringRulesSchema } from '../../../src/scoring/scoring-rules.ts'
import type { Signal } from '../../../src/scoring/signals/kinds.ts'
import type { Trace } from '../../../src/scoring/signals/traces.ts'

export const at = Date.UTC(2026, 5, 3, 2)
export const dayMs = 86_400_000

/** Weights of its own, so that tuning the defaults leaves the rules of adding up alone. */
const weights = {
  price: { base: 60, extra: 4 },
  need: { base: 62, extra: 5 },
  product: { base: 60, extra: 2 },
  sample: { base: 61, extra: 4 },
  appointment: { base: 61, extra: 4 },
  haggle: { base: 60, extra: 4 },
  payment_terms: { base: 60, extra: 4 },
  contract: { base: 80, extra: 3 },
  decided: { base: 80, extra: 2 },
  paid: { base: 92, extra: 3 },
  quantity: { base: 50, extra: 4 },
  budget: { base: 56, extra: 6 },
  spec: { base: 42, extra: 3 },
  deadline: { base: 40, extra: 5 },
  urgency: { base: 40, extra: 3 },
  info: { base: 34, extra: 1 },
  vague: { base: 47, extra: 1 },
  contact: { base: 12, extra: 5 },
  destination: { base: 81, extra: 3 },
  place: { base: 12, extra: 2 },
  introduced: { base: 12, extra: 3 },
}
const ceilings = {
  complaint: 18,
  how_to: 16,
  tracking: 25,
  refusal: 22,
  bought_elsewhere: 12,
  opt_out: 3,
  wrong_person: 8,
  fraud: 5,
  recruiting: 4,
  job_seeking: 12,
  excluded: 10,
  creditor: 7,
  research: 24,
  digging: 26,
  referral: 30,
  postponed: 57,
  hesitant: 64,
  selling: 6,
}

/** A thread in which these were heard, one after the other. */
export function heard(...said: Array<Signal | [Signal, Partial<Trace>]>): IntentState {
  const traces = said.map((one, index): [Signal, Trace] => {
    const [signal, more] = typeof one === 'string' ? [one, {}] : one
    return [signal, { seq: index + 1, at, messageId: `m-${signal}`, quote: `<${signal}>`, strength: 1, ...more }]
  })
  return { ...emptyIntent(), seq: said.length, anchorAt: at, live: Object.fromEntries(traces) }
}

export const stated = (value: string, more: Partial<FieldValue> = {}): FieldValue => ({
  value,
  source: 'stated',
  confidence: 0.9,
  at,
  ...more,
})

export const known = (source: FieldSource, ...names: FieldName[]): LeadFields =>
  Object.fromEntries(names.map((name) => [name, stated('x', { source })]))

/** The score by these signals, without the second opinion. */
export function scored(
  state: IntentState,
  { fields = {}, now = at, rules = {} }: { fields?: LeadFields; now?: number; rules?: ScoringRulesInput } = {},
) {
  const parsed = scoringRulesSchema.parse({
    wording: 0,
    ...rules,
    weights: { ...weights, ...rules.weights },
    ceilings: { ...ceilings, ...rules.ceilings },
  })
  const { score, reasons } = scoreIntent(state, fields, now, parsed)
  return { score, points: Object.fromEntries(reasons.map((r) => [r.signal, r.points])), reasons }
}

export const scoreOf = (...given: Parameters<typeof scored>): number => scored(...given).score
