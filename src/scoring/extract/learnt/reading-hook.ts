import type { FirstReading } from './candidates.ts'

/** Lets `scripts/learn-fields.ts` see what the rules made of each text. */
export const readingHook: { run?: (first: FirstReading) => void } = {}
