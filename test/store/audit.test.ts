import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EmbeddedStore, openEmbeddedStore, verifyArchive } from '../../src/store/index.ts'
import { scratch } from '../support/cli.ts'

const start = 1_790_000_000_000
const hour = 3_600_000
let dir: ReturnType<typeof scratch>
let data: EmbeddedStore
beforeEach(async () => {
  dir = scratch('audit')
  data = await openEmbeddedStore({ dataDir: dir.path })
})
afterEach(async () => {
  await data.close()
  dir.remove()
})

const write = async (from: number, to: number) => {
  for (let i = from; i <= to; i++) {
    await data.store.audit({
      at: start + i * hour,
      kind: 'command',
      operation: `op${i}`,
      actor: '林知远',
      outcome: 'ok',
    })
  }
}

/** Somebody opens the file with another program. */
async function tamper(sql: string): Promise<void> {
  await data.close()
  const raw = new DatabaseSync(join(dir.path, 'zhibang.db'))
  raw.exec(sql)
  raw.close()
  data = await openEmbeddedStore({ dataDir: dir.path })
}

describe('the operation log', () => {
  it('proves that nothing was changed, also after more lines and a restart', async () => {
    await write(1, 5)
    expect(await data.verifyAudit()).toMatchObject({ ok: true, records: 5, head: { seq: 5 } })
    await write(6, 8)
    await tamper('SELECT 1')
    expect(await data.verifyAudit()).toMatchObject({ ok: true, records: 8 })
  })

  const edits: Array<[string, string, object]> = [
    ['a changed line', "UPDATE audit SET body = replace(body, 'op3', 'op9') WHERE seq = 3", { seq: 3, records: 2 }],
    ['a changed column', "UPDATE audit SET actor = '别人' WHERE seq = 4", { seq: 4, fault: 'changed' }],
    ['a removed first line', 'DELETE FROM audit WHERE seq = 1', { seq: 2, records: 0 }],
    ['a removed line in the middle', 'DELETE FROM audit WHERE seq = 3', { seq: 4, records: 2 }],
    ['a removed last line', 'DELETE FROM audit WHERE seq = 6', { seq: 6, records: 5, fault: 'removed' }],
    ['an emptied log', 'DELETE FROM audit', { seq: 1, records: 0, fault: 'removed' }],
    [
      'two lines in another order',
      'UPDATE audit SET seq = -1 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = -1',
      { seq: 2, records: 1 },
    ],
  ]
  it.each(edits)('finds %s', async (_what, sql, where) => {
    await write(1, 6)
    await tamper(sql)
    expect(await data.verifyAudit()).toMatchObject({ ok: false, ...where })
  })

  it('finds what was cut off at the end although the database was made to forget its count', async () => {
    await write(1, 6)
    expect(await data.verifyAudit()).toMatchObject({ ok: true })
    await tamper("DELETE FROM audit WHERE seq > 4; UPDATE sqlite_sequence SET seq = 4 WHERE name = 'audit'")
    expect(await data.verifyAudit()).toMatchObject({ ok: false, seq: 5, fault: 'removed' })
  })
})

describe('rotation', () => {
  const archives = () => readdirSync(join(dir.path, 'audit')).sort()

  it('moves old lines to files that prove themselves; what stays goes on from them', async () => {
    await write(1, 10)
    const first = await data.rotateAudit(start + 4 * hour)
    expect(first).toMatchObject({ moved: 3, file: expect.stringMatching(/audit-0000000001-0000000003\.jsonl$/) })
    const second = await data.rotateAudit(start + 7 * hour)
    expect(second).toMatchObject({ moved: 3 })
    expect(await data.store.auditRecords({})).toHaveLength(4)
    expect(await data.verifyAudit()).toMatchObject({ ok: true, records: 4 })
    for (const name of archives()) {
      const file = join(dir.path, 'audit', name)
      expect(await verifyArchive(file)).toMatchObject({ ok: true, records: 3 })
      expect(statSync(file).mode & 0o077).toBe(0)
    }
    await write(11, 12)
    expect(await data.verifyAudit()).toMatchObject({ ok: true, records: 6 })
  })

  it('never moves the newest line, and does nothing where nothing is old', async () => {
    await write(1, 3)
    expect(await data.rotateAudit(start)).toEqual({ moved: 0 })
    expect(await data.rotateAudit(start + 100 * hour)).toMatchObject({ moved: 2 })
    expect(await data.rotateAudit(start + 100 * hour)).toEqual({ moved: 0 })
    expect(await data.verifyAudit()).toMatchObject({ ok: true, records: 1 })
  })

  it('leaves a broken log as it is', async () => {
    await write(1, 6)
    await tamper("UPDATE audit SET body = replace(body, 'op2', 'op9') WHERE seq = 2")
    expect(await data.rotateAudit(start + 5 * hour)).toEqual({ moved: 0 })
    expect(await data.store.auditRecords({})).toHaveLength(6)
  })

  it('finds lines removed after it, the first ones too', async () => {
    await write(1, 6)
    await data.rotateAudit(start + 4 * hour)
    await tamper('DELETE FROM audit WHERE seq = 4')
    expect(await data.verifyAudit()).toMatchObject({ ok: false, seq: 5 })
  })

  it('goes on where it was cut off between the archive and the database', async () => {
    await write(1, 6)
    const { file } = await data.rotateAudit(start + 4 * hour)
    const lines = readFileSync(file ?? '', 'utf8')
      .trim()
      .split('\n')
      .slice(1)
    await data.close()
    const raw = new DatabaseSync(join(dir.path, 'zhibang.db'))
    for (const text of lines) {
      const { seq, body, hash } = JSON.parse(text) as { seq: number; body: string; hash: string }
      raw
        .prepare("INSERT INTO audit VALUES (?, ?, 'command', 'x', '林知远', 'ok', NULL, ?, ?)")
        .run(seq, start + seq * hour, body, hash)
    }
    raw.close()
    data = await openEmbeddedStore({ dataDir: dir.path })
    expect(await data.verifyAudit()).toMatchObject({ ok: true, records: 3 })
    expect(await data.rotateAudit(start + 4 * hour)).toEqual({ moved: 0 })
    expect(await data.store.auditRecords({})).toHaveLength(3)
  })

  it('tells a changed, a shortened and a foreign archive', async () => {
    await write(1, 6)
    const { file = '' } = await data.rotateAudit(start + 5 * hour)
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('op2', 'op9'))
    expect(await verifyArchive(file)).toMatchObject({ ok: false, seq: 2 })
    writeFileSync(file, text.split('\n').slice(0, -2).join('\n'))
    expect(await verifyArchive(file)).toMatchObject({ ok: false, seq: 4, fault: 'removed' })
    rmSync(file)
    appendFileSync(file, 'hello\n')
    await expect(verifyArchive(file)).rejects.toThrow(/audit 目录/)
  })
})
