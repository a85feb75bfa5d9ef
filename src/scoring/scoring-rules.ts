import { z } from 'zod'
import { ConfigError } from '../shared/errors.ts'
import { type Signal, signalLabels } from './signals/kinds.ts'

/**
 * What each signal is worth. `base`: the score of a thread in which this is the clearest word of interest;
 * `extra`: what it adds beside a clearer one. Levels follow the bands: 60 asks concretely, 80 decides, 90 has ordered.
 */
export const defaultWeights: Partial<Record<Signal, { base: number; extra: number }>> = {
  paid: { base: 92, extra: 3 },
  signed: { base: 91, extra: 2 },
  signing: { base: 90, extra: 2 },
  ordered: { base: 90, extra: 2 },
  paying: { base: 86, extra: 3 },
  repeat: { base: 82, extra: 2 },
  decided: { base: 81, extra: 2 },
  accepted: { base: 80, extra: 2 },
  contract: { base: 80, extra: 3 },
  arranged: { base: 83, extra: 3 },
  followed_up: { base: 64, extra: 2 },
  pending: { base: 66, extra: 3 },
  payment_terms: { base: 66, extra: 4 },
  haggle: { base: 62, extra: 4 },
  sample: { base: 63, extra: 4 },
  price: { base: 62, extra: 3 },
  need: { base: 62, extra: 4 },
  appointment: { base: 62, extra: 4 },
  product: { base: 61, extra: 2 },
  budget: { base: 56, extra: 6 },
  quantity: { base: 50, extra: 4 },
  vague: { base: 47, extra: 1 },
  postponed: { base: 44, extra: 0 },
  info: { base: 34, extra: 0.5 },
  spec: { base: 42, extra: 3 },
  deadline: { base: 40, extra: 5 },
  urgency: { base: 40, extra: 3 },
  contact: { base: 12, extra: 5 },
  destination: { base: 81, extra: 3 },
  place: { base: 12, extra: 2 },
  introduced: { base: 12, extra: 2 },
}

/** Where a conversation ends that closed with such words: at most this. */
export const defaultCeilings: Partial<Record<Signal, number>> = {
  opt_out: 3,
  fraud: 5,
  excluded: 10,
  creditor: 8,
  recruiting: 4,
  selling: 6,
  wrong_person: 8,
  job_seeking: 12,
  bought_elsewhere: 12,
  research: 24,
  digging: 26,
  refusal: 22,
  referral: 30,
  complaint: 18,
  how_to: 16,
  tracking: 25,
  postponed: 57,
  hesitant: 64,
}

const words = z.array(z.string().min(1).max(30)).max(500)
const weight = z.strictObject(
  { base: z.number().min(0).max(100).optional(), extra: z.number().min(-20).max(20).optional() },
  { error: ({ code }) => (code === 'invalid_type' ? '{"base":70,"extra":3}，两项可以只写一项' : undefined) },
)
type GivenWeight = z.output<typeof weight>

/** What is left out keeps its default. */
const completed = (given: Readonly<Record<string, GivenWeight>>): Record<string, { base: number; extra: number }> =>
  Object.fromEntries(
    Object.entries(given).map(([signal, { base, extra }]) => {
      const usual = defaultWeights[signal as Signal]
      return [signal, { base: base ?? usual?.base ?? 0, extra: extra ?? usual?.extra ?? 0 }]
    }),
  )

/** The tuning part of SALES_CONFIG; every key may be left out. */
export const scoringRulesSchema = z.object({
  /** Own products and trade words: naming one counts as a concrete question. */
  productKeywords: words.default([]),
  /** Words that mean "not a customer" in this house. */
  excludeKeywords: words.default([]),
  /** Changes to `defaultWeights`, by signal; either figure may be left out. */
  weights: z.record(z.string(), weight).prefault({}).transform(completed),
  /** Changes to `defaultCeilings`, by signal. */
  ceilings: z.record(z.string(), z.number().min(0).max(100)).default({}),
  /** Admission threshold, 0–100. */
  threshold: z.number().min(0).max(100).optional(),
  /** How far what was learnt of whole threads moves a score: 0 leaves it to the signals. */
  wording: z.number().min(0).max(1).default(1),
  /** Days after which evidence begins to fade, and its half-life from there. */
  decay: z
    .strictObject({ afterDays: z.number().min(0).default(30), halfLifeDays: z.number().positive().default(90) })
    .prefault({}),
  /** Wording that opens a note, per template id. */
  templates: z.partialRecord(z.enum(['106', '107', '108', '109', '120']), z.string().max(100)).default({}),
})
export type ScoringRulesInput = z.input<typeof scoringRulesSchema>
export type ScoringRules = z.output<typeof scoringRulesSchema>

/**
 * The tuning part of SALES_CONFIG; other keys of the file are ignored. A problem names its key:
 * `SALES_CONFIG weights.price.base`.
 * @throws ConfigError with one problem per wrong key
 */
export function parseScoringRules(input: unknown): ScoringRules {
  const parsed = scoringRulesSchema.safeParse(input ?? {})
  if (parsed.success) {
    const unknown = Object.keys({ ...parsed.data.weights, ...parsed.data.ceilings }).filter(
      (key) => !(key in signalLabels),
    )
    if (unknown.length === 0) return parsed.data
    throw new ConfigError(
      unknown.map((key) => ({
        setting: `SALES_CONFIG weights/ceilings.${key}`,
        found: key,
        expected: `信号名之一：${Object.keys(signalLabels).join(' ')}`,
      })),
    )
  }
  throw new ConfigError(
    parsed.error.issues.map((issue) => {
      const value = issue.path.reduce<unknown>(
        (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
        input,
      )
      return {
        setting: `SALES_CONFIG ${issue.path.join('.')}`,
        found: (JSON.stringify(value) ?? '没有').slice(0, 80),
        expected: issue.message,
      }
    }),
  )
}
