import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EntryId, Store } from '../../src/domain/index.ts'
import { openSqlite, type Sqlite } from '../../src/store/embedded/sqlite.ts'
import { storeOver } from '../../src/store/store-over.ts'
import { TestClock } from '../support/test-clock.ts'
import { entry, message, start, thread } from './records.ts'

let dir: string
let sqlite: Sqlite
let store: Store
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'zhibang-disk-'))
  sqlite = openSqlite(join(dir, 'zhibang.db'))
  store = storeOver({ ...sqlite, statement: sqlite.transaction, audit: async () => {} }, new TestClock(start))
})
afterEach(async () => {
  await store.close()
  rmSync(dir, { recursive: true, force: true })
})

/** The file may not grow any more. */
const fill = async () => {
  const [size] = (await sqlite.execute('PRAGMA page_count')) as Array<{ page_count: number }>
  await sqlite.execute(`PRAGMA max_page_count = ${size?.page_count}`)
}
const makeRoom = () => sqlite.execute('PRAGMA max_page_count = 1000000')

test('on a full disk a message is refused, never half kept; acknowledged ones stay; with space again all goes on', async () => {
  await store.append([message('m0', 0)])
  await fill()
  const acknowledged = ['m0']
  let refused: string | undefined
  for (let i = 1; refused === undefined; i++) {
    const id = `m${i}`
    await store.append([message(id, i, { text: 'x'.repeat(500) })]).then(
      () => acknowledged.push(id),
      (error) => {
        expect(error).toMatchObject({ code: 'store_full', message: expect.stringContaining('磁盘已满') })
        refused = id
      },
    )
  }
  const ids = async () => (await store.threadMessages(thread('c1'), undefined, 10_000)).map(({ id }) => id)
  expect(await ids()).toEqual(acknowledged)
  await makeRoom()
  expect(await store.append([message(refused as string, acknowledged.length)])).toEqual([true])
  expect(await ids()).toEqual([...acknowledged, refused])
})

test('on a full disk no entry is handed out that could not be marked as running', async () => {
  await store.transact(async (tx) => {
    for (let i = 0; i < 50; i++) await tx.enqueue(entry(`l${i}`, { actor: 'x'.repeat(3_900) }))
  })
  await fill()
  const claim = () => store.claimEntries({ worker: 'w'.repeat(4_000), kind: 'erp', now: start, leaseMs: 9, limit: 50 })
  await expect(claim()).rejects.toMatchObject({ code: 'store_full' })
  expect(await store.outboxCounts('erp', start)).toMatchObject({ ready: 50, running: 0 })
  await makeRoom()
  expect(await claim()).toHaveLength(50)
})

test('on a read-only disk reading goes on and writing says what to check', async () => {
  const id = (await store.transact((tx) => tx.enqueue(entry('l1')))) as EntryId
  await sqlite.execute('PRAGMA query_only = ON')
  await expect(store.append([message('m1', 1)])).rejects.toMatchObject({
    code: 'store_read_only',
    message: expect.stringMatching(/不可写.*只读/),
  })
  expect(await store.entry(id)).toMatchObject({ state: 'ready' })
  await sqlite.execute('PRAGMA query_only = OFF')
  expect(await store.append([message('m1', 1)])).toEqual([true])
})
