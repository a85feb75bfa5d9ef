import type { Cursors, CustomerOrd, LeadId } from '../domain/index.ts'

/** A customer we saved and have not seen in the ERP since. */
export interface Unverified {
  leadId: LeadId
  ord: CustomerOrd
  savedAt: number
  /** Was not there, and is on its way once more. */
  again?: boolean
}

export interface UnverifiedBook {
  /** The one that waits longest comes first. */
  all(): Unverified[]
  has(ord: CustomerOrd): boolean
  /** Kept before the customer counts as created, so that no crash skips the look. */
  add(one: Unverified): Promise<void>
  /** What became of those that were looked at: `still` stay in doubt. Who was saved again meanwhile is another matter. */
  looked(at: readonly Unverified[], still: readonly Unverified[]): Promise<void>
}

const cursorName = 'unverified'
const longestList = 2_000

/** The list is one small document that many workers change, of several processes too: each change is one of what stands there. */
export function createUnverified(cursors: Cursors): UnverifiedBook {
  const all = () => cursors.get<Unverified[]>(cursorName) ?? []
  const change = (work: (known: Unverified[]) => Unverified[]): Promise<void> =>
    cursors.change<Unverified[], void>(cursorName, (known = []) => ({
      value: work(known).slice(-longestList),
      result: undefined,
    }))
  return {
    all,
    has: (ord) => all().some((one) => one.ord === ord),
    add: (one) => change((known) => [...known.filter(({ ord }) => ord !== one.ord), one]),
    looked: (at, still) =>
      change((known) => {
        const same = (one: Unverified) => at.some(({ ord, savedAt }) => ord === one.ord && savedAt === one.savedAt)
        const fresh = known.filter((one) => !same(one))
        const waiting = still.filter(({ ord }) => !fresh.some((one) => one.ord === ord))
        return [...fresh, ...waiting].sort((a, b) => a.savedAt - b.savedAt)
      }),
  }
}
