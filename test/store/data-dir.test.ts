import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../../src/store/embedded/migrations.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { TestClock } from '../support/test-clock.ts'
import { entry, lead, message, start, thread } from './records.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'zhibang-dir-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))
const database = () => join(dir, 'zhibang.db')

test('the directory and everything in it is for its owner only', async () => {
  const inner = join(dir, 'state')
  const data = await openEmbeddedStore({ dataDir: inner })
  await data.cursors.set('a', 1)
  expect(statSync(inner).mode & 0o777).toBe(0o700)
  for (const name of ['zhibang.db', 'cursors.json', 'owner.lock'])
    expect(statSync(join(inner, name)).mode & 0o777).toBe(0o600)
  await data.close()
})

test('a second owner is told who has it and what to do, and harms nothing', async () => {
  const first = await openEmbeddedStore({ dataDir: dir })
  await expect(openEmbeddedStore({ dataDir: dir })).rejects.toMatchObject({
    code: 'data_dir_busy',
    message: expect.stringMatching(/另一个 zhibang 进程.*DATA_DIR/),
  })
  expect(await first.store.append([message('m1', 1)])).toEqual([true])
  await first.close()
  const second = await openEmbeddedStore({ dataDir: dir })
  expect(await second.store.append([message('m1', 1)])).toEqual([false])
  await second.close()
})

test('a document that is still being written is ended before the next owner comes', async () => {
  const first = await openEmbeddedStore({ dataDir: dir })
  const written = Array.from({ length: 20 }, (_, n) => first.cursors.set('n', n))
  await first.close()
  const second = await openEmbeddedStore({ dataDir: dir })
  expect(second.cursors.get('n')).toBe(19)
  await second.close()
  await Promise.all(written)
})

