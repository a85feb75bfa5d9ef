import { createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type CustomerOrd, type ErpUserId, type ReportPeriod, threadId } from '../../src/domain/index.ts'
import { draw } from '../../src/report/chart.ts'
import type { Figures } from '../../src/report/figures.ts'
import { drawable, fontFamily } from '../../src/report/font.ts'
import { createReporter } from '../../src/report/index.ts'
import { lina, manager, type Office, openOffice, operator } from '../bot/office.ts'
import { TestClock } from '../support/test-clock.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const figures: Figures = {
  period: 'month',
  fresh: 3,
  unowned: 0,
  byHand: 0,
  active: 9,
  hot: 2,
  mean: 61,
  asking: 1,
  funnel: ['有聊天', '有意向', '已建档', '已成交'].map((label, i) => ({ label, count: 9 - 2 * i })),
  trend: Array.from({ length: 30 }, (_, i) => ({ label: `11-${i + 1}`, fresh: i % 5, synced: i % 3 })),
  overdue: { tasks: 1, hot: 2, warm: 3 },
  next: [],
}

/** The dots of one character. */
function dots(character: string): string {
  const canvas = createCanvas(64, 64)
  const pen = canvas.getContext('2d')
  pen.font = `40px ${fontFamily()}`
  pen.fillText(character, 8, 48)
  return Buffer.from(pen.getImageData(0, 0, 64, 64).data).toString('base64')
}

/** Every word that is put on the picture of a person with this name. */
async function wordsOn(title: string): Promise<string> {
  const pen = Object.getPrototypeOf(createCanvas(1, 1).getContext('2d')) as SKRSContext2D
  const original = pen.fillText
  const said: string[] = []
  pen.fillText = function (this: SKRSContext2D, text: string, x: number, y: number, width?: number) {
    said.push(text)
    return original.call(this, text, x, y, width)
  }
  try {
    await draw(title, figures)
  } finally {
    pen.fillText = original
  }
  return said.join('')
}

describe('the picture', () => {
  it('has a glyph for each of its characters, rare names and traditional ones included', async () => {
    const title = '欧阳堃玥龘靐團隊😀日报 2026-11-24'
    const words = await wordsOn(title)
    expect(words).toContain('转化漏斗')
    expect(words).toContain('高意向超 2 天')
    expect(words).toContain(drawable(title))
    const none = dots('\u{10ffff}')
    // Noncharacters: no font of any machine has them.
    expect(dots('\u{fffff}'), 'what is missing is seen').toBe(none)
    const missing = [...new Set(words)].filter((c) => c.trim() !== '' && dots(c) === none)
    expect(missing).toEqual([])
  })

  it('is a PNG that a phone shows sharp', async () => {
    const image = await loadImage(Buffer.from(await draw('团队日报', figures)))
    expect([image.width, image.height]).toEqual([1200, 1720])
  })
})

describe('the figures of one house', () => {
  const filed = (ord: number) => ({ status: 'synced' as const, customerOrd: ord as CustomerOrd })
  const begin = async () => {
    const house = await openOffice()
    onTestFinished(() => house.close())
    return house
  }
  const own = { kind: 'users' as const, userIds: [63 as ErpUserId], names: ['李娜'] }

  it('keep counting a customer who asked to be left alone, and nobody calls him hot', async () => {
    const house = await begin()
    const left = { status: 'opted_out' as const, optedOut: true, owner: own }
    await house.lead({ company: '甲', score: 88, band: 'hot', ...left, customerOrd: 5 as CustomerOrd })
    await house.lead({ company: '乙', score: 85, band: 'hot', ...filed(6), owner: own })
    await house.lead({ company: '丙', score: 85, band: 'hot', status: 'ignored', owner: own })
    const day = await house.ask('/erp 日报', lina)
    expect(day).toContain('新线索 2，有聊天 2，其中高意向 1')
    expect(day).toContain('有聊天 2 → 有意向 2 → 已建档 2')
    expect(await house.ask('/erp 团队', manager)).toBe('线索 2，无负责人 0\n李娜：线索 2，高意向 1，已建档 2')
    expect(await house.ask('/erp 状态', operator)).toContain('线索 2（已建档 2）')
  })

  it('take nobody who was entered by hand for somebody who wrote, and one customer of the ERP for one', async () => {
    const house = await begin()
    const byHand = (n: number) => ({ score: 0, threadId: threadId('manual', 'wx-lina', `m${n}`), owner: own })
    await house.lead({ company: '甲', ...byHand(1), ...filed(5) })
    await house.lead({ company: '甲', ...byHand(2), ...filed(5) })
    await house.lead({ company: '乙', score: 70, band: 'warm', owner: own, ...filed(6) })
    const day = await house.ask('/erp 日报', lina)
    expect(day).toContain('新线索 2，有聊天 1，其中高意向 0')
    expect(day).toContain('有聊天 1 → 有意向 1 → 已建档 1 → 已成交 0，平均 70 分，另手工建档 1')
    expect(await house.ask('/erp 团队', manager)).toContain('李娜：线索 2，高意向 0，已建档 2')
  })
})

