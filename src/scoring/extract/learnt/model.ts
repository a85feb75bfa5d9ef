import { readFileSync } from 'node:fs'
import { type LearntOf, learntOf } from './fields.ts'

/** Per field the weight of each feature, in units of `unit`; the weights of a part add up to how likely it is the value. */
export interface FieldModel {
  unit: number
  weights: Record<LearntOf, ReadonlyMap<string, number>>
}

/** As `scripts/learn-fields.ts` writes it. */
interface ModelFile {
  unit: number
  weights: Record<LearntOf, Record<string, number>>
}

let known: FieldModel | undefined

/** Learnt from conversations with gold. Read on first use. */
export function fieldModel(): FieldModel {
  if (known) return known
  const file = new URL('../../../../data/gazetteer/fields.json', import.meta.url)
  const { unit, weights } = JSON.parse(readFileSync(file, 'utf8')) as ModelFile
  const maps = learntOf.map((field) => [field, new Map(Object.entries(weights[field]))])
  known = { unit, weights: Object.fromEntries(maps) as FieldModel['weights'] }
  return known
}

/** Reads fields by this model instead of the one that was written, for trying one out. */
export function useFieldModel(model: FieldModel): void {
  known = model
}

/** Knows nothing: everything is as likely as not. */
export const blankModel = (): FieldModel => ({
  unit: 1,
  weights: Object.fromEntries(
    learntOf.map((field) => [field, new Map<string, number>()]),
  ) as unknown as FieldModel['weights'],
})

/** Log odds, in the model's units, that something with these features is the field's value. */
export function sumOf({ weights }: FieldModel, field: LearntOf, features: Iterable<string>): number {
  let sum = 0
  for (const feature of features) sum += weights[field].get(feature) ?? 0
  return sum
}

/** How likely that is, 0–1. */
export const likelihoodOf = ({ unit }: FieldModel, sum: number): number => 1 / (1 + Math.exp(-sum * unit))

/** How likely something with these features is the field's value, 0–1. */
export const likelihood = (model: FieldModel, field: LearntOf, features: Iterable<string>): number =>
  likelihoodOf(model, sumOf(model, field, features))

const certain = 1e-6

/** The log odds, in the model's units, of what is so likely. */
export function oddsOf({ unit }: FieldModel, likely: number): number {
  const within = Math.min(1 - certain, Math.max(certain, likely))
  return Math.round(Math.log(within / (1 - within)) / unit)
}
