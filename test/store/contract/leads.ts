import { describe, expect } from 'vitest'
import type { CustomerOrd, ErpUserId, IdentityKey, Khid, Lead, LeadId } from '../../../src/domain/index.ts'
import { entry, lead, message, start, thread, threadOf } from '../records.ts'
import type { OpenStore } from '../store-contract.ts'
import { withStore } from './setup.ts'

export function leadContract(open: OpenStore): void {
  const it = withStore(open)
  describe('leads', () => {
    it('are inserted once and changed only from the version before', async ({ store }) => {
      const save = (id: string, version: number, nickname: string) =>
        store.transact((tx) => tx.saveLead(lead(id, { version, nickname })))
      expect(await save('l1', 1, 'first')).toBe(true)
      expect(await save('l1', 1, 'again')).toBe(false)
      expect(await save('l1', 3, 'leap')).toBe(false)
      expect(await save('l1', 2, 'second')).toBe(true)
      expect(await save('l1', 2, 'slower')).toBe(false)
      expect(await store.lead('l1' as LeadId)).toMatchObject({ version: 2, nickname: 'second' })
    })

    it('of twenty who save the same version at once, one wins', async ({ store }) => {
      await store.transact((tx) => tx.saveLead(lead('l1')))
      const won = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          store.transact((tx) => tx.saveLead(lead('l1', { version: 2, nickname: `n${i}` }))),
        ),
      )
      expect(won.filter(Boolean)).toHaveLength(1)
    })

    it('a number belongs to one lead only, until its customer is known: his contacts share it', async ({ store }) => {
      const khid = 'WX0123456789' as Khid
      await store.transact((tx) => tx.saveLead(lead('l1', { khid })))
      await expect(store.transact((tx) => tx.saveLead(lead('l2', { khid })))).rejects.toThrow()
      expect(await store.lead('l2' as LeadId)).toBeUndefined()
      const customerOrd = 501 as CustomerOrd
      await store.transact((tx) => tx.saveLead(lead('l1', { khid, customerOrd, version: 2 })))
      await store.transact((tx) => tx.saveLead(lead('l2', { khid, customerOrd })))
      await store.transact((tx) => tx.saveLead(lead('l3', { customerOrd: 502 as CustomerOrd })))
      const ids = (leads: readonly Lead[]) => leads.map(({ id }) => id)
      expect(ids(await store.transact((tx) => tx.leadsOfCustomer(customerOrd)))).toEqual(['l1', 'l2'])
      expect(ids(await store.leads({ customerOrds: [502 as CustomerOrd] }))).toEqual(['l3'])
    })

    it('forgotten, leave no words of their own, and none of our side’s that tell a number of theirs', async ({
      store,
    }) => {
      const stated = (value: string) => ({ value, source: 'stated' as const, confidence: 1, at: start })
      const fields = { mobile: stated('13700007777'), name: stated('郑_涛') }
      await store.append([
        message('m1', 1, { text: '我是郑_涛' }),
        message('m2', 2, { who: 'c2', text: '郑_涛介绍我来' }),
        { ...message('m3', 3, { who: 'c2', text: '他的电话 13700007777' }), role: 'sales' },
        { ...message('m4', 4, { who: 'c2', text: '好的，郑_涛' }), role: 'sales' },
        { ...message('m5', 5, { who: 'colleague', text: '新客户 郑_涛' }), role: 'sales', touch: [] },
        { ...message('m6', 6, { who: 'colleague', text: '新客户 郑海涛' }), role: 'sales', touch: [] },
      ])
      await store.transact(async (tx) => {
        await tx.saveLead(lead('l1', { fields }))
        const first = await tx.thread(threadOf('c1'))
        if (first) await tx.saveThread({ ...first, leadId: 'l1' as LeadId, version: first.version + 1 })
      })
      expect(await store.forget('l1' as LeadId)).toBe(1)
      const kept = async (who: string) =>
        (await store.threadMessages(thread(who), undefined, 9)).map(({ text }) => text)
      expect(await kept('c1')).toEqual([''])
      expect(await kept('c2')).toEqual(['郑_涛介绍我来', '', '好的，郑_涛'])
      expect(await kept('colleague')).toEqual(['', '新客户 郑海涛'])
    })

    it('keys are claimed by one, under concurrency too, and others learn by whom', async ({ store }) => {
      const key: IdentityKey = 'mobile:13800001111'
      for (let i = 0; i < 10; i++) await store.transact((tx) => tx.saveLead(lead(`l${i}`)))
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, i) => store.transact((tx) => tx.claim(`l${i}` as LeadId, [key]))),
      )
      const winners = answers.flatMap((taken, i) => (taken.length === 0 ? [`l${i}`] : []))
      expect(winners).toHaveLength(1)
      expect(new Set(answers.flat().map((taken) => taken.leadId))).toEqual(new Set(winners))
      expect((await store.findLead(key))?.id).toBe(winners[0])
      expect(await store.transact((tx) => tx.claim(winners[0] as LeadId, [key, 'wechat:w']))).toEqual([])
      expect(await store.findLead('wechat:nobody')).toBeUndefined()
    })

    it('keys move with a join and are given up when parted', async ({ store }) => {
      await store.transact(async (tx) => {
        await tx.saveLead(lead('l1'))
        await tx.saveLead(lead('l2'))
        await tx.claim('l1' as LeadId, ['mobile:1', 'wechat:1'])
        await tx.moveIdentities('l1' as LeadId, 'l2' as LeadId)
      })
      expect((await store.findLead('mobile:1'))?.id).toBe('l2')
      await store.transact((tx) => tx.release('l1' as LeadId, ['mobile:1']))
      expect((await store.findLead('mobile:1'))?.id).toBe('l2')
      await store.transact((tx) => tx.release('l2' as LeadId, ['mobile:1']))
      expect(await store.findLead('mobile:1')).toBeUndefined()
      expect((await store.findLead('wechat:1'))?.id).toBe('l2')
    })

    it('a transaction that fails leaves nothing, and reads within it see its own writes', async (under) => {
      const broken = under.store.transact(async (tx) => {
        await tx.saveLead(lead('l1'))
        await tx.claim('l1' as LeadId, ['mobile:1'])
        expect((await tx.findLead('mobile:1'))?.id).toBe('l1')
        await tx.enqueue(entry('l1', { dedupeKey: 'k' }))
        throw new Error('power cut')
      })
      await expect(broken).rejects.toThrow('power cut')
      const store = await under.reopen()
      expect(await store.lead('l1' as LeadId)).toBeUndefined()
      expect(await store.findLead('mobile:1')).toBeUndefined()
      expect(await store.entries({})).toEqual([])
    })

    it('asking the store from within a transaction is refused, not waited for', async ({ store }) => {
      await expect(store.transact(() => store.countLeads())).rejects.toThrow('tx')
      expect(await store.countLeads()).toMatchObject({ watching: 0 })
    })

    it('are found by status, score, owner and text, ordered and paged', async ({ store }) => {
      const owner = { kind: 'users', userIds: [63 as ErpUserId] } as const
      await store.transact(async (tx) => {
        await tx.saveLead(
          lead('l1', {
            score: 90,
            lastMessageAt: start + 1,
            status: 'synced',
            owner: { ...owner, userIds: [63 as ErpUserId] },
          }),
        )
        await tx.saveLead(lead('l2', { score: 70, lastMessageAt: start + 3, nickname: '%_Öl' }))
        await tx.saveLead(lead('l3', { score: 10, lastMessageAt: start + 2 }))
      })
      const ids = async (query: Parameters<typeof store.leads>[0]) => (await store.leads(query)).map(({ id }) => id)
      expect(await ids({})).toEqual(['l2', 'l3', 'l1'])
      expect(await ids({ order: 'score' })).toEqual(['l1', 'l2', 'l3'])
      expect(await ids({ order: 'score', limit: 1, offset: 1 })).toEqual(['l2'])
      expect(await ids({ minScore: 70, status: ['watching'] })).toEqual(['l2'])
      expect(await ids({ ownerId: 63 as ErpUserId })).toEqual(['l1'])
      expect(await ids({ text: '%_' })).toEqual(['l2'])
      expect(await ids({ text: 'NAME L3' })).toEqual(['l3'])
      expect(await store.countLeads()).toMatchObject({ synced: 1, watching: 2, ignored: 0 })
    })
  })
}
