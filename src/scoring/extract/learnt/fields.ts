import { contactFields } from './contact-spans.ts'
import { wordFields } from './word-spans.ts'

export const learntFields = [...wordFields, ...contactFields] as const
export type LearntField = (typeof learntFields)[number]

/**
 * What a model is learnt of: the fields that are words each by itself, numbers of all kinds together, and whether one number
 * is his id of WeChat as well.
 */
export const learntOf = [...wordFields, 'contact', 'twin'] as const
export type LearntOf = (typeof learntOf)[number]
