import type { FirstReading } from './candidates.ts'

/** Lets `scripts/learn-fields.ts` see what the rules made of each text, and what was said next. */
export const readingHook: {
  run?: (first: FirstReading) => void
  /** A message of the customer's, or our side's answer. */
  next?: (role: 'customer' | 'sales', text: string) => void
} = {}
