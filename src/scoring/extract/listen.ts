import type { FieldState, Held, HeldField } from './field-state.ts'
import { afterAnswer, afterNext, type Hindsight, likelyInHindsight } from './learnt/hindsight.ts'
import { readingHook } from './learnt/reading-hook.ts'

/** Adds what this message says of the values before it. Mutates `state`, which the caller owns. */
export function listen(state: FieldState, role: 'customer' | 'sales', text: string): void {
  readingHook.next?.(role, text)
  for (const [field, held] of Object.entries(state.held) as [HeldField, Held[]][])
    state.held[field] = held.map((one) =>
      one.hindsight ? { ...one, hindsight: heard(field, one.value, one.hindsight, role, text) } : one,
    )
}

const heard = (
  field: HeldField,
  value: string,
  known: Hindsight,
  role: 'customer' | 'sales',
  text: string,
): Hindsight => (role === 'customer' ? afterNext(field, value, known, text) : afterAnswer(field, known, text))

/** What was taken when it was said gives way only to words that clearly speak against it. */
const clearly = 0.35
/** Less likely than this in the light of what followed, it is somebody else's. */
const bounds: Partial<Record<HeldField, number>> = {
  name: 0.15,
  company: 0.12,
  mobile: clearly,
  phone: clearly,
  wechatId: clearly,
  qq: clearly,
  email: clearly,
  address: 0.04,
}
/** What he said of himself in so many words takes more to be his no longer. */
const boundOutright = 0.1

/** What still counts as his after all that was said since. */
export const standing = (field: HeldField, held: readonly Held[]): readonly Held[] =>
  held.filter(({ hindsight }) => {
    const bound = bounds[field]
    if (!hindsight || bound === undefined || (hindsight.heard === 0 && !hindsight.answered)) return true
    return likelyInHindsight(field, hindsight) >= (hindsight.outright ? Math.min(bound, boundOutright) : bound)
  })
