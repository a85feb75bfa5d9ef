import { describe, expect } from 'vitest'
import type { CustomerOrd, KnownCustomerQuery } from '../../../src/domain/index.ts'
import { customer, start } from '../records.ts'
import type { OpenStore } from '../store-contract.ts'
import { withStore } from './setup.ts'

export function customerContract(open: OpenStore): void {
  const it = withStore(open)
  describe('the index of the ERP’s customers', () => {
    it('lays what a row says over what was known, and forgets nothing it does not say', async ({ store }) => {
      await store.upsertCustomers([
        customer(1, { khid: 'WX1' as never, mobile: '138', ownerName: '王强', latestNote: 'a' }),
      ])
      await store.upsertCustomers([
        customer(1, { name: '新名', normalizedName: '新名', ownerName: '赵敏', seenAt: start + 1 }),
      ])
      expect(await store.knownCustomer(1 as CustomerOrd)).toMatchObject({
        name: '新名',
        khid: 'WX1',
        mobile: '138',
        ownerName: '赵敏',
        latestNote: 'a',
        seenAt: start + 1,
      })
      expect(await store.countKnownCustomers()).toBe(1)
    })

    it('finds exactly by khid, mobile, WeChat id and name, by part only in text, by nothing nothing', async ({
      store,
    }) => {
      await store.upsertCustomers([
        customer(1, { khid: 'WX12' as never, mobile: '13800001111', wechatId: 'Abc' }),
        customer(2, { khid: 'WX1' as never, name: '石狮远帆服饰', normalizedName: '石狮远帆' }),
      ])
      const ords = async (query: KnownCustomerQuery) => (await store.findKnownCustomers(query)).map(({ ord }) => ord)
      expect(await ords({ khid: 'WX1' })).toEqual([2])
      expect(await ords({ mobile: '13800001111' })).toEqual([1])
      expect(await ords({ mobile: '1380000111' })).toEqual([])
      expect(await ords({ wechatId: 'aBC' })).toEqual([1])
      expect(await ords({ normalizedName: '石狮远帆' })).toEqual([2])
      expect(await ords({ text: '远帆' })).toEqual([2])
      expect(await ords({})).toEqual([])
    })
  })
}
