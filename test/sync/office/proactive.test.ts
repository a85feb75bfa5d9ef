import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type ChatTarget,
  hotAlertKey,
  type Messenger,
  type OfficeBook,
  type OutboxEntry,
  type Picture,
  type ThreadId,
} from '../../../src/domain/index.ts'
import { createReporter } from '../../../src/report/index.ts'
import { createJudge, createScorer, workCalendar } from '../../../src/scoring/index.ts'
import { silentLogger } from '../../../src/shared/logger.ts'
import { createBook } from '../../../src/sync/book.ts'
import { createContext } from '../../../src/sync/context.ts'
import type { SyncDeps } from '../../../src/sync/index.ts'
import { quietUntil } from '../../../src/sync/office/hours.ts'
import type { ProactiveSettings } from '../../../src/sync/office/settings.ts'
import { type Read, watch } from '../../../src/sync/office/watch.ts'
import { TestClock } from '../../support/test-clock.ts'
import { hotCompany, type Office, openOffice, says } from '../office.ts'

// A busy machine may take its time, also over a picture.
vi.setConfig({ testTimeout: 60_000 })

/** Tuesday 2026-11-24 in Shanghai. */
const at = (clockTime: string, day = 24): number => Date.parse(`2026-11-${day}T${clockTime}:00+08:00`)

let office: Office
let clock: TestClock
let said: Array<{ to: string; text: string }>
let pictures: Array<{ to: string; picture: Picture }>
let messenger: Messenger

beforeEach(async () => {
  office = await openOffice()
  await office.sync.stop()
  said = []
  pictures = []
  const idOf = (to: ChatTarget) => (to.kind === 'contact' ? to.contactId : to.roomId)
  messenger = {
    connected: () => true,
    async say(to, text) {
      said.push({ to: idOf(to), text })
    },
    async sayPicture(to, picture) {
      pictures.push({ to: idOf(to), picture })
    },
  }
})
afterEach(() => office.close())

/** The sync as it would run at this hour. */
async function begin(from: number, proactive: Partial<ProactiveSettings> = {}, more: Partial<SyncDeps> = {}) {
  clock = new TestClock(from)
  let book: OfficeBook | undefined
  const given = { clock, messenger, calendar: workCalendar, proactive, ...more }
  const settings = { debounceMs: 0, ...more.settings }
  await office.restart({ ...given, settings }, ({ store, cursors }) => {
    book = createBook(cursors, clock)
    return { book, reporter: createReporter({ store, book, clock }) }
  })
  office.sync.start()
  return book as OfficeBook
}

/** Lets time go by in small steps until something holds. */
const until = (holds: () => void | Promise<void>, stepMs = 5_000) =>
  vi.waitFor(
    async () => {
      clock.advance(stepMs)
      await holds()
    },
    { timeout: 40_000, interval: 5 },
  )
const texts = (to: string) => said.filter((one) => one.to === to).map((one) => one.text)

describe('reminders', () => {
  it('come before the hour, once, and not for what is done', async () => {
    let book = await begin(at('14:00'))
    const task = { owner: '王强', createdAt: 0, dueAt: at('15:00') }
    await book.addTask({ ...task, text: '给恒力回电' })
    const done = await book.addTask({ ...task, text: '寄样' })
    await book.changeTask(done?.id as number, { doneAt: at('14:10') })
    await until(() => expect(texts('wq')).toEqual(['⏰ 给恒力回电\n做完发 /erp 待办']), 60_000)
    expect(clock.now()).toBeGreaterThanOrEqual(at('14:50'))
    await office.restart({ clock, messenger, calendar: workCalendar }, ({ cursors }) => {
      book = createBook(cursors, clock)
      return { book }
    })
    office.sync.start()
    await book.addTask({ owner: '赵敏', createdAt: 0, text: '之后的', dueAt: clock.now() + 1_200_000 })
    await until(() => expect(texts('zm')).toHaveLength(1), 60_000)
    expect(texts('wq')).toHaveLength(1)
  })

  it('make one morning message of to-dos and silent customers, on working days', async () => {
    const book = await begin(at('08:30'))
    for (const text of ['寄样', '对账']) {
      await book.addTask({ owner: '王强', createdAt: 0, text, dueAt: at('23:59') + 59_999 })
    }
    await until(() => expect(texts('wq')).toHaveLength(1), 60_000)
    expect(texts('wq')[0]).toMatch(/^☀️ 今天待办 2，逾期 0，该跟进 0\n· 寄样\n· 对账/)
    expect(texts('zm')).toEqual([])
    expect(clock.now()).toBeGreaterThanOrEqual(at('09:00'))
  })

  it('follow from what was promised in chat', async () => {
    const book = await begin(at('14:00'))
    for (const message of hotCompany('c1', '苏州恒达纺织有限公司', '吴秀兰', '13862109876')) {
      await office.sync.intake.receive({ ...message, sentAt: clock.now() })
    }
    const own = { contactId: 'acc', nickname: '我' }
    await office.sync.intake.receive(
      says('c1', '', {
        sender: own,
        self: true,
        content: { kind: 'text', text: '周五给您报价' },
        sentAt: clock.now() + 1,
      }),
    )
    await until(() => expect(book.tasks('王强').map((task) => task.text)).toContain('答应：周五给您报价'))
  })

  it('follow from what a customer asked for by a day and our side agreed to', async () => {
    const book = await begin(at('14:00'))
    for (const message of hotCompany('c1', '苏州恒达纺织有限公司', '吴秀兰', '13862109876')) {
      await office.sync.intake.receive({ ...message, sentAt: clock.now() })
    }
    const asks = says('c1', '', { content: { kind: 'text', text: '三天内给我报价' }, sentAt: clock.now() + 1 })
    await office.sync.intake.receive(asks)
    const own = { contactId: 'acc', nickname: '我' }
    const agrees = {
      sender: own,
      self: true,
      content: { kind: 'text' as const, text: '好的' },
      sentAt: clock.now() + 2,
    }
    await office.sync.intake.receive(says('c1', '', agrees))
    await until(() => expect(book.tasks('王强').map((task) => task.text)).toContain('答应：三天内给客户报价'))
  })
})

