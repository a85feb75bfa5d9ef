import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { threadId } from '../../src/domain/index.ts'
import { startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { scratch, startCli } from '../support/cli.ts'

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

test('the real process gets every message of a gateway that was away for 12 s, three times, and for ten minutes', async () => {
  const dir = scratch('away')
  const erp = await startErpSandbox()
  const gateway = await startGatewaySandbox({
    contacts: [
      { id: 'buyer', name: '海阔天空' },
      { id: 'lin', name: '小林' },
    ],
  })
  closers.push(
    dir.remove,
    () => erp.close(),
    () => gateway.close(),
  )
  const dataDir = join(dir.path, 'data')
  const sales = join(dir.path, 'sales.json')
  writeFileSync(sales, JSON.stringify({ salespeople: [{ name: '林知远', contactId: 'lin', erpUserId: 63 }] }))
  const env = { ...erp.env, ...gateway.env, DATA_DIR: dataDir, SALES_CONFIG: sales, LOG_LEVEL: 'warn' }
  const run = startCli(['run'], { env })
  closers.push(() => run.kill())
  await gateway.waitForClient(60_000)

  const said: string[] = []
  const say = (text: string) => {
    said.push(text)
    gateway.say({ from: 'buyer', text, id: `m${said.length}`, sentAt: systemClock.now() })
  }
  /** A question is answered: what came before it is here. What is on the wire when a gateway dies is the gateway's loss. */
  const arrived = async () => {
    const before = gateway.sent.length
    gateway.say({ from: 'lin', text: '/erp 我是谁' })
    await gateway.waitForSent((message) => gateway.sent.indexOf(message) >= before && message.to === 'lin', 60_000)
    await systemClock.sleep(2_000)
  }
  say('在吗')
  await arrived()
  const backAfterMs: number[] = []
  for (const [round, awayMs] of [12_000, 12_000, 12_000, 600_000].entries()) {
    await gateway.drop()
    for (let i = 1; i <= 5; i++) {
      await systemClock.sleep(awayMs / 6)
      say(`第${round}次断线时说的第${i}句`)
    }
    await systemClock.sleep(awayMs / 6)
    await gateway.resume()
    const resumedAt = systemClock.now()
    await gateway.waitForClient(180_000)
    backAfterMs.push(systemClock.now() - resumedAt)
    say(`第${round}次连上以后`)
    await arrived()
  }
  run.signal('SIGTERM')
  expect((await run.finished).code).toBe(0)
  console.info(JSON.stringify({ said: said.length, backAfterMs }))

  const data = await openEmbeddedStore({ dataDir })
  closers.push(() => data.close())
  const thread = await data.store.thread(threadId(gateway.accountId, 'buyer', 'buyer'))
  const kept = thread && (await data.store.threadMessages(thread, undefined, 1_000))
  expect(kept?.map(({ text }) => text)).toEqual(said)
  // The longest pause between two attempts, and the time of one.
  expect(Math.max(...backAfterMs)).toBeLessThan(90_000)
})
