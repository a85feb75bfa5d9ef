import { expect, onTestFinished, test } from 'vitest'
import type { CustomerOrd, LeadId } from '../../src/domain/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { createUnverified } from '../../src/sync/unverified.ts'
import { scratch } from '../support/cli.ts'

const one = (n: number, savedAt = n) => ({ leadId: `l${n}` as LeadId, ord: n as CustomerOrd, savedAt })

async function open() {
  const dir = scratch('unverified')
  const data = await openEmbeddedStore({ dataDir: dir.path })
  onTestFinished(async () => {
    await data.close()
    dir.remove()
  })
  return createUnverified(data.cursors)
}

test('twenty workers that create customers at the same time leave twenty to look for', async () => {
  const book = await open()
  await Promise.all(Array.from({ length: 20 }, (_, n) => book.add(one(n))))
  expect(book.all()).toHaveLength(20)
})

test('what is created during a look stays to be looked for, also where it had been in doubt before', async () => {
  const book = await open()
  for (const n of [1, 2, 3]) await book.add(one(n))
  const looked = book.all()
  const changes = [
    book.add(one(4)),
    book.add(one(2, 20)),
    book.looked(looked, [{ ...one(2), again: true }, one(3, 30)]),
  ]
  await Promise.all(changes)
  expect(book.all()).toEqual([one(4), one(2, 20), one(3, 30)])
  expect([1, 2, 3].map((ord) => book.has(ord as CustomerOrd))).toEqual([false, true, true])
})
