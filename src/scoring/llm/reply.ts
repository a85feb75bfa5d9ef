import { z } from 'zod'

/**
 * Fields that a model may fill. Not the ways to reach somebody: the rules read every number there is, and those that
 * they left out belong to others, so that a model could only add what must not be taken.
 */
export const modelFields = ['name', 'company', 'address', 'job', 'type'] as const

/** Signals that a model may point out. Deeds (ordered, signed, paid) and opting out are for the rules and for people. */
export const modelSignals = [
  'need',
  'product',
  'price',
  'haggle',
  'sample',
  'appointment',
  'quantity',
  'budget',
  'deadline',
  'decided',
  'contract',
  'payment_terms',
  'postponed',
  'hesitant',
  'refusal',
] as const

const evidence = { message: z.string(), quote: z.string() }

/** What a model says about new messages. Strict servers want every key there and no limits inside. */
export const replySchema = z.object({
  claims: z.array(z.object({ field: z.enum(modelFields), value: z.string(), ...evidence })),
  signals: z.array(z.object({ signal: z.enum(modelSignals), ...evidence })),
  summary: z.string(),
})
export type ModelReply = z.output<typeof replySchema>
