import { test } from 'vitest'
import type { EntryId, NewEntry, Store } from '../../../src/domain/index.ts'
import { start } from '../records.ts'
import type { OpenStore, StoreUnderTest } from '../store-contract.ts'

/** A test over a store of its own. */
export const withStore =
  (open: OpenStore) =>
  (name: string, work: (under: StoreUnderTest) => Promise<void>): void => {
    test(name, async () => {
      const under = await open()
      try {
        await work(under)
      } finally {
        await under.close()
      }
    })
  }

/** Adds entries to the outbox; resolves to their ids. */
export const add = (store: Store, ...entries: NewEntry[]) =>
  store.transact(async (tx) => {
    const ids: EntryId[] = []
    for (const one of entries) ids.push((await tx.enqueue(one)) as EntryId)
    return ids
  })

/** What worker `w1` may do at the start. */
export const claim = (store: Store, extra: Partial<Parameters<Store['claimEntries']>[0]> = {}) =>
  store.claimEntries({ worker: 'w1', kind: 'erp', now: start, leaseMs: 30_000, limit: 10, ...extra })
