import { contactFields } from './contact-spans.ts'
import { wordFields } from './word-spans.ts'

export const learntFields = [...wordFields, ...contactFields] as const
export type LearntField = (typeof learntFields)[number]

/** What a model is learnt of: the fields that are words each by itself, numbers of all kinds together. */
export const learntOf = [...wordFields, 'contact'] as const
export type LearntOf = (typeof learntOf)[number]
