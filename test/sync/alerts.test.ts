import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Messenger, StaffMember, Store } from '../../src/domain/index.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { type EmbeddedStore, openEmbeddedStore } from '../../src/store/index.ts'
import { createAlerts } from '../../src/sync/alerts.ts'
import type { SyncEvent } from '../../src/sync/index.ts'
import { scratch } from '../support/cli.ts'
import { TestClock } from '../support/test-clock.ts'

const calmMs = 60_000
const ops: StaffMember = { name: '吴小运', role: 'operator', contactIds: ['ops'], active: true }
const boss: StaffMember = { name: '陈经理', role: 'manager', contactIds: ['boss'], active: true }

let dir: ReturnType<typeof scratch>
let clock: TestClock
let data: EmbeddedStore
let events: SyncEvent[]

const open = async (staff: StaffMember[] = [ops, boss]) => {
  data = await openEmbeddedStore({ dataDir: dir.path, clock })
  await data.staff.configure(staff)
}
const createHere = (more: Partial<Parameters<typeof createAlerts>[0]> = {}) =>
  createAlerts({
    store: data.store,
    staff: data.staff,
    cursors: data.cursors,
    clock,
    logger: silentLogger,
    settings: { alertCalmMs: calmMs },
    emit: (event) => events.push(event),
    wake: () => {},
    ...more,
  })

beforeEach(async () => {
  dir = scratch('alerts')
  clock = new TestClock()
  events = []
  await open()
})
afterEach(async () => {
  await data.close()
  dir.remove()
})

const told = async () => {
  const entries = await data.store.entries({ kind: 'chat' })
  return entries
    .reverse()
    .flatMap(({ job }) => (job.type === 'say' && job.to.kind === 'contact' ? [[job.to.contactId, job.text]] : []))
}
/** The store, and what happens when something is to be told. */
const tellingWhen = (happens: () => unknown): Store => ({
  ...data.store,
  async transact(work) {
    await happens()
    return data.store.transact(work)
  },
})
const away = { over: 'ERP 已连上' }

describe('an incident', () => {
  it('is told once to the operators, masked, and when it is over', async () => {
    const alerts = createHere()
    for (let i = 0; i < 3; i++) await alerts.raise('erp', 'ERP 连不上，电话 13812345678', away)
    clock.advance(12 * 60_000)
    alerts.clear('erp')
    clock.advance(calmMs)
    await alerts.stop()
    expect(await told()).toEqual([
      ['ops', '⚠️ ERP 连不上，电话 138****5678'],
      ['ops', '✅ ERP 已连上（持续 13 分钟）'],
    ])
    expect(events.map(({ type }) => type)).toEqual(['alert', 'alert_over'])
    expect(alerts.open()).toEqual([])
  })

  it('that comes and goes within the calm time is one', async () => {
    const alerts = createHere()
    for (let i = 0; i < 10; i++) {
      await alerts.raise('erp', 'ERP 连不上', away)
      alerts.clear('erp')
      clock.advance(calmMs - 1)
    }
    expect(await told()).toHaveLength(1)
    clock.advance(1)
    await alerts.stop()
    expect(await told()).toHaveLength(2)
    await alerts.raise('erp', 'ERP 连不上', away)
    expect(await told()).toHaveLength(3)
  })

  it('that goes on from another cause is told with its own cure, and its end once', async () => {
    const alerts = createHere()
    const refused = (cause: string, text: string) => alerts.raise('login', text, { over: '登录恢复', cause })
    await refused('password', '密码错误')
    await refused('password', '密码错误，第二次')
    alerts.clear('login')
    await refused('captcha', '请输入验证码')
    await refused('captcha', '请输入验证码')
    alerts.clear('login')
    clock.advance(calmMs)
    await alerts.stop()
    const texts = (await told()).map(([, text]) => text)
    expect(texts.slice(0, 2)).toEqual(['⚠️ 密码错误', '⚠️ 请输入验证码'])
    expect(texts.slice(2)).toEqual([expect.stringMatching(/^✅ 登录恢复/)])
  })

  it('stays open over a restart: not told again, its end is', async () => {
    const before = createHere()
    await before.raise('erp', 'ERP 连不上', away)
    await before.stop()
    await data.close()
    clock.advance(2 * 3_600_000)
    await open()
    const alerts = createHere()
    expect(alerts.open()).toMatchObject([{ key: 'erp', text: 'ERP 连不上', nth: 1 }])
    await alerts.raise('erp', 'ERP 连不上', away)
    alerts.clear('erp')
    clock.advance(calmMs)
    await alerts.stop()
    expect((await told()).map(([, text]) => text)).toEqual(['⚠️ ERP 连不上', '✅ ERP 已连上（持续 2 小时）'])
  })

  it('is on the disk before anybody hears of it', async () => {
    const onDisk = () => readFileSync(join(dir.path, 'cursors.json'), 'utf8')
    const heard: string[] = []
    const store = tellingWhen(() => void heard.push(onDisk()))
    const alerts = createHere({ store, emit: () => void heard.push(onDisk()) })
    await alerts.raise('erp', 'ERP 连不上', away)
    expect(heard).toHaveLength(2)
    for (const text of heard) expect(text).toContain('ERP 连不上')
  })

  it('that a crash left untold is told by the next process, and after a crash behind the telling it stays told once', async () => {
    let reached = () => {}
    const crashed = new Promise<void>((done) => {
      reached = done
    })
    void createHere({ store: tellingWhen(() => new Promise(reached)) }).raise('erp', 'ERP 连不上', away)
    await crashed
    const untold = data.cursors.get('incidents')
    expect(await told()).toEqual([])
    for (let restart = 0; restart < 2; restart++) {
      await data.cursors.set('incidents', untold)
      await createHere().raise('erp', 'ERP 连不上', away)
      expect(await told()).toEqual([['ops', '⚠️ ERP 连不上']])
    }
    const after = createHere()
    after.clear('erp')
    clock.advance(calmMs)
    await after.stop()
    expect((await told()).map(([, text]) => text)).toEqual(['⚠️ ERP 连不上', '✅ ERP 已连上（持续 1 分钟）'])
  })

  it('whose beginning cannot be told in chat says so at its end alone, and tells other listeners at once', async () => {
    const alerts = createHere()
    await alerts.raise('wechat', '微信断开', { over: '微信已重新连接', chat: false })
    expect(events).toEqual([{ type: 'alert', key: 'wechat', text: '微信断开' }])
    expect(await told()).toEqual([])
    alerts.clear('wechat')
    clock.advance(calmMs)
    await alerts.stop()
    expect(await told()).toEqual([['ops', '✅ 微信已重新连接（持续 1 分钟）']])
  })

  it('is no longer found to be over after stop', async () => {
    const alerts = createHere()
    await alerts.raise('erp', 'ERP 连不上', away)
    alerts.clear('erp')
    await alerts.stop()
    clock.advance(calmMs)
    expect(alerts.open()).toHaveLength(1)
  })
})

