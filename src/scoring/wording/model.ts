import { readFileSync } from 'node:fs'

/** The lines between the levels and the bands of a score: for each the model says how likely the thread is above it. */
export const lines = [45, 60, 75, 80, 90] as const

/** What the model weighs: each of `lines`, and last whether an organisation buys. */
export const questions = lines.length + 1

export interface WordingModel {
  /** Per question. */
  bias: readonly number[]
  /** Weights per question of each gram and each mark (`marksOf`), in units of `unit`. */
  unit: number
  grams: Map<string, readonly number[]>
}

/** As `scripts/learn-wording.ts` writes it. */
interface ModelFile {
  bias: number[]
  unit: number
  grams: Record<string, number[]>
}

let known: WordingModel | undefined

/** Learnt from the development conversations. Read on first use. */
export function wordingModel(): WordingModel {
  if (known) return known
  const file = new URL('../../../data/gazetteer/wording.json', import.meta.url)
  const { bias, unit, grams } = JSON.parse(readFileSync(file, 'utf8')) as ModelFile
  known = { bias, unit, grams: new Map(Object.entries(grams)) }
  return known
}

/** Scores by this model instead of the one that was written, for trying one out. */
export function useWordingModel(model: WordingModel): void {
  known = model
}
