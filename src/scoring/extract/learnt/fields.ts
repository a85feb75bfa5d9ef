import { wordFields } from './word-spans.ts'

/** What a model is learnt of: the fields that are words each by itself, numbers of all kinds together. */
export const learntOf = [...wordFields, 'contact'] as const
export type LearntOf = (typeof learntOf)[number]
