import type { State } from './state.ts'
import type { SeedCustomer } from './types.ts'

/** A customer base that was there before. Applied without a journal: it is given again at the next start. */
export function seedState(state: State, seed: readonly SeedCustomer[], now: number): void {
  seed.forEach((one, index) => {
    const ord = 1 + index
    const person = 1 + index
    const {
      name,
      khid = `KH${String(ord).padStart(6, '0')}`,
      type = 'company',
      contactName = name,
      mobile,
      userId,
    } = one
    const createdAt = now - (seed.length - index) * 60_000
    const contact = { person_name: contactName, ...(mobile && { mobile }) }
    state.apply({ kind: 'contact', value: { person, company: ord, fields: contact, addedBy: 0, createdAt } })
    state.apply({
      kind: 'customer',
      value: {
        ord,
        intsort: type === 'company' ? 1 : 2,
        fields: { sort1: '1,4', ...one.fields, name, khid },
        owners: userId === undefined ? [] : [userId],
        pool: userId === undefined,
        person,
        addedBy: userId ?? 0,
        createdAt,
        latestNote: '',
      },
    })
  })
}
