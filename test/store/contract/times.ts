import { describe, expect } from 'vitest'
import type { EntryId, Store } from '../../../src/domain/index.ts'
import { entry, message, start, thread, threadOf } from '../records.ts'
import type { OpenStore } from '../store-contract.ts'
import { withStore } from './setup.ts'

const hour = 3_600_000
const add = (store: Store, one: ReturnType<typeof entry>) => store.transact((tx) => tx.enqueue(one)) as Promise<EntryId>

export function timeContract(open: OpenStore): void {
  const it = withStore(open)
  describe('a clock that is set back by an hour', () => {
    it('moves what is due, on hold or leased, with all distances kept', async ({ store }) => {
      const held = await add(store, entry('held', { dueAt: start + 60_000 }))
      const due = await add(store, entry('due'))
      await store.claimEntries({ worker: 'w', kind: 'erp', now: start, leaseMs: 30_000, limit: 1 })
      await store.append([message('m1', 0)])
      await store.transact((tx) => tx.saveThread(thread('note', { noteDueAt: start + 2 * hour })))
      await store.moveDueTimes(-hour)
      expect(await store.entry(held)).toMatchObject({ dueAt: start + 60_000 - hour })
      expect((await store.entry(due))?.lease?.until).toBe(start + 30_000 - hour)
      expect(await store.nextThreadDue()).toBe(start + 20_000 - hour)
      expect((await store.thread(threadOf('note')))?.noteDueAt).toBe(start + hour)
    })

    it('a message that comes after it is still bounded by what the first allowed', async ({ store }) => {
      await store.append([message('m1', 0)])
      await store.moveDueTimes(-hour)
      await store.append([message('m2', 0.9, { receivedAt: start + 54_000 - hour })])
      expect(await store.nextThreadDue()).toBe(start + 60_000 - hour)
    })
  })
}
