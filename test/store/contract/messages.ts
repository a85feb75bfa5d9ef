import fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { Store } from '../../../src/domain/index.ts'
import { message, recall, start, thread, threadOf } from '../records.ts'
import type { OpenStore } from '../store-contract.ts'
import { withStore } from './setup.ts'

const idsOf = async (store: Store, who = 'c1') =>
  (await store.threadMessages(thread(who), undefined, 1_000)).map(({ id }) => id)
const textsOf = async (store: Store, who = 'c1') =>
  (await store.threadMessages(thread(who), undefined, 1_000)).map(({ text }) => text)

export function messageContract(open: OpenStore): void {
  const it = withStore(open)
  describe('messages', () => {
    it('are kept once per id and account, within a batch, over batches and over a restart', async (under) => {
      const first = message('m1', 1)
      expect(await under.store.append([first, first, message('m2', 2)])).toEqual([true, false, true])
      expect(await under.store.append([first])).toEqual([false])
      const store = await under.reopen()
      expect(await store.append([first, message('m3', 3)])).toEqual([false, true])
      const elsewhere = message('m1', 4, { accountId: 'other' })
      expect(await store.append([elsewhere])).toEqual([true])
      expect(await idsOf(store)).toEqual(['m1', 'm2', 'm3'])
    })

    it('of people outside the house are counted since a moment, over a restart too', async (under) => {
      const [m1, m2, m3] = [message('m1', 1), message('m2', 5), message('m3', 6)]
      const audio = message('m4', 7, { content: { kind: 'audio' } })
      const ours = { ...message('m5', 8), role: 'sales' as const }
      await under.store.append([
        m1,
        m2,
        m3,
        audio,
        ours,
        recall('r1', 'm3', 9),
        message('i1', 9, { accountId: 'file' }),
      ])
      const since = m2?.message.receivedAt as number
      expect(await under.store.countHeard(since, 'file')).toBe(3)
      const store = await under.reopen()
      expect(await store.countHeard(since, 'file')).toBe(3)
      expect(await store.countHeard(0, 'file')).toBe(4)
      expect(await store.countHeard(start * 2, 'file')).toBe(0)
    })

    it('a duplicate makes nothing due', async ({ store }) => {
      await store.append([message('m1', 1)])
      const [due] = await store.dueThreads(start * 2, 10)
      await store.transact((tx) => tx.saveThread({ ...thread('c1'), ...due, dueAt: undefined }))
      await store.append([message('m1', 1)])
      expect(await store.nextThreadDue()).toBeUndefined()
    })

    it('come in the order of their own time, ties by arrival, page by page without gap or repetition', async ({
      store,
    }) => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(fc.record({ id: fc.uuid(), at: fc.integer({ min: 0, max: 20 }) }), {
            selector: (one) => one.id,
            minLength: 1,
            maxLength: 30,
          }),
          fc.integer({ min: 1, max: 7 }),
          async (arrivals, pageSize) => {
            const who = `w${arrivals[0]?.id}`
            for (const { id, at } of arrivals) await store.append([message(id, at, { who })])
            const expected = arrivals
              .map(({ id, at }, arrival) => ({ id, at, arrival }))
              .sort((a, b) => a.at - b.at || a.arrival - b.arrival)
              .map(({ id }) => id)
            const read: string[] = []
            let after: Parameters<Store['threadMessages']>[1]
            for (;;) {
              const page = await store.threadMessages(thread(who), after, pageSize)
              read.push(...page.map(({ id }) => id))
              if (page.length < pageSize) break
              after = page.at(-1)?.cursor
            }
            expect(read).toEqual(expected)
          },
        ),
        { numRuns: 40 },
      )
    })

    it('are seen from the customer of the thread', async ({ store }) => {
      const room = { conversation: { id: 'room', kind: 'room' } as const }
      const sales = message('m3', 3, { who: 'staff', ...room })
      await store.append([
        message('m1', 1, room),
        message('m2', 2, { who: 'c2', ...room }),
        { ...sales, role: 'sales' },
      ])
      const seen = await store.threadMessages(thread('c1', { conversationId: 'room', room: true }), undefined, 10)
      expect(seen.map(({ id, role }) => [id, role])).toEqual([
        ['m1', 'customer'],
        ['m2', 'other'],
        ['m3', 'sales'],
      ])
      expect(seen[0]).toMatchObject({ room: true, speaker: 'nick c1' })
    })

    it('lose their words when recalled, also when the recall came first; the thread is read again', async ({
      store,
    }) => {
      await store.append([message('m1', 1), message('m2', 2)])
      const last = (await store.threadMessages(thread('c1'), undefined, 10)).at(-1)
      const read = { ...(await store.thread(threadOf('c1'))), cursor: last?.cursor, dueAt: undefined }
      await store.transact((tx) => tx.saveThread({ ...thread('c1'), ...read }))
      await store.append([recall('r1', 'm1', 3)])
      expect(await idsOf(store)).toEqual(['m2'])
      expect(await store.thread(threadOf('c1'))).toMatchObject({ reread: true })
      await store.append([recall('r2', 'm4', 4)])
      expect(await store.append([message('m4', 3)])).toEqual([true])
      expect(await idsOf(store)).toEqual(['m2'])
    })

    it('drop their words with age, are still known by their id and tell how many', async ({ store }) => {
      await store.append([message('m1', 1), message('m2', 60), message('m3', 120)])
      expect(await store.dropTextBefore(start + 100 * 60_000)).toBe(2)
      expect(await store.dropTextBefore(start + 100 * 60_000)).toBe(0)
      expect(await textsOf(store)).toEqual(['', '', 'words of m3'])
      expect(await store.append([message('m1', 1)])).toEqual([false])
    })

    it('take with them what a reading kept of them word for word', async ({ store }) => {
      await store.append([message('m1', 1), message('m2', 120, { who: 'c2' })])
      const tail = [{ id: 'm1', role: 'customer', text: 'words of m1', at: start + 60_000 }]
      for (const who of ['c1', 'c2']) {
        const read = { ...thread(who), ...(await store.thread(threadOf(who))) }
        const cursor = { sentAt: start + (who === 'c1' ? 1 : 120) * 60_000, seq: 1 }
        await store.transact((tx) => tx.saveThread({ ...read, cursor, reading: { v: 1, llm: { tail, unseen: 1 } } }))
      }
      await store.dropTextBefore(start + 100 * 60_000)
      expect((await store.thread(threadOf('c1')))?.reading).toEqual({ v: 1, llm: { tail: [], unseen: 0 } })
      expect((await store.thread(threadOf('c2')))?.reading).toMatchObject({ llm: { tail } })
    })

    it('of thousands of days are dropped completely', async ({ store }) => {
      const many = Array.from({ length: 12_001 }, (_, i) => message(`m${i}`, i / 1_000, { who: `c${i % 7}` }))
      await store.append(many)
      expect(await store.dropTextBefore(start + 1_000 * 60_000)).toBe(12_001)
    })

    it('a batch with one that cannot be kept is refused as a whole', async ({ store }) => {
      const broken = message('m2', 2)
      broken.message.sentAt = null as never
      await expect(store.append([message('m1', 1), broken])).rejects.toThrow()
      expect(await idsOf(store)).toEqual([])
      expect(await store.append([message('m1', 1)])).toEqual([true])
    })
  })
}
