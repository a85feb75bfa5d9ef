import { describe, expect, it } from 'vitest'
import type { CustomerOrd, ErpUserId } from '../../src/domain/index.ts'
import { company, create, officesOfTests, person } from './sandbox-office.ts'

const open = officesOfTests()

const contact = {
  id: 'contact-1',
  type: 'company',
  name: '庄严',
  company: '石狮远帆服饰有限公司',
  phone: '13905951234',
  wechatId: 'zhuangyan_88',
} as const

describe('syncFromWeChat', () => {
  it('creates, assigns by score and is the same a second time', async () => {
    const { erp, sandbox } = await open({}, { seniorUserIds: [64], normalUserIds: [65] })
    const first = await erp.client.syncFromWeChat(contact, { score: 92, summary: '要 300 件' })
    expect(first).toMatchObject({ status: 'success', khid: expect.stringMatching(/^WX[0-9A-Z]{10}$/) })
    const [customer, ...others] = sandbox.customers()
    expect(others).toEqual([])
    expect(customer).toMatchObject({
      ord: first.customerId,
      owners: [64],
      fields: { khid: first.khid, product: '要 300 件' },
    })
    expect(sandbox.label('jz', customer?.fields.jz)).toBe('很高')
    const again = await erp.client.syncFromWeChat(contact, { score: 92 })
    expect(again).toEqual({ status: 'skipped', customerId: first.customerId, khid: first.khid, reason: ['khid'] })
  })

  it('knows a customer by his mobile', async () => {
    const { erp, sandbox } = await open()
    const ord = await create(erp, company)
    const result = await erp.client.syncFromWeChat({ ...contact, wechatId: 'another' }, { score: 70 })
    expect(result).toMatchObject({ status: 'skipped', customerId: ord, khid: company.khid, reason: ['mobile'] })
    expect(sandbox.customers()).toHaveLength(1)
  })

  it('knows a company by its name under another mobile and number, before it takes an id', async () => {
    const { erp, sandbox } = await open({
      seed: [{ name: '石狮远帆服饰有限责任公司', contactName: '林秀', mobile: '13700005678', userId: 65 }],
    })
    const result = await erp.client.syncFromWeChat(contact, { score: 92 })
    expect(result).toMatchObject({ status: 'skipped', customerId: 1, khid: 'KH000001', reason: ['company'] })
    const once = await erp.client.syncFromWeChat({ ...contact, company: '石狮市远帆服饰有限公司' }, { score: 92 })
    expect(once).toEqual(result)
    expect(sandbox.countOf('customer.allocate')).toBe(0)
    expect(sandbox.customers().map((one) => one.owners)).toEqual([[65]])
  })

  it('knows a customer by his WeChat id before his company', async () => {
    const { erp, sandbox } = await open({ seed: [{ name: contact.company, mobile: '13700005678', userId: 65 }] })
    const ord = await create(erp, { ...person, wechatId: contact.wechatId })
    const result = await erp.client.syncFromWeChat({ ...contact, id: 'other' }, { score: 92 })
    expect(result).toMatchObject({ status: 'skipped', customerId: ord, reason: ['wechat'] })
    expect(sandbox.countOf('customer.allocate')).toBe(1)
  })

  it('leaves the choice to a person where several customers have the company’s name', async () => {
    const seed = [{ name: '石狮远帆服饰有限公司' }, { name: '石狮远帆服饰公司' }]
    const { erp, sandbox } = await open({ seed })
    const result = await erp.client.syncFromWeChat(contact, { score: 92 })
    expect(result).toMatchObject({ status: 'rejected', reason: ['company_ambiguous'] })
    expect(sandbox.countOf('customer.allocate')).toBe(0)
  })

  it('rejects with the names of the failed checks, before any traffic', async () => {
    const { erp, sandbox } = await open()
    const result = await erp.client.syncFromWeChat({ id: 'x', type: 'company', name: '', phone: '123' }, { score: 40 })
    expect(result.status).toBe('rejected')
    expect(result.reason).toEqual(['has_mobile', 'has_name', 'has_company', 'phone_verified', 'score_pass'])
    expect(sandbox.countOf()).toBe(0)
  })

  it.each(['timeout_after', 'reset_after', 'ghost_save', 'html_500', 'truncated_json'] as const)(
    'stores one customer though its save met %s',
    async (kind) => {
      const { erp, sandbox } = await open({}, { timeoutMs: 200 })
      sandbox.inject({ kind, operation: 'customer.save' })
      const result = await erp.client.syncFromWeChat(contact, { score: 65 })
      expect(result.status).toBe('success')
      expect(sandbox.customers().map((one) => [one.ord, one.pool])).toEqual([[result.customerId, true]])
    },
  )
})

