import { describe, expect } from 'vitest'
import type { EntryId, LeadId, OutboxEntry, StepRecord, StoreTx } from '../../../src/domain/index.ts'
import { entry, lead, saying, start } from '../records.ts'
import type { OpenStore } from '../store-contract.ts'
import { add, claim, withStore } from './setup.ts'

const lanesOf = (entries: readonly OutboxEntry[]) => entries.map(({ lane }) => lane)
const fenceOf = (one: OutboxEntry | undefined) => one?.lease?.fence ?? -1

export function outboxContract(open: OpenStore): void {
  const it = withStore(open)
  describe('outbox', () => {
    it('keeps a fact once, also after its entry has ended and after a restart', async (under) => {
      const [id] = await add(under.store, entry('l1', { dedupeKey: 'fact' }))
      const [first] = await claim(under.store)
      await under.store.finishEntry(id as EntryId, fenceOf(first), { state: 'done' }, start)
      expect(await add(under.store, entry('l2', { dedupeKey: 'fact' }))).toEqual([undefined])
      const store = await under.reopen()
      expect(await add(store, entry('l2', { dedupeKey: 'fact' }), entry('l2', { dedupeKey: 'other' }))).toEqual([
        undefined,
        expect.any(Number),
      ])
      expect(await store.entries({ dedupeKey: 'fact' })).toMatchObject([{ id, state: 'done' }])
    })

    it('of twenty who add the same fact at once, one does', async ({ store }) => {
      const ids = await Promise.all(Array.from({ length: 20 }, () => add(store, entry('l1', { dedupeKey: 'fact' }))))
      expect(ids.flat().filter((id) => id !== undefined)).toHaveLength(1)
    })

    it('lets only the first of a lane run, and the next when that has ended', async ({ store }) => {
      await add(store, entry('l1'), entry('l1'), entry('l2'))
      const claimed = await claim(store)
      expect(lanesOf(claimed)).toEqual(['l1', 'l2'])
      expect(await claim(store)).toEqual([])
      const [head] = claimed
      await store.finishEntry(head?.id as EntryId, fenceOf(head), { state: 'dead', reason: 'refused' }, start)
      expect(lanesOf(await claim(store))).toEqual(['l1'])
    })

    it('a head that waits for its time holds its lane, not the others', async ({ store }) => {
      await add(store, entry('l1', { dueAt: start + 60_000 }), entry('l1', { priority: 0 }), entry('l2'))
      expect(lanesOf(await claim(store))).toEqual(['l2'])
      expect(lanesOf(await claim(store, { now: start + 60_000, limit: 1 }))).toEqual(['l1'])
    })

    it('commands come before hot leads before backlog, and pull along what stands in front of them', async ({
      store,
    }) => {
      await add(
        store,
        entry('backlog', { priority: 3 }),
        entry('hot', { priority: 1 }),
        entry('command', { priority: 0 }),
      )
      await add(store, entry('urgent', { priority: 3 }), entry('urgent', { priority: 0, dueAt: start + 1 }))
      expect(lanesOf(await claim(store, { limit: 3 }))).toEqual(['command', 'urgent', 'hot'])
      expect(lanesOf(await claim(store, { limit: 1, lowest: 2 }))).toEqual([])
      expect(lanesOf(await claim(store, { limit: 1 }))).toEqual(['backlog'])
    })

    it('a command overtakes a backlog of thousands', async ({ store }) => {
      await add(store, ...Array.from({ length: 3_000 }, (_, i) => entry(`l${i}`, { priority: 3 })))
      await add(store, entry('now', { priority: 0 }))
      expect(lanesOf(await claim(store, { limit: 1 }))).toEqual(['now'])
    })

    it('many workers at once never get the same entry', async ({ store }) => {
      await add(store, ...Array.from({ length: 40 }, (_, i) => entry(`l${i}`)))
      const all = await Promise.all(Array.from({ length: 10 }, (_, i) => claim(store, { worker: `w${i}`, limit: 7 })))
      const ids = all.flat().map(({ id }) => id)
      expect(ids).toHaveLength(40)
      expect(new Set(ids).size).toBe(40)
    })

    it('a lease that ran out is taken over with a higher fence, and the stale worker is refused everywhere', async ({
      store,
    }) => {
      await add(store, entry('l1'))
      const [stale] = await claim(store)
      expect(await claim(store, { worker: 'w2', now: start + 30_000 })).toEqual([])
      const [fresh] = await claim(store, { worker: 'w2', now: start + 30_001 })
      expect(fenceOf(fresh)).toBeGreaterThan(fenceOf(stale))
      const id = stale?.id as EntryId
      const lost = { ok: false, reason: 'lease_lost' }
      const step = { step: 'save', startedAt: start }
      let also = false
      expect(await store.recordStep(id, fenceOf(stale), step)).toEqual(lost)
      expect(await store.extendLease(id, { worker: 'w1', fence: fenceOf(stale), until: start * 2 })).toEqual(lost)
      expect(
        await store.finishEntry(id, fenceOf(stale), { state: 'done' }, start, async () => {
          also = true
        }),
      ).toEqual(lost)
      expect(also).toBe(false)
      expect(await store.entry(id)).toMatchObject({ state: 'running', steps: [], lease: { worker: 'w2' } })
      expect(await store.recordStep(id, fenceOf(fresh), step)).toEqual({ ok: true })
      expect(await store.finishEntry(id, fenceOf(fresh), { state: 'done' }, start)).toEqual({ ok: true })
      expect(await store.finishEntry(id, fenceOf(fresh), { state: 'done' }, start)).toEqual(lost)
    })

    it('a decision and what belongs to it are one, and where it cannot be made nothing of it is', async ({ store }) => {
      await add(store, entry('l1'))
      const [claimed] = await claim(store)
      const id = claimed?.id as EntryId
      const mark = (name: string) => (tx: StoreTx) => tx.saveLead(lead(name)).then(() => {})
      expect(await store.decideEntry(id, 'cancel', 'no', start, mark('early'))).toBe(false)
      expect(await store.lead('early' as LeadId)).toBeUndefined()
      await store.finishEntry(id, fenceOf(claimed), { state: 'dead', reason: 'x' }, start)
      expect(await store.decideEntry(id, 'discard', 'no', start, mark('late'))).toBe(true)
      expect(await store.lead('late' as LeadId)).toMatchObject({ id: 'late' })
    })

    it('a lease that is extended is not taken over, nor is what the worker itself is at work on', async ({ store }) => {
      await add(store, entry('l1'), entry('l2'))
      const [one, two] = await claim(store)
      const lease = { worker: 'w1', fence: fenceOf(one), until: start + 90_000 }
      expect(await store.extendLease(one?.id as EntryId, lease)).toEqual({ ok: true })
      expect(await store.nextEntryDue('erp')).toBe(start + 30_001)
      const hourLater = start + 3_600_000
      expect(await claim(store, { now: start + 60_000, except: [two?.id as EntryId] })).toEqual([])
      expect(lanesOf(await claim(store, { now: hourLater, except: [two?.id as EntryId] }))).toEqual(['l1'])
    })

    it('keeps the latest record of each step over a restart', async (under) => {
      await add(under.store, entry('l1'))
      const [claimed] = await claim(under.store)
      const id = claimed?.id as EntryId
      const record = (outcome: 'ok' | 'unknown' | undefined, at: number) =>
        under.store.recordStep(id, fenceOf(claimed), {
          step: 'save',
          startedAt: at,
          outcome,
          finishedAt: outcome && at,
        })
      await under.store.recordStep(id, fenceOf(claimed), {
        step: 'allocate',
        startedAt: 1,
        outcome: 'ok',
        result: { ord: 7 },
      })
      for (let round = 0; round < 5; round++) {
        await record(undefined, round)
        await record('unknown', round)
      }
      await record(undefined, 9)
      const store = await under.reopen()
      expect((await store.entry(id))?.steps).toEqual([
        { step: 'allocate', startedAt: 1, outcome: 'ok', result: { ord: 7 } },
        { step: 'save', startedAt: 9 },
      ])
    })

    it('an end and the changes that belong to it commit together or not at all', async (under) => {
      await add(under.store, entry('l1'))
      const [claimed] = await claim(under.store)
      const id = claimed?.id as EntryId
      const failing = under.store.finishEntry(id, fenceOf(claimed), { state: 'done' }, start, async (tx) => {
        await tx.saveLead(lead('l1'))
        throw new Error('power cut')
      })
      await expect(failing).rejects.toThrow('power cut')
      expect(await under.store.entry(id)).toMatchObject({ state: 'running' })
      expect(await under.store.lead('l1' as LeadId)).toBeUndefined()
      await under.store.finishEntry(id, fenceOf(claimed), { state: 'done' }, start, async (tx) => {
        await tx.saveLead(lead('l1'))
        await tx.enqueue(entry('l1', { dedupeKey: 'next' }))
      })
      const store = await under.reopen()
      expect(await store.lead('l1' as LeadId)).toBeDefined()
      expect(lanesOf(await claim(store))).toEqual(['l1'])
    })

    it('a run that is to come again waits for its time and counts only where it should', async ({ store }) => {
      await add(store, entry('l1'))
      const again = async (counts: boolean, dueAt: number, now: number) => {
        const [claimed] = await claim(store, { now })
        const end = { state: 'ready', counts, dueAt, reason: 'later' } as const
        await store.finishEntry(claimed?.id as EntryId, fenceOf(claimed), end, now)
        return store.entry(claimed?.id as EntryId)
      }
      expect(await again(false, start + 5, start)).toMatchObject({ state: 'ready', attempts: 0, reason: 'later' })
      expect(await claim(store, { now: start + 4 })).toEqual([])
      expect(await store.nextEntryDue('erp')).toBe(start + 5)
      expect(await again(true, start + 9, start + 5)).toMatchObject({ attempts: 1, dueAt: start + 9 })
    })

    it('a person retries the dead, discards the dead and the waiting, cancels what has not begun', async ({
      store,
    }) => {
      const [id] = (await add(store, entry('l1'), entry('l1'))) as [EntryId, EntryId]
      const decide = (what: 'retry' | 'discard' | 'cancel', of: EntryId = id) =>
        store.decideEntry(of, what, `${what}!`, start + 1)
      expect(await decide('retry')).toBe(false)
      const [claimed] = await claim(store)
      for (const what of ['retry', 'discard', 'cancel'] as const) expect(await decide(what)).toBe(false)
      await store.recordStep(id, fenceOf(claimed), { step: 'save', startedAt: start })
      await store.finishEntry(id, fenceOf(claimed), { state: 'ready', counts: true, dueAt: start, reason: 'x' }, start)
      expect(await decide('cancel')).toBe(false)
      const [second] = await claim(store)
      await store.finishEntry(id, fenceOf(second), { state: 'dead', reason: 'ERP 拒绝' }, start)
      expect(await store.outboxCounts('erp', start)).toMatchObject({ dead: 1, ready: 1 })
      expect(await decide('cancel')).toBe(false)
      expect(await decide('retry')).toBe(true)
      expect(await store.entry(id)).toMatchObject({ state: 'ready', attempts: 0, steps: [{ step: 'save' }] })
      expect((await claim(store, { now: start + 1 })).map((one) => one.id)).toEqual([id])
      const next = (await store.entries({ state: ['ready'] }))[0]?.id as EntryId
      expect(await decide('cancel', next)).toBe(true)
      expect(await store.entry(next)).toMatchObject({ state: 'cancelled', reason: 'cancel!' })
      expect(await decide('discard', 999_999 as EntryId)).toBe(false)
    })

    it('one that is retried goes back to its place, behind what runs in its lane', async ({ store }) => {
      const [id] = (await add(store, entry('l1'), entry('l1'))) as [EntryId, EntryId]
      const [first] = await claim(store)
      await store.finishEntry(id, fenceOf(first), { state: 'dead', reason: 'x' }, start)
      const [second] = await claim(store)
      await store.decideEntry(id, 'retry', 'again', start)
      expect(await claim(store)).toEqual([])
      const end = { state: 'ready', counts: false, dueAt: start, reason: 'later' } as const
      await store.finishEntry(second?.id as EntryId, fenceOf(second), end, start)
      expect((await claim(store)).map((one) => one.id)).toEqual([id])
    })

    it('one whose tries surely changed nothing can be cancelled, one that may have been done cannot', async ({
      store,
    }) => {
      const tried = async (lane: string, record: Omit<StepRecord, 'step' | 'startedAt'>) => {
        const [id] = (await add(store, entry(lane))) as [EntryId]
        const [one] = await claim(store)
        await store.recordStep(id, fenceOf(one), { step: 'note', startedAt: 1, ...record })
        const later = { state: 'ready', dueAt: start + 9_000_000, counts: false, reason: 'away' } as const
        await store.finishEntry(id, fenceOf(one), later, start)
        return store.decideEntry(id, 'cancel', 'no', start)
      }
      expect(await tried('a', { outcome: 'refused' })).toBe(true)
      expect(await tried('b', { outcome: 'refused', doubted: true })).toBe(false)
      expect(await tried('c', { outcome: 'unknown' })).toBe(false)
      expect(await tried('d', {})).toBe(false)
      expect(await tried('e', { outcome: 'ok' })).toBe(false)
    })

    it('one that is retried waits for what runs in its lane, also when a third one of it is cancelled', async ({
      store,
    }) => {
      const [id, , third] = (await add(store, entry('l1'), entry('l1'), entry('l1'))) as EntryId[]
      const [first] = await claim(store)
      await store.finishEntry(id as EntryId, fenceOf(first), { state: 'dead', reason: 'x' }, start)
      const [second] = await claim(store)
      await store.decideEntry(id as EntryId, 'retry', 'again', start)
      expect(await store.decideEntry(third as EntryId, 'cancel', 'no more', start)).toBe(true)
      expect(await claim(store)).toEqual([])
      await store.finishEntry(second?.id as EntryId, fenceOf(second), { state: 'done' }, start)
      expect((await claim(store)).map((one) => one.id)).toEqual([id])
    })

    it('messages to people are of another kind: counted apart, and never said twice', async ({ store }) => {
      await add(store, saying('wq'), saying('wq'), entry('l1'))
      expect(await store.outboxCounts('chat', start + 5)).toMatchObject({ ready: 2, running: 0, oldestDueMs: 5 })
      expect(await store.outboxCounts('erp', start)).toMatchObject({ ready: 1 })
      const [said] = await claim(store, { kind: 'chat', limit: 5 })
      expect(said?.job.type).toBe('say')
      const later = await claim(store, { kind: 'chat', now: start + 60_000 })
      expect(later).toHaveLength(1)
      expect(later[0]?.id).not.toBe(said?.id)
      expect(await store.entry(said?.id as EntryId)).toMatchObject({
        state: 'expired',
        reason: expect.stringContaining('可能已送达'),
      })
    })

    it('tells what waits, by state, kind and lead, the newest first', async ({ store }) => {
      const ids = await add(store, entry('l1'), entry('l2'), saying('wq'))
      expect((await store.entries({})).map(({ id }) => id)).toEqual([...ids].reverse())
      expect(await store.entries({ leadId: 'l2' as LeadId })).toMatchObject([{ id: ids[1] }])
      expect(await store.entries({ kind: 'chat', state: ['ready'] })).toMatchObject([{ id: ids[2] }])
      expect(await store.entries({ limit: 1 })).toHaveLength(1)
      expect(await store.nextEntryDue('chat')).toBe(start)
    })
  })
}
