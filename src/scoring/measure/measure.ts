import type { Judged } from './gold.ts'
import { type FieldsMeasured, measureFields } from './measure-fields.ts'
import { type IntentMeasured, measureIntent } from './measure-intent.ts'

/** Everything that is measured on conversations with gold. Plain JSON: a run can be kept and compared with the next. */
export interface Measured extends FieldsMeasured {
  intent: IntentMeasured
}

/** Pure: figures of predictions against gold. */
export const measure = (threads: readonly Judged[]): Measured => ({
  ...measureFields(threads),
  intent: measureIntent(threads),
})
