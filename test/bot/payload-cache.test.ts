import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WechatyBuilder } from 'wechaty'
import { payloadCacheOf, quietWechaty, superviseConnection } from '../../src/bot/index.ts'
import { startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { silentLogger } from '../../src/shared/logger.ts'

const filesIn = (dir: string): string[] =>
  existsSync(dir)
    ? readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : []
const bytesOf = (dir: string) =>
  filesIn(dir)
    .map((file) => readFileSync(file, 'latin1'))
    .join('\n')

test('what the connection keeps of contacts stands where it is told, and a person can be forgotten there', async () => {
  quietWechaty('silent')
  const dir = mkdtempSync(join(tmpdir(), 'zhibang-cache-'))
  const gateway = await startGatewaySandbox({
    contacts: [
      { id: 'wx-zhou', name: 'ZhouMingyuan' },
      { id: 'wx-other', name: 'SunLihua' },
    ],
  })
  gateway.addRoom({ id: 'r@chatroom', topic: 'Project', memberIds: ['wx-zhou', 'wx-other'] })
  const bot = WechatyBuilder.build({
    puppet: 'wechaty-puppet-service',
    puppetOptions: { endpoint: gateway.endpoint, token: gateway.token, tls: { disable: true } } as never,
  })
  const cacheDir = join(dir, 'wechat-cache')
  const connection = superviseConnection({ bot, clock: systemClock, logger: silentLogger, cacheDir })
  onTestFinished(async () => {
    await connection.stop()
    await gateway.close()
    rmSync(dir, { recursive: true, force: true })
  })
  const heard: string[] = []
  bot.on('message', (message) => void heard.push(message.text()))
  connection.start()
  await connection.whenConnected()
  gateway.say({ from: 'wx-zhou', text: 'hello' })
  gateway.say({ from: 'wx-other', text: 'hello' })
  await vi.waitFor(() => expect(heard).toHaveLength(2), { timeout: 15_000 })
  const room = await bot.Room.find({ id: 'r@chatroom' })
  for (const member of (await room?.memberAll()) ?? []) await room?.alias(member)
  await vi.waitFor(() => expect(bytesOf(cacheDir)).toMatch(/ZhouMingyuan[\s\S]*SunLihua|SunLihua[\s\S]*ZhouMingyuan/))
  expect(filesIn(join(homedir(), '.wechaty'))).toEqual([])
  expect(statSync(cacheDir).mode & 0o777).toBe(0o700)

  await payloadCacheOf(bot, silentLogger).forget([{ contactId: 'wx-zhou', roomId: 'r@chatroom' }])
  expect(bytesOf(cacheDir)).not.toContain('ZhouMingyuan')
  expect(bytesOf(cacheDir)).toContain('SunLihua')
})
