import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestClock } from '../../support/test-clock.ts'
import { at, type Caller, open, rowsOf, said } from './caller.ts'

let caller: Caller
let clock: TestClock
let early: number
let late: number

/** 24 November 2026, 14:02 in Shanghai, and two days later. */
beforeEach(async () => {
  clock = new TestClock()
  const sessionLifetimeMs = 7 * 86_400_000
  caller = await open({ clock, sessionLifetimeMs, accounts: [{ user: 'bot', password: 'sandbox', userId: 80 }] })
  early = await caller.create({
    ly: '171',
    jz: '175',
    trade: '139',
    area: '3,32',
    zip: '215000',
    phone: '0512-65551234',
    fax: '0512-65559999',
    mobile: '13700001111',
    intro: '展会来的',
  })
  clock.advance(2 * 86_400_000)
  late = await caller.create({ ly: '172', sort1: '1,4', mobile: '13700002222', fax: '021-55550000' })
})
afterEach(() => caller.sandbox.close())

const ords = async (filters: Record<string, unknown>) => rowsOf(await caller.list(filters)).map(({ ord }) => ord)

describe('the customer list', () => {
  it.each([
    ['客户编号 by a part', () => ({ khid: 'KH00100' }), 'both'],
    ['传真 by a part', { fax: '65559' }, 'early'],
    ['办公电话 by a part', { phone: '6555' }, 'early'],
    ['邮编', { zip: '2150' }, 'early'],
    ['备注', { intro: '展会' }, 'early'],
    ['客户来源, several', { ly: '171,977' }, 'early'],
    ['客户来源 of a statistic', { khly: '172' }, 'late'],
    ['价值评估', { jz: '175' }, 'early'],
    ['客户行业', { trade: '139' }, 'early'],
    ['客户分类', { telsort: '3' }, 'early'],
    ['客户区域 above the chosen one', { area: '3' }, 'early'],
    ['客户区域 beside it', { area: '4' }, 'none'],
    ['添加时间 until a day, that day included', { date1_1: '2026-11-24' }, 'early'],
    ['添加时间 from a day', { date1_0: '2026-11-25' }, 'late'],
    ['添加时间 to the minute', { a_date_0: '2026-11-24 14:02:00', a_date_1: '2026-11-24 14:03:00' }, 'early'],
    ['快速检索 finds the mobile', { searchKey: '2222' }, 'late'],
    ['快速检索 finds the contact', { searchKey: '沈一' }, 'both'],
    ['添加人员', { catetype: '3', cateid: '80' }, 'both'],
    ['领用人员 nobody is', { cateid: '63' }, 'none'],
  ])('is filtered by %s', async (_, filters, expected) => {
    const found = await ords(typeof filters === 'function' ? filters() : filters)
    expect(found).toEqual({ early: [early], late: [late], both: [late, early], none: [] }[expected])
  })

  it('is filtered by ids, and sorted either way', async () => {
    expect(await ords({ telord: early })).toEqual([early])
    expect(await ords({ telord: `${early},${late}`, _rpt_sort: 'date1' })).toEqual([early, late])
    expect(await ords({ _rpt_sort: '-date1' })).toEqual([late, early])
  })

  it('refuses dates that are none and flags that nobody documented', async () => {
    expect(said(await caller.list({ date1_0: '上周' }))).toContain('日期格式不正确')
    expect(said(await caller.list({ stype: '9' }))).toContain('取值不正确')
  })

  it('shows 客户池, 已保护 and 被共享 as they become so', async () => {
    const act = (path: string, values: object, cmdkey?: string) =>
      caller.mobile(`/sysa/mobilephone/${path}`, { ord: early, ...values }, cmdkey)
    expect(await ords({ stype: '1' })).toEqual([])
    await act('systemmanage/order.asp?datatype=tel', { member1: '1' }, '__sys_dosave')
    expect(await ords({ stype: '1' })).toEqual([early])
    await act('salesmanage/custom/add.asp?__msgid=profect', {}, 'profect')
    expect(await ords({ stype: '3' })).toEqual([early])
    expect(await ords({ catetype: '6', cateid: '80' })).toEqual([early])
    const yes = { sharecontact: '1', replyshare: '1', chanceshare: '1', contractshare: '1' }
    await act('salesmanage/custom/share.asp', { member1: '0', member2: '63', ...yes }, '__sys_dosave')
    expect([await ords({ stype: '4' }), await ords({ stype: '5' })]).toEqual([[early], []])
    await act('salesmanage/custom/share.asp', { member1: '1', ...yes }, '__sys_dosave')
    expect(await ords({ stype: '5' })).toEqual([early])
  })

  it('shows a change at once, also to who asks the same again', async () => {
    expect(await ords({ intro: '展会' })).toEqual([early])
    await caller.save(early, { intro: '朋友介绍' })
    expect(await ords({ intro: '展会' })).toEqual([])
    const page = at(await caller.list({ pagesize: 1, pageindex: 2 }), 'body.source.table.page')
    expect(page).toEqual({ recordcount: 2, pagesize: 1, pageindex: 2, pagecount: 2 })
  })
})

describe('the contact list', () => {
  const names = async (filters: Record<string, unknown>) =>
    rowsOf(await caller.list(filters, 'person')).map(({ mobile }) => mobile)

  it.each([
    ['手机 by a part', { mobile: '1111' }, ['13700001111']],
    ['传真', { fax: '021' }, ['13700002222']],
    ['客户分类 of its customer', { telsort: '1' }, ['13700002222']],
    ['客户区域 of its customer', { area: '32' }, ['13700001111']],
    ['客户行业 of its customer', { trade: '139' }, ['13700001111']],
    ['添加时间', { date1_0: '2026-11-26' }, ['13700002222']],
    ['a name nobody has', { person_name: '王' }, []],
  ])('is filtered by %s', async (_, filters, expected) => {
    expect(await names(filters)).toEqual(expected)
  })
})

describe('客户添加 of v3', () => {
  const values = { sort2: 1, name: '常州晨光电器有限公司', sort: '微信客户', sort1: '新线索', person_name: '齐放' }

  it('answers no ord, proposes a number, and uses up none where it is refused', async () => {
    expect(await caller.v3('/sales/customer/add', { ...values, sort: '没有这类' })).toMatchObject({ Code: 300 })
    const answer = await caller.v3('/sales/customer/add', values)
    expect(answer).toEqual({ Code: 200, Msg: '操作成功', Data: null })
    expect(caller.sandbox.customers()).toHaveLength(3)
    expect(caller.sandbox.customer(late + 1)?.fields).toMatchObject({
      name: values.name,
      sort1: '3,7',
      khid: expect.stringMatching(/^KH\d{6}$/),
    })
  })

  it('says 操作成功 and stores nothing where the server pretends', async () => {
    caller.sandbox.vary({ ghostSaves: 1 })
    expect(await caller.v3('/sales/customer/add', values)).toMatchObject({ Code: 200 })
    expect(caller.sandbox.customers()).toHaveLength(2)
    await caller.v3('/sales/customer/add', values)
    expect(caller.sandbox.customers()).toHaveLength(3)
  })
})