describe('in a fleet', () => {
  it('what all processes see is told by one of them, and its end too', async () => {
    const [a, b] = [createHere({ member: 'a' }), createHere({ member: 'b' })]
    for (let round = 1; round <= 2; round++) {
      await Promise.all([a, b].map((one) => one.raise('figure:failures', '失败 11 次', { over: '失败恢复正常' })))
      for (const one of [a, b]) one.clear('figure:failures')
      clock.advance(calmMs)
      await Promise.all([a.stop(), b.stop()])
      expect(await told()).toHaveLength(round * 2)
    }
    expect(a.open()).toEqual([])
  })

  it('what is one process’s own is not ended by another one that is well', async () => {
    const [a, b] = [createHere({ member: 'a' }), createHere({ member: 'b' })]
    await a.raise('loop:erp', 'erp 出错', { over: 'erp 已恢复' })
    b.clear('loop:erp')
    clock.advance(calmMs)
    await Promise.all([a.stop(), b.stop()])
    expect(a.open()).toHaveLength(1)
    await b.raise('loop:erp', 'erp 出错', { over: 'erp 已恢复' })
    expect(await told()).toHaveLength(2)
  })
})

it('several incidents at the same moment are all kept', async () => {
  const alerts = createHere()
  const keys = ['a', 'b', 'c', 'd']
  await Promise.all(keys.map((key) => alerts.raise(key, `${key} 不好`, away)))
  await alerts.stop()
  expect(
    createHere()
      .open()
      .map(({ key }) => key)
      .sort(),
  ).toEqual(keys)
})

it('goes to the managers where nobody is an operator', async () => {
  await data.close()
  dir.remove()
  await open([boss])
  await createHere().raise('erp', 'ERP 连不上', away)
  expect(await told()).toEqual([['boss', '⚠️ ERP 连不上']])
})

it('of a flood a few are told and then that there are more', async () => {
  const alerts = createHere()
  for (let i = 0; i < 40; i++) await alerts.raise(`dead:${i}`, `待办 ${i} 失败`, { kind: 'dead' })
  const texts = (await told()).map(([, text]) => text)
  expect(texts).toHaveLength(6)
  expect(texts[5]).toContain('不再逐条提醒')
  expect(alerts.open()).toEqual([])
})

it('is said straight away where the store cannot take it', async () => {
  const said: string[] = []
  const messenger: Messenger = {
    connected: () => true,
    async say(_to, text) {
      said.push(text)
    },
  }
  const alerts = createHere({ messenger })
  await data.close()
  await alerts.raise('store', '数据目录写不进去', { over: '数据目录可以写了' })
  expect(said).toEqual(['⚠️ 数据目录写不进去'])
  await open()
})
