import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openApp } from '../../../src/app/app.ts'
import { resolveConfig } from '../../../src/config/index.ts'
import { silentLogger } from '../../../src/shared/logger.ts'
import { openEmbeddedStore, openSealed } from '../../../src/store/index.ts'
import { createCodec, keyOf } from '../../../src/store/sealed/codec.ts'
import { scratch } from '../../support/cli.ts'
import { TestClock } from '../../support/test-clock.ts'
import { messageContract } from '../contract/messages.ts'
import { threadContract } from '../contract/threads.ts'
import { message, start } from '../records.ts'
import type { StoreUnderTest } from '../store-contract.ts'

const key = randomBytes(32).toString('base64')
let dir: ReturnType<typeof scratch>
beforeEach(() => {
  dir = scratch('sealed')
})
afterEach(() => dir.remove())

const underKey = async (): Promise<StoreUnderTest> => {
  const own = scratch('sealed-contract')
  const clock = new TestClock(start)
  const open = async () => {
    const data = await openEmbeddedStore({ dataDir: own.path, clock })
    return { data, store: await openSealed(data.store, data.cursors, key) }
  }
  let opened = await open()
  return {
    store: opened.store,
    clock,
    async reopen() {
      await opened.data.close()
      opened = await open()
      return opened.store
    },
    async close() {
      await opened.data.close()
      own.remove()
    },
  }
}

// What it does not touch is the store's own affair.
describe('a store under a key', () => {
  messageContract(underKey)
  threadContract(underKey)
})

describe('sealed words', () => {
  const codec = createCodec(keyOf(key) ?? new Uint8Array())
  const other = createCodec(randomBytes(32))

  it('open with their key at their place, to what they were, and nowhere else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (words, place, elsewhere) => {
        const sealed = codec.seal(words, place)
        expect(codec.open(sealed, place)).toBe(words)
        if (words === '') return
        expect(codec.seal(words, place)).not.toBe(sealed)
        expect(other.open(sealed, place)).toBeUndefined()
        if (elsewhere !== place) expect(codec.open(sealed, elsewhere)).toBeUndefined()
      }),
    )
  })

  it('do not open when a bit is changed, whatever stands there', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), (words, at) => {
        const bytes = Buffer.from(codec.seal(words, 'p').slice(5), 'base64')
        bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ 1
        expect(codec.open(`enc1:${bytes.toString('base64')}`, 'p')).toBeUndefined()
      }),
    )
    fc.assert(fc.property(fc.string(), (text) => void codec.open(`enc1:${text}`, 'p')))
  })
})

const words = ['要采购300套货架，这周五前送到，急', '我是宁波海川机械有限公司的周明远']
const messages = words.map((text, i) => ({
  id: `s#${i}`,
  role: 'customer' as const,
  kind: 'text' as const,
  text,
  sentAt: start + i,
}))
const open = (env: Record<string, string>) =>
  openApp(
    resolveConfig({
      ERP_BASE_URL: 'http://127.0.0.1:9',
      ERP_USERNAME: 'bot',
      ERP_PASSWORD: 'x',
      ERP_SYNC_ENABLED: 'false',
      DATA_DIR: join(dir.path, 'data'),
      ...env,
    }),
    { logger: silentLogger },
  )
const conversation = async (app: Awaited<ReturnType<typeof open>>) => {
  const lead = (await app.data.store.leads({}))[0]
  const [thread] = lead ? await app.data.store.threadsOfLead(lead.id) : []
  return thread ? (await app.data.store.threadMessages(thread, undefined, 10)).map(({ text }) => text) : []
}

describe('STORE_KEY', () => {
  it('keeps what customers say out of the messages and threads on the disk; the bot reads them as ever', async () => {
    const app = await open({ STORE_KEY: key })
    await app.requireSync().importThread({ id: 's', messages })
    await app.requireSync().drain()
    expect(await conversation(app)).toEqual(words)
    await app.close()
    const raw = new DatabaseSync(join(dir.path, 'data', 'zhibang.db'))
    const kept = JSON.stringify([
      raw.prepare('SELECT * FROM messages').all(),
      raw.prepare('SELECT * FROM threads').all(),
    ])
    raw.close()
    for (const text of words) expect(kept).not.toContain(text)
    expect(kept).not.toMatch(/货架|海川/)
    expect(kept).toContain('enc1:')
    const again = await open({ STORE_KEY: key })
    expect(await conversation(again)).toEqual(words)
    await again.close()
  })

  it('opens the data with no other key and not without one, and says so', async () => {
    const first = await open({ STORE_KEY: key })
    await first.requireSync().importThread({ id: 's', messages })
    await first.close()
    await expect(open({})).rejects.toMatchObject({ code: 'store_key', message: expect.stringMatching(/设 STORE_KEY/) })
    const wrong = randomBytes(32).toString('hex')
    await expect(open({ STORE_KEY: wrong })).rejects.toMatchObject({
      code: 'store_key',
      message: expect.stringMatching(/不是写入时的那一个/),
    })
    await (await open({ STORE_KEY: key })).close()
  })

  it('seals nothing where it only looks: plain data open without it, and under another key, as before', async () => {
    const plain = await open({})
    await plain.requireSync().importThread({ id: 's', messages })
    await plain.requireSync().drain()
    await plain.close()
    const look = await open({ STORE_KEY: key })
    expect(await conversation(look)).toEqual(words)
    await look.close()
    const again = await open({})
    expect(await conversation(again)).toEqual(words)
    await again.close()
    await (await open({ STORE_KEY: randomBytes(32).toString('hex') })).close()
  })

  it('is settled by the first that seals, of two that opened plain data under two keys', async () => {
    const data = await openEmbeddedStore({ dataDir: join(dir.path, 'data') })
    const one = await openSealed(data.store, data.cursors, key)
    const other = await openSealed(data.store, data.cursors, randomBytes(32).toString('base64'))
    expect(await one.append([message('m1', 1)])).toEqual([true])
    await expect(other.append([message('m2', 2)])).rejects.toMatchObject({ code: 'store_key' })
    expect(await one.append([message('m2', 2)])).toEqual([true])
    await data.close()
  })

  it('counts from when it is set; what was written before stays readable', async () => {
    const plain = await open({})
    await plain.requireSync().importThread({ id: 's', messages: messages.slice(0, 1) })
    await plain.requireSync().drain()
    await plain.close()
    const app = await open({ STORE_KEY: key })
    await app.requireSync().importThread({ id: 's', messages })
    await app.requireSync().drain()
    expect(await conversation(app)).toEqual(words)
    await app.close()
    const file = readFileSync(join(dir.path, 'data', 'zhibang.db'), 'utf8')
    expect(readdirSync(join(dir.path, 'data'))).toContain('cursors.json')
    expect(file).toContain('enc1:')
  })

  it('is refused where it is no key, without being shown', () => {
    expect(() => resolveConfig({ STORE_KEY: 'secret' })).toThrow(/STORE_KEY/)
    expect(() => resolveConfig({ STORE_KEY: 'secret' })).not.toThrow(/secret/)
  })
})