describe('the daily report', () => {
  it('goes at 18:00 with one picture to those who sell, once', async () => {
    await begin(at('17:50'))
    await until(() => expect(pictures.map((one) => one.to).sort()).toEqual(['boss', 'wq', 'zm']), 30_000)
    expect(texts('wq')[0]).toContain('📊 日报\n今天：新线索')
    expect(texts('ops')).toEqual([])
    expect(
      Buffer.from(pictures[0]?.picture.data ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    expect(clock.now()).toBeGreaterThanOrEqual(at('18:00'))
    await office.restart({ clock, messenger, calendar: workCalendar })
  })

  it('does not go on a day off', async () => {
    await begin(at('17:59', 28))
    await until(() => expect(clock.now()).toBeGreaterThan(at('19:00', 28)), 60_000)
    expect(said).toEqual([])
  })
})

describe('the budget', () => {
  const enqueue = (text: string, priority: 1 | 2, dedupeKey: string) =>
    office.data.store.transact((tx) =>
      tx.enqueue({
        job: { type: 'say', to: { kind: 'contact', contactId: 'wq' }, text },
        lane: `chat:wq:${dedupeKey}`,
        dedupeKey,
        priority,
        dueAt: clock.now(),
        actor: 'sync',
      }),
    )

  it('keeps quiet hours for all but the urgent, and makes one digest of the rest', async () => {
    await begin(at('22:00'))
    for (const n of [1, 2, 3]) await enqueue(`不急的 ${n}`, 2, `calm-${n}`)
    await until(() => expect(clock.now()).toBeGreaterThan(at('22:05')), 30_000)
    expect(said).toEqual([])
    await enqueue('很急', 1, 'urgent')
    await until(() => expect(texts('wq')).toEqual(['很急']))
    await until(() => expect(texts('wq')).toHaveLength(2), 600_000)
    expect(clock.now()).toBeGreaterThanOrEqual(at('08:00', 25))
    expect(texts('wq')[1]).toBe('📋 汇总 3 条：\n· 不急的 1\n· 不急的 2\n· 不急的 3')
  })

  it('caps what is said to one person within an hour', async () => {
    await begin(at('14:00'), { perHour: 2 })
    for (const n of [1, 2, 3, 4]) {
      await enqueue(`消息 ${n}`, 2, `many-${n}`)
      await until(async () => {
        const open: OutboxEntry[] = await office.data.store.entries({ kind: 'chat', state: ['ready'] })
        expect(open.filter((entry) => entry.dueAt <= clock.now())).toEqual([])
      }, 1_000)
    }
    expect(texts('wq')).toEqual(['消息 1', '消息 2'])
    await until(() => expect(texts('wq')).toHaveLength(3), 60_000)
    expect(texts('wq')[2]).toBe('📋 汇总 2 条：\n· 消息 3\n· 消息 4')
    expect(clock.now()).toBeGreaterThanOrEqual(at('15:00'))
  })

  it('knows the night on both sides of midnight', () => {
    const night = { from: '21:00', to: '08:00' }
    expect(quietUntil(night, at('20:59'))).toBeUndefined()
    expect(quietUntil(night, at('23:00'))).toBe(at('08:00', 25))
    expect(quietUntil(night, at('03:00'))).toBe(at('08:00'))
    expect(quietUntil({ from: '12:00', to: '14:00' }, at('13:00'))).toBe(at('14:00'))
    expect(quietUntil(false, at('23:00'))).toBeUndefined()
  })
})

describe('a voice message', () => {
  it('becomes one line a day to the salesperson', async () => {
    await begin(at('14:00'))
    const [first, ...rest] = hotCompany('c1', '苏州恒达纺织有限公司', '吴秀兰', '13862109876')
    for (const message of [first, ...rest]) {
      if (message) await office.sync.intake.receive({ ...message, sentAt: clock.now() })
    }
    for (const n of [1, 2]) {
      await office.sync.intake.receive(says('c1', '', { content: { kind: 'audio' }, sentAt: clock.now() + n }))
    }
    await until(() => expect(texts('wq').join('\n')).toContain('发来语音'))
    expect(texts('wq').filter((text) => text.includes('语音'))).toHaveLength(1)
    expect(texts('c1')).toEqual([])
  })
})

describe('consent', () => {
  it('says the notice once to a new direct contact, and to no colleague', async () => {
    await begin(at('14:00'), { firstContactNotice: '您好，为便于服务我们会记录沟通内容' })
    for (const id of ['c1', 'c1', 'wq', 'c2']) await office.sync.intake.receive(says(id, '在吗'))
    await until(() => expect(said.map((one) => one.to).sort()).toEqual(['c1', 'c2']))
    await office.restart({ clock, messenger, proactive: { firstContactNotice: '您好' } })
    office.sync.start()
    await office.sync.intake.receive(says('c1', '在吗'))
    await office.sync.intake.receive(says('c3', '在吗'))
    await until(() => expect(said.map((one) => one.to).sort()).toEqual(['c1', 'c2', 'c3']))
  })

  it('shows the first captures to the operator and writes nothing until 放行', async () => {
    await begin(at('14:00'), { trialCaptures: 2 })
    const buyers = ['苏州恒达纺织有限公司', '无锡新达机械有限公司', '常州恒力泵业有限公司']
    for (const [n, company] of buyers.entries()) {
      for (const message of hotCompany(`t${n}`, company, '吴秀兰', `1386210987${n}`)) {
        await office.sync.intake.receive({ ...message, sentAt: clock.now() + n })
      }
    }
    await until(() => expect(texts('ops')).toHaveLength(2))
    expect(texts('ops')[0]).toMatch(/试运行 1\/2：将建单位客户【.*】\n手机 138\*\*\*\*987\d，评分/)
    await until(async () => expect(await office.data.store.leads({ status: ['shadow'] })).toHaveLength(3))
    expect(office.erp.all()).toEqual([])
    const ending = office.sync.endTrial()
    await until(() => expect(office.erp.all()).toHaveLength(3))
    expect(await ending).toContain('试运行已结束')
    expect(office.sync.trialActive()).toBe(false)
  })
})

describe('a hot lead', () => {
  it('that the ERP does not take is told within a minute, and once, whatever else he writes', async () => {
    await begin(at('14:00'))
    office.erp.down = true
    const hear = async (n: number) => {
      for (const message of hotCompany('c1', '苏州恒达纺织有限公司', '吴秀兰', '13862109876'))
        await office.sync.intake.receive({ ...message, sentAt: clock.now() + n })
    }
    const heardAt = clock.now()
    await hear(0)
    await until(() => expect(texts('wq').join()).toContain('🔥'), 1_000)
    expect(clock.now() - heardAt).toBeLessThanOrEqual(60_000)
    await hear(1)
    await until(async () => expect(await office.data.store.nextThreadDue()).toBeGreaterThan(clock.now() + 600_000))
    await until(() => expect(clock.now()).toBeGreaterThan(heardAt + 600_000), 30_000)
    expect(texts('wq').filter((text) => text.includes('🔥'))).toHaveLength(1)
  })

  it('is told once when the ERP does not take it, and not when the card came', async () => {
    await begin(at('14:00'))
    for (const message of hotCompany('c1', '苏州恒达纺织有限公司', '吴秀兰', '13862109876')) {
      await office.sync.intake.receive({ ...message, sentAt: clock.now() })
    }
    await until(() => expect(texts('wq').join()).toContain('📌 新客户'), 1_000)
    await until(() => expect(clock.now()).toBeGreaterThan(at('14:05')))
    expect(texts('wq').join()).not.toContain('🔥')
  })

  it('is not said to wait for the ERP where that was quicker than we', async () => {
    await begin(at('14:00'))
    for (const message of hotCompany('c1', '苏州恒达纺织有限公司', '吴秀兰', '13862109876')) {
      await office.sync.intake.receive({ ...message, sentAt: clock.now() })
    }
    await until(() => expect(texts('wq').join()).toContain('📌 新客户'), 1_000)
    const read = office.events.find((event) => event.type === 'read' && event.lead.status === 'queued') as Read
    const { store, staff, cursors } = office.data
    const deps = { store, staff, cursors, crm: office.erp, scorer: createScorer(), judge: createJudge({}), clock }
    await watch(
      createContext({ ...deps, logger: silentLogger }, () => {}),
      undefined,
      { ...read, thread: { ...read.thread, id: 'acc|late|late' as ThreadId } },
    )
    expect(await store.entries({ kind: 'chat', dedupeKey: hotAlertKey('acc|late|late') })).toEqual([])
  })
})