describe('whose figures, and of which day', () => {
  const dayMs = 86_400_000

  it('yesterday counts whoever was new or talked then, also where he wrote again today', async () => {
    const house = await openOffice()
    onTestFinished(() => house.close())
    const owner = { kind: 'users' as const, userIds: [63 as ErpUserId], names: ['李娜'] }
    const now = house.clock.now()
    await house.lead({ company: '今天来的', owner })
    await house.lead({ company: '昨天来的', owner, firstContactAt: now - dayMs, lastMessageAt: now - dayMs })
    const again = { owner, firstContactAt: now - 9 * dayMs }
    await house.lead({ company: '只在今天写', ...again })
    house.clock.advance(-dayMs)
    const both = await house.lead({ company: '两天都写', ...again, lastMessageAt: now })
    await house.chat(both, [['customer', '昨天的话']])
    house.clock.advance(dayMs)
    expect(await house.ask('/erp 日报 昨天', lina)).toMatch(/^昨天：新线索 1，有聊天 2，/)
    expect(await house.ask('/erp 统计 昨天', lina)).toMatch(/^昨天：新线索 1，有聊天 2，/)
    expect(await house.ask('/erp 日报', lina)).toMatch(/^今天：新线索 1，有聊天 3，/)
  })

  it('a manager names a colleague, others only see their own', async () => {
    const house = await openOffice()
    onTestFinished(() => house.close())
    const of = (id: number) => ({ kind: 'users' as const, userIds: [id as ErpUserId] })
    await house.lead({ company: '甲', owner: of(63), score: 85 })
    await house.lead({ company: '乙', owner: of(64), score: 75 })
    await house.lead({ company: '丙', owner: of(64), score: 65 })
    await house.book.addTask({ owner: '王强', text: '回电', dueAt: house.clock.now() + dayMs, createdAt: 0 })
    expect(await house.ask('/erp 统计 李娜 本月', manager)).toMatch(/^李娜｜本月：新线索 1，/)
    expect(await house.ask('/erp 日报 李娜', manager)).toMatch(/^李娜｜今天：新线索 1，/)
    expect(await house.ask('/erp 统计 本月', manager)).toMatch(/^本月：新线索 3，/)
    expect(await house.ask('/erp 周报 王强', manager)).toMatch(/王强有 2 人/)
    expect(await house.ask('1', manager)).toMatch(/^王强｜近 7 天：新线索 2，/)
    expect(await house.ask('/erp 统计 张无忌', manager)).toMatch(/没有叫『张无忌』的同事/)
    expect(await house.ask('/erp 线索 李娜', manager)).toMatch(/李娜的线索 1 条[\s\S]*1 85 甲/)
    expect(await house.ask('/erp 线索 王强 >70', manager)).toMatch(/王强有 2 人/)
    expect(await house.ask('1', manager)).toMatch(/王强的70 分以上的线索 1 条[\s\S]*75 乙/)
    expect(await house.ask('/erp 线索 张无忌', manager)).toMatch(/没有叫『张无忌』的同事/)
    expect(await house.ask('/erp 待办 王强', manager)).toMatch(/王强有 2 人/)
    expect(await house.ask('1', manager)).toMatch(/^王强：逾期 0[\s\S]*回电/)
    expect(await house.ask('/erp 待办 张无忌', manager)).toMatch(/没有叫『张无忌』的同事/)
    for (const command of ['统计', '线索', '待办'])
      expect(await house.ask(`/erp ${command} 王强`, lina)).toMatch(/^无权限：王强的.*由主管看/)
    expect(await house.ask('/erp 统计 李娜 本月', lina)).toMatch(/^本月：新线索 1，/)
  })
})

