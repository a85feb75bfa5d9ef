import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/domain/index.ts'
import { openPostgresStore, type PostgresStore, type PostgresStoreOptions } from '../../src/store/index.ts'
import { type PostgresServer, postgresAvailable, startPostgres } from '../support/postgres.ts'
import { startHole } from '../support/wire-hole.ts'
import { entry, lead, message, thread } from './records.ts'

describe.skipIf(!postgresAvailable)('a PostgreSQL in trouble', () => {
  let server: PostgresServer
  let url: string
  const opened: PostgresStore[] = []
  beforeEach(async () => {
    server = await startPostgres({ durable: true })
    url = await server.createDatabase()
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()))
    await server.stop()
  })
  const open = async (more: Partial<PostgresStoreOptions> = {}) => {
    const data = await openPostgresStore({ url, dataDir: '', ...more })
    opened.push(data)
    return data.store
  }

  it('that is killed and comes back loses nothing that was acknowledged and doubles nothing', async () => {
    const store = await open()
    const acknowledged: string[] = []
    let stop = false
    const writer = async (name: string) => {
      for (let n = 0; !stop; n++) {
        const id = `${name}-${n}`
        await write(store, id)
        acknowledged.push(id)
      }
    }
    const writers = Promise.all(['a', 'b', 'c', 'd'].map(writer))
    let failed = false
    writers.catch(() => {
      failed = true
    })
    for (let kill = 0; kill < 2; kill++) {
      const before = acknowledged.length
      while (!failed && acknowledged.length < before + 12) await new Promise((done) => setTimeout(done, 10))
      await server.kill()
      await server.restart()
    }
    stop = true
    await writers
    const entries = await store.entries({ limit: 10_000 })
    // Without a key a second run of the same transaction would have left a second entry.
    expect(entries.map(({ lane }) => lane).sort()).toEqual([...acknowledged].sort())
    const kept = await store.threadMessages(thread('c1'), undefined, 10_000)
    expect(kept.map(({ id }) => id).sort()).toEqual([...acknowledged].sort())
  }, 90_000)

  it('whose connections hang half-open is reached over new ones', async () => {
    const hole = await startHole(server.port)
    const store = await open({
      url: url.replace(`:${server.port}/`, `:${hole.port}/`),
      statementMs: 800,
      connections: 3,
    })
    await write(store, 'before')
    hole.swallow()
    await write(store, 'after')
    expect((await store.entries({})).map(({ lane }) => lane)).toEqual(['after', 'before'])
    await hole.close()
  }, 90_000)

  it('that stays away is told in words that help, and the transaction left nothing', async () => {
    const store = await open({ patienceMs: 300 })
    await server.kill()
    // A connection that was open may still serve until it learns that its server is gone.
    let written = 0
    const refusal = async () => {
      for (;;) {
        try {
          await write(store, `x${written}`)
          written += 1
        } catch (error) {
          return error
        }
      }
    }
    expect(await refusal()).toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('连不上 PostgreSQL'),
    })
    await server.restart()
    expect(await store.entries({})).toHaveLength(written)
  })

  it('that refuses the user or lacks the database says what to change', async () => {
    await expect(openPostgresStore({ url: `${url}_missing`, dataDir: '' })).rejects.toThrow('createdb')
  })

  it('two who need the same leads in another order both get them', async () => {
    const [one, two] = [await open(), await open()]
    await one.transact(async (tx) => {
      await tx.saveLead(lead('a'))
      await tx.saveLead(lead('b'))
    })
    const both = (store: Store, first: string, second: string) =>
      store.transact(async (tx) => {
        const x = await tx.lead(first as never)
        const y = await tx.lead(second as never)
        if (!x || !y) throw new Error('missing')
        await tx.saveLead({ ...x, version: x.version + 1 })
        await tx.saveLead({ ...y, version: y.version + 1 })
      })
    const runs = Array.from({ length: 6 }, (_, n) => (n % 2 ? both(one, 'a', 'b') : both(two, 'b', 'a')))
    await Promise.all(runs)
    expect((await one.lead('a' as never))?.version).toBe(7)
    expect((await one.lead('b' as never))?.version).toBe(7)
  })
})

/** A message and an entry without a key, in two transactions that both count. */
async function write(store: Store, id: string): Promise<void> {
  await store.append([message(id, 1)])
  await store.transact((tx) => tx.enqueue(entry(id)))
}
