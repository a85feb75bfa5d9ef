import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { attachControl, controlPath, serveControl } from '../../src/app/control.ts'

const open: Array<{ close(): unknown }> = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

const directory = () => mkdtempSync(join(tmpdir(), 'zhibang-control-'))

async function served(dataDir: string) {
  const operations = {
    double: async ({ n }: { n: number }) => n * 2,
    slow: async () => new Promise((done) => setImmediate(() => done('slow'))),
    fail: async () => {
      throw new Error('没有这样的客户')
    },
  }
  const server = await serveControl(dataDir, operations)
  open.push(server)
  const client = await attachControl(dataDir)
  if (!client) throw new Error('not attached')
  open.push(client)
  return { server, client }
}

describe('the control socket', () => {
  it('answers operations of the process that owns the directory', async () => {
    const { client } = await served(directory())
    expect(await client.call('double', { n: 21 })).toBe(42)
  })

  it('keeps answers in the order of the calls', async () => {
    const { client } = await served(directory())
    expect(await Promise.all([client.call('slow', {}), client.call('double', { n: 1 })])).toEqual(['slow', 2])
  })

  it('carries an error over with its words', async () => {
    const { client } = await served(directory())
    await expect(client.call('fail', {})).rejects.toThrow('没有这样的客户')
    await expect(client.call('nonsense', {})).rejects.toMatchObject({ code: 'unknown_operation' })
    expect(await client.call('double', { n: 2 })).toBe(4)
  })

  it('is readable by its owner alone', async () => {
    const dataDir = directory()
    await served(dataDir)
    expect(statSync(controlPath(dataDir)).mode & 0o777).toBe(0o600)
  })

  it('attaches to nothing where nothing runs, also over the remains of a killed process', async () => {
    const dataDir = directory()
    expect(await attachControl(dataDir)).toBeUndefined()
    writeFileSync(join(dataDir, 'control.sock'), '')
    expect(await attachControl(dataDir)).toBeUndefined()
    const { client } = await served(dataDir)
    expect(await client.call('double', { n: 3 })).toBe(6)
  })

  it('works in a directory whose path is too long for a socket', async () => {
    const dataDir = join(directory(), 'x'.repeat(90))
    const { client } = await served(dataDir)
    expect(await client.call('double', { n: 4 })).toBe(8)
  })

  it('rejects what waits when the owner goes away', async () => {
    const { server, client } = await served(directory())
    const waiting = client.call('slow', {})
    await server.close()
    await expect(waiting).rejects.toMatchObject({ code: 'connection_lost' })
  })
})