describe('the words', () => {
  it('tell a salesperson his own, a manager the whole, and what waits', async () => {
    const own = { kind: 'users' as const, userIds: [63 as ErpUserId] }
    const others = { kind: 'users' as const, userIds: [64 as ErpUserId] }
    const dayMs = 86_400_000
    await office.lead({ company: '甲公司', score: 88, band: 'hot', owner: own })
    await office.lead({ company: '乙公司', score: 85, band: 'hot', owner: others })
    await office.lead({
      company: '丙公司',
      score: 84,
      band: 'hot',
      owner: own,
      firstContactAt: office.clock.now() - 9 * dayMs,
      lastMessageAt: office.clock.now() - 3 * dayMs,
    })
    await office.book.addTask({ owner: '李娜', text: '回电', dueAt: office.clock.now() - 1, createdAt: 0 })
    const reporter = createReporter({ store: office.store, book: office.book, clock: office.clock })
    const day = await reporter.text(lina, 'day')
    expect(day).toMatch(/^今天：新线索 1，有聊天 1，其中高意向 1\n⚠️ 逾期待办 1，高意向超 2 天没联系 1/)
    expect(day).toMatch(/建议先处理：甲公司、丙公司$/)
    expect(await reporter.text(manager, 'day')).toContain('新线索 2')
    expect(await reporter.text(lina, 'month')).toContain('有聊天 2')
  })

  it('count this month from its first day and this week from Monday, by the clock in China', async () => {
    const at = (text: string) => Date.parse(`${text}+08:00`)
    const said = ['2026-10-31T23:59', '2026-11-01T00:01', '2026-11-22T23:59', '2026-11-23T00:01']
    const ofManager = await openOffice()
    onTestFinished(() => ofManager.close())
    for (const [i, when] of said.entries()) {
      const time = at(`${when}:00`)
      await ofManager.lead({ company: `公司${i}`, firstContactAt: time, lastMessageAt: time })
    }
    const count = async (now: string, period: ReportPeriod) => {
      const reporter = createReporter({ store: ofManager.store, clock: new TestClock(at(now)) })
      return (await reporter.text(manager, period)).split('，')[0]
    }
    // A Friday.
    expect(await count('2026-11-27T12:00:00', 'this_month')).toBe('本月：新线索 3')
    expect(await count('2026-11-27T12:00:00', 'this_week')).toBe('本周：新线索 1')
    expect(await count('2026-11-27T12:00:00', 'month')).toBe('近 30 天：新线索 4')
    expect(await count('2026-12-01T00:30:00', 'this_month')).toBe('本月：新线索 0')
    expect(await count('2026-11-23T00:30:00', 'this_week')).toBe('本周：新线索 1')
    expect(await ofManager.ask('/erp 统计 本月', manager)).toMatch(/^本月：/)
    expect(await ofManager.ask('/erp 统计 近30天', manager)).toMatch(/^近 30 天：/)
    expect(await ofManager.ask('/erp 周报', manager)).toMatch(/^近 7 天：/)
    expect(await ofManager.ask('/erp 统计 本周', manager)).toMatch(/^本周：/)
    expect(await ofManager.ask('/erp 统计 7月', manager)).toMatch(/^没有『7月』的统计/)
  })
})
