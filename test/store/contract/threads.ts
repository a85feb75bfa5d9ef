import { describe, expect } from 'vitest'
import type { LeadId } from '../../../src/domain/index.ts'
import { message, start, thread, threadOf } from '../records.ts'
import type { OpenStore } from '../store-contract.ts'
import { withStore } from './setup.ts'

const second = 1_000

export function threadContract(open: OpenStore): void {
  const it = withStore(open)
  describe('threads', () => {
    it('are due a while after the last message, and not later than the first one allowed', async ({ store }) => {
      await store.append([message('m1', 0)])
      expect(await store.nextThreadDue()).toBe(start + 20 * second)
      await store.append([message('m2', 0.25)])
      expect(await store.nextThreadDue()).toBe(start + 35 * second)
      for (const at of [0.5, 0.75, 0.9, 2]) await store.append([message(`m${at}`, at)])
      expect(await store.nextThreadDue()).toBe(start + 60 * second)
      expect(await store.dueThreads(start + 59 * second, 10)).toEqual([])
      expect(await store.dueThreads(start + 60 * second, 10)).toMatchObject([{ id: threadOf('c1') }])
    })

    it('come oldest first, runs before notes, each once', async ({ store }) => {
      await store.append([message('m1', 3, { who: 'late' }), message('m2', 1, { who: 'early' })])
      await store.transact((tx) => tx.saveThread(thread('note', { noteDueAt: start })))
      const early = await store.thread(threadOf('early'))
      await store.transact((tx) => tx.saveThread({ ...thread('early'), ...early, noteDueAt: start }))
      const due = await store.dueThreads(start * 2, 10)
      expect(due.map(({ contactId }) => contactId)).toEqual(['early', 'late', 'note'])
      expect(await store.dueThreads(start * 2, 1)).toHaveLength(1)
    })

    it('give the silent ones a fifth of a full batch, so that many who talk do not keep notes waiting', async ({
      store,
    }) => {
      await store.append(Array.from({ length: 12 }, (_, i) => message(`m${i}`, i, { who: `talks${i}` })))
      for (const who of ['silent1', 'silent2', 'silent3'])
        await store.transact((tx) => tx.saveThread(thread(who, { noteDueAt: start })))
      const due = (await store.dueThreads(start * 2, 10)).map(({ contactId }) => contactId.replace(/\d+/, ''))
      expect(due).toEqual([...Array(8).fill('talks'), 'silent', 'silent'])
    })

    it('a message changes the version, so that who was reading meanwhile sees it', async ({ store }) => {
      await store.append([message('m1', 1)])
      const before = await store.thread(threadOf('c1'))
      await store.append([message('m2', 2)])
      const after = await store.thread(threadOf('c1'))
      expect(after?.version).toBeGreaterThan(before?.version ?? Number.POSITIVE_INFINITY)
    })

    it('are read again when something older than the cursor arrives, not for something newer', async ({ store }) => {
      await store.append([message('m1', 10)])
      const [read] = await store.threadMessages(thread('c1'), undefined, 10)
      const known = { ...thread('c1'), ...(await store.thread(threadOf('c1'))), cursor: read?.cursor }
      await store.transact((tx) => tx.saveThread({ ...known, dueAt: undefined }))
      await store.append([message('m2', 11)])
      expect((await store.thread(threadOf('c1')))?.reread).toBe(false)
      await store.append([message('m0', 9)])
      expect((await store.thread(threadOf('c1')))?.reread).toBe(true)
    })

    it('that are muted are never due', async ({ store }) => {
      await store.transact((tx) => tx.saveThread(thread('c1', { muted: true })))
      await store.append([message('m1', 1)])
      expect(await store.nextThreadDue()).toBeUndefined()
    })

    it('a message of our own makes none; one that is there becomes due', async ({ store }) => {
      const own = message('m1', 1)
      own.touch = own.touch.map((touch) => ({ ...touch, create: false }))
      await store.append([own])
      expect(await store.thread(threadOf('c1'))).toBeUndefined()
      await store.transact((tx) => tx.saveThread(thread('c1')))
      const next = message('m2', 2)
      next.touch = next.touch.map((touch) => ({ ...touch, create: false }))
      await store.append([next])
      expect(await store.nextThreadDue()).toBeDefined()
    })

    it('keep everything that was saved, over a restart', async (under) => {
      const full = thread('c1', {
        topic: '群',
        wechatId: 'wx1',
        phones: ['13800001111'],
        leadId: 'l1' as LeadId,
        reading: { v: 1, seen: ['a'] },
        cursor: { sentAt: start, seq: 3 },
        reread: true,
        dueAt: start + 1,
        noteDueAt: start + 2,
        notedUpTo: { sentAt: start, seq: 2 },
        version: 7,
      })
      await under.store.transact((tx) => tx.saveThread(full))
      const store = await under.reopen()
      expect(await store.thread(full.id)).toEqual(full)
      expect(await store.threadsOfLead('l1' as LeadId)).toEqual([full])
      expect(await store.threadsOfLead('l2' as LeadId)).toEqual([])
      expect(await store.transact((tx) => tx.threadsOfLead('l1' as LeadId))).toEqual([full])
    })
  })
}
