import { afterEach, expect, it } from 'vitest'
import { operationsOf } from '../../src/app/operations.ts'
import { openHouse } from './house.ts'

let house: Awaited<ReturnType<typeof openHouse>>
afterEach(() => house.close())

it('names the people whom one name may mean, and binds each by his whole name', async () => {
  const salespeople = [{ name: '李娜', erpUserId: 63 }, { name: '李娜', erpUserId: 64 }, { name: '王强' }]
  house = await openHouse({}, {}, { salespeople })
  const { bind } = operationsOf(house.app)
  await expect(bind({ name: '李娜' })).rejects.toThrow(/李娜\(63\)、李娜\(64\)：请写全，例如 zhibang bind '李娜\(63\)'/)
  expect(await bind({ name: '李娜(64)' })).toMatchObject({ staffName: '李娜(64)' })
  await expect(bind({ name: '王' })).rejects.toThrow(/没有叫“王”的人/)
})
