import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openDocument } from '../../../src/store/documents/document.ts'
import type { Files } from '../../../src/store/documents/files.ts'
import { ForgetfulDisk } from './forgetful-disk.ts'

const schema = z.object({ values: z.array(z.number()) })
const empty = { values: [] as number[] }
const openOn = (files: Files, path = '/data/doc.json') => openDocument(path, schema, empty, files)

describe('a document on a disk that forgets what was not synced', () => {
  const cuts = fc.record({
    before: fc.integer({ min: 0, max: 30 }),
    chances: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 8, maxLength: 8 }),
  })

  test('loses nothing that was acknowledged, whenever the power goes and however often', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cuts, { minLength: 1, maxLength: 5 }), async (outages) => {
        const disk = new ForgetfulDisk()
        let next = 0
        let acknowledged: number[] = []
        for (const { before, chances } of outages) {
          const document = await openOn(disk)
          expect(document.data.values.slice(0, acknowledged.length)).toEqual(acknowledged)
          // At most the one that was under way came through without being acknowledged.
          expect(document.data.values.length - acknowledged.length).toBeLessThanOrEqual(1)
          acknowledged = document.data.values
          disk.cutAfter(before)
          try {
            for (;;) {
              const value = next++
              await document.update((draft) => void draft.values.push(value))
              acknowledged = [...acknowledged, value]
            }
          } catch {
            let at = 0
            disk.powerBack(() => chances[at++ % chances.length] ?? 0)
          }
        }
        const { values } = (await openOn(disk)).data
        expect(values.slice(0, acknowledged.length)).toEqual(acknowledged)
      }),
      { numRuns: 300 },
    )
  })

  test('the disk of this test does lose: without the syncs the same walk ends in loss or in a torn file', async () => {
    const outcomes: string[] = []
    for (let cut = 1; cut <= 12; cut++) {
      const disk = new ForgetfulDisk()
      const lazy: Files = {
        read: disk.read,
        copy: disk.copy,
        rename: disk.rename,
        syncDirectory: async () => {},
        create: async (path) => ({ ...(await disk.create(path)), sync: async () => {} }),
      }
      const document = await openOn(lazy)
      for (let value = 0; value < cut; value++) await document.update((draft) => void draft.values.push(value))
      let at = 0
      disk.powerBack(() => [0.1, 0.4, 0.9][at++ % 3] ?? 0)
      outcomes.push(
        await openOn(disk).then(
          ({ data }) => (data.values.length < cut ? 'lost' : 'kept'),
          () => 'torn',
        ),
      )
    }
    expect(outcomes).not.toContain('kept')
  })

  test('a full disk refuses the change, keeps the old text and shows it; with space again it goes on', async () => {
    const disk = new ForgetfulDisk()
    const document = await openOn(disk)
    await document.update((draft) => void draft.values.push(1))
    disk.full = true
    await expect(document.update((draft) => void draft.values.push(2))).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringMatching(/doc\.json.*磁盘空间/),
    })
    expect(document.data.values).toEqual([1])
    expect((await openOn(disk)).data.values).toEqual([1])
    disk.full = false
    await document.update((draft) => void draft.values.push(3))
    expect((await openOn(disk)).data.values).toEqual([1, 3])
  })
})

describe('a document in a real directory', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'zhibang-doc-'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))
  const open = () => openDocument(join(dir, 'doc.json'), schema, empty)

  test('is private, readable by people, and there again after a restart', async () => {
    const document = await open()
    await Promise.all([1, 2, 3].map((value) => document.update((draft) => void draft.values.push(value))))
    expect((await open()).data.values).toEqual([1, 2, 3])
    expect(statSync(join(dir, 'doc.json')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(dir, 'doc.json'), 'utf8')).toContain('\n  "values"')
  })

  test.each([
    ['torn', '{"values":[1,2'],
    ['empty', ''],
    ['edited wrongly', '{"values":["one"]}'],
    ['not JSON', '\u0000\u0001'],
  ])('that is %s is named, kept aside and not overwritten', async (_, text) => {
    const path = join(dir, 'doc.json')
    writeFileSync(path, text)
    await expect(open()).rejects.toMatchObject({ code: 'document_corrupt', message: expect.stringContaining(path) })
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(text)
  })

  test('a hand edit counts at the next start', async () => {
    const document = await open()
    await document.update((draft) => void draft.values.push(1))
    writeFileSync(join(dir, 'doc.json'), '{ "values": [ 7 ] }')
    expect((await open()).data.values).toEqual([7])
  })

  test('that cannot be written says so and what to look at', async () => {
    const document = await openDocument(join(dir, 'gone', 'doc.json'), schema, empty)
    await expect(document.update((draft) => void draft.values.push(1))).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringMatching(/gone.*权限/),
    })
  })
})
