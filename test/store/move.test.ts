import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { EntryId, LeadId, StaffMember } from '../../src/domain/index.ts'
import { moveToPostgres, openEmbeddedStore, openPostgresStore } from '../../src/store/index.ts'
import { type PostgresServer, postgresAvailable, startPostgres } from '../support/postgres.ts'
import { TestClock } from '../support/test-clock.ts'
import { customer, entry, lead, message, start, thread, threadOf } from './records.ts'

const clock = new TestClock(start)

/** An installation with something of everything. */
async function fill(dataDir: string): Promise<void> {
  const { store, staff, cursors, close } = await openEmbeddedStore({ dataDir, clock })
  await staff.configure([{ name: '王强', role: 'sales', contactIds: ['wq'], active: true } as StaffMember])
  await cursors.set('pull', { page: 7 })
  const many = Array.from({ length: 2_500 }, (_, n) => message(`m${n}`, n / 10, { who: `c${n % 5}` }))
  await store.append([...many, message('odd', 9, { text: 'a\0b “引号” 😀 \\ \n' })])
  await store.transact(async (tx) => {
    for (const id of ['B', 'a', 'ä', '中']) await tx.saveLead(lead(id))
    await tx.claim('a' as LeadId, ['mobile:13800001111', 'wechat:Zz'])
    for (const lane of ['a', 'a', 'B']) await tx.enqueue(entry(lane, { dedupeKey: `${lane}${Math.abs(lane.length)}` }))
    await tx.enqueue(entry('gone', { dedupeKey: 'gone' }))
    await tx.savePrompt({
      id: 'p',
      contactId: 'wq',
      conversationId: 'wq',
      kind: 'k',
      data: { a: 1 },
      createdAt: start,
      expiresAt: start + 1,
    })
  })
  await store.claimEntries({ worker: 'w', kind: 'erp', now: start, leaseMs: 60_000, limit: 1 })
  await store.upsertCustomers([customer(5, { mobile: '13900002222' })])
  for (let n = 0; n < 30; n++)
    await store.audit({ at: start + n, kind: 'system', operation: 'o', actor: 'a', outcome: 'ok' })
  await close()
}

describe.skipIf(!postgresAvailable)('a data directory that moves to PostgreSQL', () => {
  let server: PostgresServer
  let dataDir: string
  let url: string
  beforeAll(async () => {
    server = await startPostgres()
  })
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'zhibang-move-'))
    await fill(dataDir)
    url = await server.createDatabase()
  })
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }))
  afterAll(() => server.stop())

  it('goes on there with every row, number and document, and the old file is out of the way', async () => {
    const { tables } = await moveToPostgres({ dataDir, url })
    expect(Object.fromEntries(tables.map(({ table, rows }) => [table, rows]))).toMatchObject({
      messages: 2_501,
      threads: 5,
      leads: 4,
      identities: 2,
      outbox: 3,
      prompts: 1,
      customers: 1,
      audit: 30,
    })
    expect(existsSync(join(dataDir, 'zhibang.db'))).toBe(false)
    const { store, staff, cursors, verifyAudit, close } = await openPostgresStore({ url, dataDir, clock })
    expect(staff.byContact('wq')?.name).toBe('王强')
    expect(cursors.get('pull')).toEqual({ page: 7 })
    expect(await verifyAudit()).toMatchObject({ ok: true, records: 30 })
    expect((await store.findLead('wechat:Zz'))?.id).toBe('a')
    expect(await store.append([message('m7', 1), message('new', 400)])).toEqual([false, true])
    const read = await store.threadMessages(thread('c1'), undefined, 1_000)
    expect(read.find(({ id }) => id === 'odd')?.text).toBe('a\uFFFDb “引号” 😀 \\ \n')
    expect(await store.thread(threadOf('c3'))).toMatchObject({ contactId: 'c3' })
    // What was leased by a process that is gone is free at once, and no number is given twice.
    const claimed = await store.claimEntries({ worker: 'w2', kind: 'erp', now: start + 1, leaseMs: 1, limit: 9 })
    expect(claimed).toHaveLength(3)
    const fresh = (await store.transact((tx) => tx.enqueue(entry('z')))) as EntryId
    expect(fresh).toBeGreaterThan(Math.max(...claimed.map(({ id }) => id)))
    await close()
  })

  it('goes on where it was cut off', async () => {
    const cut = moveToPostgres({
      dataDir,
      url,
      onProgress(table, rows) {
        if (table === 'messages' && rows >= 2_000) throw new Error('power cut')
      },
    })
    await expect(cut).rejects.toThrow('power cut')
    expect(existsSync(join(dataDir, 'zhibang.db'))).toBe(true)
    const { tables, resumed } = await moveToPostgres({ dataDir, url })
    expect(resumed).toBe(2_000)
    expect(tables.find(({ table }) => table === 'messages')?.rows).toBe(2_501)
  })

  it('refuses a database with other data, and a directory that a bot is using', async () => {
    const other = await openPostgresStore({ url, dataDir: '', clock })
    await other.store.append([message('theirs', 1)])
    await other.close()
    await expect(moveToPostgres({ dataDir, url })).rejects.toThrow('已有别的数据')
    const bot = await openEmbeddedStore({ dataDir, clock })
    await expect(moveToPostgres({ dataDir, url })).rejects.toMatchObject({ code: 'data_dir_busy' })
    await bot.close()
  })

  it('says so when what arrived is not what was sent, and leaves the source as it is', async () => {
    const cut = moveToPostgres({
      dataDir,
      url,
      onProgress(table) {
        if (table === 'leads') throw new Error('power cut')
      },
    })
    await expect(cut).rejects.toThrow('power cut')
    await tamper(url)
    await expect(moveToPostgres({ dataDir, url })).rejects.toThrow(/核对不一致：leads 原有 4 行/)
    expect(existsSync(join(dataDir, 'zhibang.db'))).toBe(true)
  })
})

async function tamper(url: string): Promise<void> {
  const data = await openPostgresStore({ url, dataDir: '', clock })
  await data.postgres.session((link) => link.query("UPDATE leads SET score = 99 WHERE id = 'a'"))
  await data.close()
}
