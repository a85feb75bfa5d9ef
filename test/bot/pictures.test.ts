import { Readable } from 'node:stream'
import { FileBox } from 'file-box'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Wechaty, WechatyBuilder } from 'wechaty'
import { quietWechaty, wechatyPictures } from '../../src/bot/index.ts'
import { type GatewaySandbox, startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { TestClock } from '../support/test-clock.ts'

const starts = {
  'image/jpeg': 'ffd8ffe000104a464946',
  'image/png': '89504e470d0a1a0a0000',
  'image/gif': '474946383961',
  'image/webp': '524946460010000057454250',
} as const

let gateway: GatewaySandbox
let bot: Wechaty
beforeAll(async () => {
  quietWechaty('silent')
  gateway = await startGatewaySandbox({ contacts: [{ id: 'c1', name: '客户甲' }] })
  bot = WechatyBuilder.build({
    puppet: 'wechaty-puppet-service',
    puppetOptions: { endpoint: gateway.endpoint, token: gateway.token, tls: { disable: true } } as never,
  })
  bot.on('error', () => {})
  await bot.start()
  await gateway.waitForClient()
})
afterAll(async () => {
  await bot.stop()
  await gateway.close()
})

const sends = (data: Buffer, name = 'a.jpg') =>
  gateway.say({ from: 'c1', content: { kind: 'image', name, base64: data.toString('base64') } })

describe('a picture over the gateway', () => {
  it.each(Object.entries(starts))('is read as %s by its first bytes', async (type, hex) => {
    const data = Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(70_000, 1)])
    const picture = await wechatyPictures({ bot, clock: systemClock, logger: silentLogger }).fetch(sends(data))
    expect(picture?.type).toBe(type)
    expect(Buffer.from(picture?.data ?? []).equals(data)).toBe(true)
  })

  it.each([
    ['of another kind than its name says', sends, Buffer.from('<svg onload=alert(1)>')],
    ['without a byte', sends, Buffer.alloc(0)],
    ['larger than allowed', sends, Buffer.concat([Buffer.from(starts['image/jpeg'], 'hex'), Buffer.alloc(2_000)])],
    ['nobody has any more', () => 'gone', Buffer.alloc(0)],
  ])('%s is none', async (_, send, data) => {
    const pictures = wechatyPictures({ bot, clock: systemClock, logger: silentLogger, maxBytes: 1_000 })
    expect(await pictures.fetch(send(data))).toBeUndefined()
  })
})

it('one that does not come is given up in time, and its stream is closed', async () => {
  const clock = new TestClock()
  const stream = new Readable({ read() {} })
  const opened = Promise.withResolvers<void>()
  const box = Object.assign(FileBox.fromStream(stream, 'a.jpg'), {
    toStream: async () => {
      opened.resolve()
      return stream
    },
  })
  const slow = { puppet: { messageFile: async () => box } } as unknown as Pick<Wechaty, 'puppet'>
  const fetching = wechatyPictures({ bot: slow, clock, logger: silentLogger, timeoutMs: 500 }).fetch('m1')
  await opened.promise
  clock.advance(500)
  expect(await fetching).toBeUndefined()
  expect(stream.destroyed).toBe(true)
})
