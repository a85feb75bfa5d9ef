import { type FieldName, fieldNames } from '../../domain/index.ts'
import type { Judged } from './gold.ts'
import { normalValue, sameValue } from './same-value.ts'

/** Shares are 0–1; undefined where there was nothing to count: nothing taken, nothing to find. */
export interface FieldFigures {
  gold: number
  precision: number | undefined
  recall: number | undefined
  f1: number | undefined
  /** Forbidden values that were taken. */
  forbidden: number
}

export interface FieldsMeasured {
  fields: Record<FieldName, FieldFigures>
  /** Threads that hold a forbidden value, and those in which one was taken. */
  withForbidden: number
  tookForbidden: number
}

export interface FieldVerdict {
  right: boolean
  missed: boolean
  wrong: boolean
  forbidden: boolean
}

/** One field of one thread; undefined where gold does not decide it. */
export function judgeField({ gold, fields }: Judged, field: FieldName): FieldVerdict | undefined {
  const want = gold.fields[field]
  const got = fields[field]
  if (field === 'type' && want === undefined) return undefined
  const listed = gold.alt[field] ?? []
  const others = listed.filter((value) => value !== '')
  const neutral = got !== undefined && others.some((value) => sameValue(field, got, value))
  const right = got !== undefined && want !== undefined && (neutral || sameValue(field, got, want))
  const excused = got === undefined && listed.includes('')
  const rejected = gold.reject[field] ?? []
  return {
    right,
    missed: want !== undefined && !right && !excused,
    wrong: got !== undefined && !right && !neutral,
    forbidden: got !== undefined && rejected.some((value) => normalValue(field, value) === normalValue(field, got)),
  }
}

/** Precision, recall and F1 per field. */
export function measureFields(threads: readonly Judged[]): FieldsMeasured {
  const fields = Object.fromEntries(fieldNames.map((name) => [name, figuresOf(threads, name)]))
  return {
    fields: fields as Record<FieldName, FieldFigures>,
    withForbidden: threads.filter((t) => Object.keys(t.gold.reject).length > 0).length,
    tookForbidden: threads.filter((t) => fieldNames.some((name) => judgeField(t, name)?.forbidden)).length,
  }
}

function figuresOf(threads: readonly Judged[], field: FieldName): FieldFigures {
  const verdicts = threads.flatMap((t) => judgeField(t, field) ?? [])
  const count = (key: keyof FieldVerdict) => verdicts.filter((v) => v[key]).length
  const [right, missed, wrong] = [count('right'), count('missed'), count('wrong')]
  const precision = ratio(right, right + wrong)
  const recall = ratio(right, right + missed)
  const gold = threads.filter((t) => t.gold.fields[field] !== undefined).length
  return { gold, precision, recall, f1: ratio(2 * right, 2 * right + wrong + missed), forbidden: count('forbidden') }
}

/** Nothing of nothing says nothing. */
export const ratio = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole)