describe('the short ways', () => {
  it('find, note, assign and list', async () => {
    const { erp, sandbox } = await open()
    const { client } = erp
    const ord = await create(erp, company)
    await create(erp, person)
    expect((await client.findByKhid(company.khid))?.ord).toBe(ord)
    expect((await client.findByMobile('139-0595-1234'))[0]?.customerOrd).toBe(ord)
    await client.addFollowUp(ord, 107, '改日再打', { channel: 481 })
    expect(sandbox.notes(ord)[0]).toMatchObject({ text: '【电话无人接听】改日再打', sort: '481' })
    await client.assign(ord, [63, 64])
    expect(sandbox.customer(ord)?.owners).toEqual([63, 64])
    await client.assign(ord, 'everyone')
    expect(sandbox.customer(ord)?.pool).toBe(true)
    const names = []
    for await (const row of client.list({ source: 171, sort: '-date1' })) names.push(row.name)
    expect(names.sort()).toEqual([company.name, person.name].sort())
  })

  it('mask what must not be shown', async () => {
    const { erp } = await open()
    expect(erp.client.maskSensitive({ ...company, ord: 5 as CustomerOrd })).toMatchObject({
      mobile: '139****1234',
      phone: expect.stringMatching(/^\*+1234$/),
      email: 'z***@example.com',
      qq: expect.stringMatching(/^\*+2345$/),
      wechatId: 'zh***',
      name: company.name,
    })
  })

  it('mask the ERP’s own fields by the same rules, numbers too', async () => {
    const { erp } = await open()
    expect(
      erp.client.maskSensitive({
        name: '苏州华强电子有限公司',
        mobile: 13900001234,
        bank_3: '6222021234567890',
        bank2_3: '6222029876543210',
        bank_1: '工商银行',
        weixinAcc: 'lina2020',
        address: '苏州工业园区星湖街328号',
        telintro: '换了手机 13811119999，住址苏州工业园区星湖街328号',
      }),
    ).toEqual({
      name: '苏州华强电子有限公司',
      mobile: '139****1234',
      bank_3: '****7890',
      bank2_3: '****3210',
      bank_1: '工商银行',
      weixinAcc: 'li***',
      address: '苏州工业园区***',
      telintro: '换了手机 138****9999，住址苏州工业园区***',
    })
  })
})

describe('lists', () => {
  it('run over all pages, reading the next when it is needed', async () => {
    const seed = Array.from({ length: 250 }, (_, i) => ({ name: `客户 ${i}`, khid: `KH${1_000 + i}` }))
    const { erp, sandbox } = await open({ seed })
    const names = new Set<string>()
    for await (const row of erp.client.customers.list()) names.add(row.name)
    expect(names.size).toBe(250)
    expect(sandbox.countOf('customer.list')).toBe(3)
    for await (const _ of erp.client.customers.list()) break
    expect(sandbox.countOf('customer.list')).toBe(4)
  })

  it('find an exact number among many that contain it', async () => {
    const seed = Array.from({ length: 30 }, (_, i) => ({ name: `客户 ${i}`, khid: `WX1${i}` }))
    const { erp } = await open({ seed: [...seed, { name: '要找的', khid: 'WX1' }] })
    expect(await erp.client.findByKhid('WX1')).toMatchObject({ name: '要找的', khid: 'WX1' })
    expect(await erp.client.findByKhid('X1')).toBeUndefined()
  })
})

describe('what else belongs to a customer', () => {
  it('is taken back, claimed, approved, shared and protected', async () => {
    const { erp, sandbox } = await open()
    const { customers } = erp.client
    const ord = await create(erp, company)
    await customers.assign(ord, [63])
    expect(await customers.act(ord, 'take_back')).toContain('成功')
    expect(await customers.act(ord, 'apply')).toContain('成功')
    expect(sandbox.customer(ord)?.applicant).toBe(80)
    expect(await customers.approve(ord, '1')).toContain('成功')
    expect(await customers.share(ord, [64])).toContain('成功')
    expect(sandbox.customer(ord)?.shared).toMatchObject({ users: [64] })
    expect(await customers.act(ord, 'protect')).toContain('成功')
    expect(sandbox.customer(ord)?.protectedBy).toBe(80)
    expect(await customers.act(ord, 'unprotect')).toContain('成功')
    expect(sandbox.customer(ord)?.protectedBy).toBeUndefined()
  })

  it('is edited in v3 by labels', async () => {
    const { erp, sandbox } = await open()
    const ord = await create(erp, company)
    const { customers } = erp.client
    const words = await customers.edit({
      ord,
      sort2: 1,
      name: company.name,
      sort: '微信客户',
      sort1: '新线索',
      person_name: '庄严',
      jz: '很高',
    })
    expect(words).toContain('成功')
    expect(sandbox.label('jz', sandbox.customer(ord)?.fields.jz)).toBe('很高')
  })

  it('fills a missing number without touching anything else', async () => {
    const { erp } = await open({ seed: [{ name: '老客户', contactName: '钱多', mobile: '13500001111', userId: 63 }] })
    const [row] = (await erp.crm.listCustomers({ name: '老客户' }, { index: 1, size: 5 })).rows
    if (!row) throw new Error('no row')
    const before = await erp.crm.getCustomer(row.ord)
    await erp.crm.updateCustomer(row.ord, { khid: company.khid, wechatId: 'qianduo' })
    const after = await erp.crm.getCustomer(row.ord)
    expect(after).toMatchObject({
      khid: company.khid,
      wechatId: 'qianduo',
      mobile: '13500001111',
      ownerId: 63 as ErpUserId,
    })
    expect({ ...after, khid: before?.khid, wechatId: before?.wechatId }).toEqual(before)
  })
})

describe('people', () => {
  it('are read from the accounts, else from the list to choose from', async () => {
    const { erp } = await open({
      people: [
        { userId: 63, name: '林知远', department: '销售一部' },
        { userId: 64, name: '苏晓晴', department: '客服部', frozen: true },
      ],
    })
    const names = (await erp.crm.employees()).map(({ userId, name, active }) => [userId, name, active])
    expect(names).toEqual(
      expect.arrayContaining([
        [63, '林知远', true],
        [64, '苏晓晴', false],
      ]),
    )
    const departments = []
    for await (const one of erp.client.users.departments()) departments.push(one.name)
    expect(departments).toEqual(expect.arrayContaining(['销售一部', '客服部']))
    expect((await erp.client.options.people()).length).toBeGreaterThan(0)
  })
})
