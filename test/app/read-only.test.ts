import { afterEach, expect, it } from 'vitest'
import { operationsOf } from '../../src/app/operations.ts'
import { openHouse } from './house.ts'

let close: () => Promise<void> = async () => {}
afterEach(() => close())

it('with ERP_SYNC_ENABLED=false nothing is written by call either, and the refusal is in the operation log', async () => {
  const seed = [{ name: '苏州远航机械有限公司', userId: 65, mobile: '13800138003' }]
  const house = await openHouse({ seed }, { ERP_SYNC_ENABLED: 'false' })
  close = house.close
  const { call } = operationsOf(house.app)
  const company = { ord: 1, name: '改名', sort1: '3,7', person_name: '某人' }
  const writes = [
    ['sales.customer.allocate', {}],
    ['sales.customer.addCompany', company],
    ['sales.customer.assign', { ord: 1, member1: '0', member2: '63' }],
  ] as const
  for (const [name, params] of writes)
    await expect(call({ name, params } as never)).rejects.toThrow('ERP_SYNC_ENABLED=false')
  await expect(call({ name: 'sales.customer.list', params: {} } as never)).resolves.toBeDefined()
  expect(house.erp.calls.map(({ operation }) => operation)).toEqual(['login', 'customer.list'])
  expect(house.erp.customers()).toMatchObject([{ owners: [65], fields: { name: '苏州远航机械有限公司' } }])
  const denied = await house.app.data.store.auditRecords({ operation: 'sales.customer.assign' })
  expect(denied).toMatchObject([{ kind: 'erp_call', outcome: 'denied' }])
})
