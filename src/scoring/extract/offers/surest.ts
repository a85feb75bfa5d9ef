import type { Offer } from '../field-state.ts'

/** Per field the surest reading of this message; two mobiles at once stay two values. */
export function surest(found: readonly Offer[]): Offer[] {
  const best = new Map<string, Offer>()
  for (const one of found) {
    const key = one.field === 'mobile' ? `mobile:${one.value}` : one.field
    const known = best.get(key)
    if (!known || beats(one, known)) best.set(key, one)
  }
  return [...best.values()]
}

function beats(one: Offer, known: Offer): boolean {
  if (known.partial !== one.partial) return known.partial === true
  if (one.field === 'name' && one.partial && known.value.length === 1) return one.value.length > 1
  return one.weight > known.weight
}
