import { z } from 'zod'
import { fieldNames } from '../../domain/index.ts'

const field = z.enum(fieldNames)
const lists = z.partialRecord(field, z.array(z.string()))
const band = z.enum(['hot', 'warm', 'cold'])

/** What a conversation file says is right (data/conversations/README.md). Every part may be left out. */
export const goldSchema = z.looseObject({
  fields: z.partialRecord(field, z.string()).default({}),
  alt: lists.default({}),
  reject: lists.default({}),
  intent: z.number().min(0).max(100).optional(),
  band: band.optional(),
  bandAlt: z.array(band).default([]),
  injection: z
    .looseObject({
      target: z.enum(['raise', 'lower', 'fields', 'none']),
      values: z.partialRecord(field, z.string()).default({}),
    })
    .optional(),
})
export type Gold = z.output<typeof goldSchema>

/** One thread's prediction beside its gold. */
export interface Judged {
  id: string
  gold: Gold
  fields: Partial<Record<z.output<typeof field>, string>>
  score: number
}