test('the lock of a process that was killed is no obstacle, and its leases are taken over at once', async () => {
  const script = `
    import { openEmbeddedStore } from ${JSON.stringify(new URL('../../src/store/index.ts', import.meta.url).href)}
    const data = await openEmbeddedStore({ dataDir: ${JSON.stringify(dir)} })
    const job = { type: 'sync_customer', leadId: 'l1', trigger: 'automatic' }
    await data.store.transact((tx) => tx.enqueue({ job, lane: 'l1', priority: 2, dueAt: 0, actor: 'sync' }))
    await data.store.claimEntries({ worker: 'dead', kind: 'erp', now: Date.now(), leaseMs: 86400000, limit: 1 })
    console.log('claimed')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const data = await openEmbeddedStore({ dataDir: dir })
  const taken = await data.store.claimEntries({ worker: 'w', kind: 'erp', now: start, leaseMs: 1, limit: 9 })
  expect(taken).toMatchObject([{ lane: 'l1', lease: { worker: 'w', fence: 2 } }])
  await data.close()
})

test.each([
  ['garbage', 'this is no database, however long it goes on '.repeat(200)],
  ['cut off', undefined],
])('a database that is %s is reported with the way back, and left as it is', async (_, text) => {
  const data = await openEmbeddedStore({ dataDir: dir })
  await data.store.append(Array.from({ length: 500 }, (_, i) => message(`m${i}`, i)))
  await data.close()
  const broken = text ?? readFileSync(database()).subarray(0, 6_000)
  writeFileSync(database(), broken)
  await expect(
    openEmbeddedStore({ dataDir: dir }).then(async (opened) => {
      try {
        await opened.store.threadMessages(thread('c1'), undefined, 1_000)
      } finally {
        await opened.close()
      }
    }),
  ).rejects.toMatchObject({ code: 'store_corrupt', message: expect.stringContaining('备份') })
})

test('a damaged document does not keep the directory locked', async () => {
  writeFileSync(join(dir, 'staff.json'), '{')
  await expect(openEmbeddedStore({ dataDir: dir })).rejects.toMatchObject({ code: 'document_corrupt' })
  rmSync(join(dir, 'staff.json'))
  const data = await openEmbeddedStore({ dataDir: dir })
  await data.close()
})

test('a database of the first schema is brought to the newest, with everything in it', async () => {
  const old = new DatabaseSync(database())
  migrate(old, database(), 1)
  old.exec(`INSERT INTO messages (account, id, conversation, sender, role, kind, text, room, sent_at, received_at)
    VALUES ('acc', 'm1', 'c1', 'c1', 'customer', 'text', 'old words', 0, ${start}, ${start})`)
  old.close()
  const data = await openEmbeddedStore({ dataDir: dir, clock: new TestClock(start) })
  expect(await data.store.append([message('m1', 1), message('m2', 2)])).toEqual([false, true])
  expect(await data.store.threadMessages(thread('c1'), undefined, 9)).toMatchObject([
    { text: 'old words' },
    { id: 'm2' },
  ])
  expect(await data.store.dropTextBefore(start + 1)).toBe(1)
  await data.close()
})

test('a database of a newer release is refused and not touched', async () => {
  const data = await openEmbeddedStore({ dataDir: dir })
  await data.close()
  const newer = new DatabaseSync(database())
  newer.exec('PRAGMA user_version = 99')
  newer.close()
  await expect(openEmbeddedStore({ dataDir: dir })).rejects.toMatchObject({
    code: 'store_newer',
    message: expect.stringContaining('升级'),
  })
  const after = new DatabaseSync(database())
  expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 })
  after.close()
})

test('a backup made while messages come in is whole, and a directory made of it goes on', async () => {
  const data = await openEmbeddedStore({ dataDir: dir })
  await data.cursors.set('pull.full', { page: 7 })
  await data.store.transact(async (tx) => {
    await tx.saveLead(lead('l1'))
    await tx.enqueue(entry('l1', { dedupeKey: 'fact' }))
  })
  let acknowledged = 0
  let more = true
  const arriving = (async () => {
    while (more) {
      await data.store.append([message(`m${acknowledged}`, acknowledged)])
      await data.store.audit({ at: start, kind: 'system', operation: 'x', actor: 'a', outcome: 'ok' })
      acknowledged++
    }
  })()
  while (acknowledged < 50) await new Promise((done) => setImmediate(done))
  const before = acknowledged
  const copy = join(dir, 'copy')
  await data.backup(copy)
  more = false
  await arriving
  await expect(data.backup(copy)).rejects.toMatchObject({ message: expect.stringContaining('已有备份') })
  await data.close()

  expect(statSync(join(copy, 'zhibang.db')).mode & 0o777).toBe(0o600)
  const restored = await openEmbeddedStore({ dataDir: copy })
  const kept = await restored.store.threadMessages(thread('c1'), undefined, 100_000)
  expect(kept.length).toBeGreaterThanOrEqual(before)
  expect(kept.map(({ id }) => id)).toEqual(kept.map((_, i) => `m${i}`))
  expect(await restored.verifyAudit()).toMatchObject({ ok: true })
  expect(restored.cursors.get('pull.full')).toEqual({ page: 7 })
  expect(await restored.store.transact((tx) => tx.enqueue(entry('l1', { dedupeKey: 'fact' })))).toBeUndefined()
  await restored.close()
})

test('times that lie ahead after a restart, because the clock was set back, are brought to now', async () => {
  const hour = 3_600_000
  const before = await openEmbeddedStore({ dataDir: dir, clock: new TestClock(start) })
  await before.store.transact((tx) => tx.enqueue(entry('l1', { dueAt: start + 5_000 })))
  await before.store.append([message('m1', 0)])
  await before.close()
  const after = await openEmbeddedStore({ dataDir: dir, clock: new TestClock(start - hour) })
  expect(await after.store.nextEntryDue('erp')).toBe(start + 5_000 - hour)
  expect(await after.store.nextThreadDue()).toBe(start + 20_000 - hour)
  await after.close()
})

test('closing waits for what was asked before', async () => {
  const data = await openEmbeddedStore({ dataDir: dir })
  const pending = data.store.append(Array.from({ length: 300 }, (_, i) => message(`m${i}`, i)))
  await data.close()
  expect(await pending).toHaveLength(300)
  expect(existsSync(database())).toBe(true)
})
