import { describe, expect } from 'vitest'
import type { EntryId, LeadId, NewEntry } from '../../../src/domain/index.ts'
import { entry, saying, start } from '../records.ts'
import type { OpenStore } from '../store-contract.ts'
import { add, claim, withStore } from './setup.ts'

/** What an entry keeps, and which of them a question or a claim is about. */
export function outboxEntriesContract(open: OpenStore): void {
  const it = withStore(open)
  describe('an entry of the outbox', () => {
    it('comes back as it was put in, with its lease while it runs', async ({ store, clock }) => {
      const full = saying('wq', { dedupeKey: 'fact', replyTo: { kind: 'room', roomId: 'r1', mention: 'wq' } })
      const [id, plain] = await add(store, full, entry('l1'))
      const fresh = { state: 'ready', steps: [], attempts: 0, createdAt: clock.now(), updatedAt: clock.now() }
      expect(await store.entry(id as EntryId)).toEqual({ ...full, ...fresh, id })
      expect(await store.entry(plain as EntryId)).toEqual({ ...entry('l1'), ...fresh, id: plain })
      const [running] = await claim(store)
      expect(running?.lease).toEqual({ worker: 'w1', fence: 1, until: start + 30_000 })
      await store.finishEntry(plain as EntryId, 1, { state: 'dead', reason: 'ERP 拒绝' }, start + 5)
      const dead = { ...fresh, state: 'dead', reason: 'ERP 拒绝', updatedAt: start + 5 }
      expect(await store.entry(plain as EntryId)).toEqual({ ...entry('l1'), ...dead, id: plain })
      expect(await store.entry(999_999 as EntryId)).toBeUndefined()
    })

    it('belongs to the lead that it is about, if there is one', async ({ store }) => {
      const share = (subject: object) => ({ type: 'share', subject, userIds: [63] }) as NewEntry['job']
      const ids = await add(
        store,
        entry('l1'),
        entry('l1', { job: share({ leadId: 'l1' }) }),
        entry('l1', { job: share({ ord: 7 }) }),
        saying('wq'),
      )
      const found = await store.entries({ leadId: 'l1' as LeadId })
      expect(found.map(({ id }) => id)).toEqual([ids[1], ids[0]])
    })

    it('is found by its states, whatever its kind', async ({ store }) => {
      const [done, dead, ready, said] = await add(store, entry('l1'), entry('l2'), entry('l3'), saying('wq'))
      const claimed = await claim(store, { limit: 2 })
      expect(claimed.map(({ id }) => id)).toEqual([done, dead])
      await store.finishEntry(done as EntryId, 1, { state: 'done' }, start)
      await store.finishEntry(dead as EntryId, 1, { state: 'dead', reason: 'no' }, start)
      const found = async (...state: Array<'ready' | 'done' | 'dead' | 'running'>) =>
        (await store.entries({ state })).map(({ id }) => id)
      expect(await found('ready')).toEqual([said, ready])
      expect(await found('dead')).toEqual([dead])
      expect(await found('done', 'dead')).toEqual([dead, done])
      expect(await found('running')).toEqual([])
      expect(await found()).toEqual([said, ready, dead, done])
    })

    it('is counted by its state, with the age of the one that is due the longest', async ({ store }) => {
      expect(await store.outboxCounts('erp', start)).toEqual({ ready: 0, running: 0, dead: 0, oldestDueMs: 0 })
      await add(store, entry('l1'), entry('l2', { dueAt: start - 20 }), entry('l3', { dueAt: start - 10 }))
      expect(await store.outboxCounts('erp', start)).toEqual({ ready: 3, running: 0, dead: 0, oldestDueMs: 20 })
      await claim(store, { limit: 2 })
      expect(await store.outboxCounts('erp', start + 5)).toEqual({ ready: 1, running: 2, dead: 0, oldestDueMs: 5 })
      expect(await store.outboxCounts('erp', start - 5)).toMatchObject({ oldestDueMs: 0 })
    })
  })

  describe('a claim', () => {
    const of = (priority: 0 | 1 | 2 | 3) => entry(`p${priority}`, { priority })
    const lanes = async (...given: Parameters<typeof claim>) => (await claim(...given)).map(({ lane }) => lane)

    it('takes no one less urgent than it asks for', async ({ store }) => {
      await add(store, of(3), of(2), of(1), of(0))
      expect(await lanes(store, { lowest: 1 })).toEqual(['p0', 'p1'])
      expect(await lanes(store, { lowest: 1 })).toEqual([])
      expect(await lanes(store, { lowest: 2 })).toEqual(['p2'])
      expect(await lanes(store)).toEqual(['p3'])
    })

    it('takes as many as it asks for, those that are due before those that were left behind', async ({ store }) => {
      await add(store, of(0), of(1))
      await claim(store)
      await add(store, of(3))
      const later = { now: start + 30_001, limit: 2 }
      expect(await lanes(store, later)).toEqual(['p3', 'p0'])
      expect(await lanes(store, later)).toEqual(['p1'])
    })
  })
}
