import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { attachControl, serveControl } from '../../src/app/control.ts'
import { operationsOf } from '../../src/app/operations.ts'
import type { SyncProgress } from '../../src/app/sync-now.ts'
import { openHouse } from './house.ts'

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const names = Array.from({ length: 350 }, (_, i) => ({ name: `苏州第${i}包装有限公司`, userId: 63 }))

it('a full sync that was cut off goes on where it was, tells how far it is, and reports what changed', async () => {
  const house = await openHouse({ seed: names })
  closers.push(house.close)
  const told: SyncProgress[] = []
  const tell = (progress: unknown) => told.push(progress as SyncProgress)
  const options = { push: true, pull: true, full: true }
  // Both tries of the third page are cut: a reading is tried once more.
  house.erp.inject({ kind: 'reset_before', operation: 'customer.list', skip: 2, times: 2 })
  await expect(operationsOf(house.app).sync(options, tell)).rejects.toMatchObject({ name: 'ErpUnreachableError' })
  expect(told.map((one) => (one.phase === 'pull' ? one.page : 0))).toEqual([1, 2])
  const app = await house.reopen()
  const before = house.erp.countOf('customer.list')
  const report = await operationsOf(app).sync(options, tell)
  expect(house.erp.countOf('customer.list') - before).toBe(2)
  expect(report).toMatch(/拉取 150 个客户（150 个有变化/)
  expect(told.filter(({ phase }) => phase === 'pull').at(-1)).toMatchObject({ page: 4, pages: 4 })
  expect(told.some(({ phase }) => phase === 'push')).toBe(true)
  expect(await app.data.store.countKnownCustomers()).toBe(350)
})

it('progress comes through the socket of a running bot before the answer, to the call it belongs to', async () => {
  const house = await openHouse({ seed: names.slice(0, 150) })
  closers.push(house.close)
  const socketDir = join(house.dir, 'socket')
  mkdirSync(socketDir)
  const server = await serveControl(socketDir, operationsOf(house.app))
  closers.push(() => server.close())
  const client = await attachControl(socketDir)
  closers.push(() => client?.close())
  const told: unknown[] = []
  const others: unknown[] = []
  const sync = client?.call('sync', { push: false, pull: true, full: true }, (progress) => told.push(progress))
  const leads = client?.call('leads', {}, (progress) => others.push(progress))
  expect(await sync).toMatch(/拉取 150 个客户/)
  expect(await leads).toEqual([])
  expect(told).toMatchObject([
    { page: 1, pages: 2 },
    { page: 2, pages: 2 },
  ])
  expect(others).toEqual([])
})
