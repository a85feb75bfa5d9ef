import { afterEach, describe, expect, it } from 'vitest'
import { startErpSandbox, type Variants } from '../../../src/sandbox/erp/index.ts'
import { at, Caller, fieldsOf, open, rowsOf, said } from './caller.ts'

let caller: Caller
afterEach(() => caller.sandbox.close())

/** A server with one customer of its own, `ord` 1. */
const start = async (
  variants: Partial<Variants>,
  seed = [{ name: '甲公司', khid: 'WX00000001', mobile: '13700001111' }],
) => {
  caller = await open({ variants, seed })
}
const status = (answer: unknown) => at(answer, 'header.status')
const reply = (values: Record<string, unknown>) =>
  caller.mobile(
    '/sysa/mobilephone/systemmanage/reply.asp?datatype=tel',
    { ord: 1, sort: '484', ...values },
    '__sys_dosave',
  )

describe('a server', () => {
  it.each([
    ['v3', '/webapi/v3/ov1/login', '/sysa/mobilephone/login.asp'],
    ['mobile', '/sysa/mobilephone/login.asp', '/webapi/v3/ov1/login'],
  ] as const)('has only the login of %s', async (loginPath, here, absent) => {
    caller = new Caller(await startErpSandbox({ variants: { loginPath } }))
    expect(status(await caller.login('bot', 'sandbox', {}, here))).toBe(0)
    expect((await caller.post(absent, {})).status).toBe(404)
  })

  it('demands application/zsml of the login and the mobile family', async () => {
    caller = new Caller(await startErpSandbox({ variants: { contentType: 'zsml' } }))
    expect(status(await caller.login())).not.toBe(0)
    const zsml = { 'content-type': 'application/zsml; charset=utf-8' }
    const datas = Object.entries({ user: 'txt:bot', password: 'txt:sandbox', serialnum: 'txt:A1' })
    const body = { session: '', datas: datas.map(([id, val]) => ({ id, val })) }
    const answer = await caller.json('/webapi/v3/ov1/login', body, zsml)
    const session = at<string>(answer, 'header.session')
    const list = '/sysa/mobilephone/salesmanage/custom/list.asp'
    expect(status(await caller.json(list, { session, cmdkey: 'refresh', datas: [] }, zsml))).toBe(0)
    expect(status(await caller.json(list, { session, cmdkey: 'refresh', datas: [] }))).not.toBe(0)
  })

  it.each([
    ['required', '/sysa', ''],
    ['absent', '', '/sysa'],
  ] as const)('whose paths have /sysa %s', async (sysaPrefix, right, wrong) => {
    await start({ sysaPrefix })
    const list = '/mobilephone/salesmanage/custom/list.asp'
    const body = { session: caller.session, cmdkey: 'refresh', datas: [] }
    expect(status(await caller.json(right + list, body))).toBe(0)
    expect((await caller.post(wrong + list, body)).status).toBe(404)
  })

  it('cares for no case in paths', async () => {
    await start({})
    const body = { session: caller.session, cmdkey: 'refresh', datas: [] }
    const answer = await caller.json('/SYSA/MobilePhone/salesManage/Custom/LIST.asp', body)
    expect(rowsOf(answer)).toMatchObject([{ name: '甲公司' }])
  })

  it('puts the business object at the top', async () => {
    await start({ business: 'top' })
    const answer = await caller.list()
    expect(answer).not.toHaveProperty('body')
    expect(rowsOf(answer, 'source.table')).toMatchObject([{ name: '甲公司' }])
  })

  it('puts lists under report', async () => {
    await start({ listSource: 'report' })
    expect(rowsOf(await caller.list(), 'body.report.source.table')).toMatchObject([{ name: '甲公司' }])
  })

  it.each([
    ['camel', { recordCount: 1, pageSize: 20, pageIndex: 1, pageCount: 1 }],
    ['pascal', { RecordCount: 1, PageSize: 20, PageIndex: 1, PageCount: 1 }],
    ['snake', { record_count: 1, page_size: 20, page_index: 1, page_count: 1 }],
  ] as const)('spells the page in %s', async (pageKeys, page) => {
    await start({ pageKeys })
    expect(at(await caller.list(), 'body.source.table.page')).toEqual(page)
  })

  it('changes the order of the columns from call to call, and never what stands in them', async () => {
    await start({ shuffleColumns: true })
    const answers = [await caller.list(), await caller.list(), await caller.list()]
    const orders = answers.map((answer) => JSON.stringify(at(answer, 'body.source.table.cols')))
    expect(new Set(orders).size).toBe(3)
    for (const answer of answers)
      expect(rowsOf(answer)).toMatchObject([{ name: '甲公司', mobile: '13700001111', ord: 1 }])
  })

  it('shows the number in the list, or only in the detail', async () => {
    await start({})
    expect(rowsOf(await caller.list())[0]).not.toHaveProperty('khid')
    expect(await caller.detail(1)).toMatchObject({ khid: 'WX00000001' })
    caller.sandbox.vary({ khidInList: true })
    expect(rowsOf(await caller.list())).toMatchObject([{ khid: 'WX00000001' }])
  })

  it('gives tree values as own ids or as paths', async () => {
    await start({})
    const stages = async () => {
      const answer = await caller.mobile('/sysa/mobilephone/systemmanage/telsort_list.asp?stype=check')
      const nodes = at<Array<{ text: string; nodes: object[] }>>(answer, 'body.source.trees.nodes')
      return nodes.find(({ text }) => text === '微信客户')?.nodes[0]
    }
    expect(await stages()).toMatchObject({ text: '新线索', value: '7' })
    caller.sandbox.vary({ treeValues: 'path' })
    expect(await stages()).toMatchObject({ text: '新线索', value: '3,7' })
  })

  it('says with text alone that it refuses', async () => {
    await start({ refusals: 'text' })
    const answer = await caller.save(424_242)
    expect([status(answer), said(answer)]).toEqual([0, '客户不存在或已被删除'])
  })

  it('words and codes an ended session in its own way', async () => {
    await start({ sessionMessage: 'session 无效', sessionCode400: true })
    caller.sandbox.endSessions()
    expect(await caller.list()).toMatchObject({ Code: 400, Msg: 'session 无效' })
  })

  it('sends the page of an error, or of a wrong path, with status 200', async () => {
    await start({ htmlErrorStatus: 200 })
    for (const [path, body] of [
      ['/sysa/mobilephone/nothing.asp', {}],
      ['/sysa/mobilephone/salesmanage/custom/list.asp', 'no JSON'],
    ] as const) {
      const answer = await caller.post(path, body)
      expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
        200,
        expect.stringContaining('text/html'),
        expect.stringContaining('<html>'),
      ])
    }
  })

  it('has option ids, classes and templates of its own', async () => {
    await start({
      options: { 13: { 9: '微信' }, 11: {}, 14: { 1: '很高' }, 98: { 5: '微信' } },
      categories: [{ id: 50, name: '线索客户', stages: [{ id: 51, name: '新' }] }],
      templates: { 7: '已联系' },
    })
    const answer = await caller.mobile('/sysa/mobilephone/source.asp?enumid=13')
    expect(at(answer, 'body.source.options')).toEqual([{ text: '微信', value: '9' }])
    const ord = await caller.create({ sort1: '50,51', ly: '9', jz: '1' })
    expect(caller.sandbox.label('jz', '1')).toBe('很高')
    expect(said(await caller.save(ord, { sort1: '50,51', ly: '171' }))).toContain('所选项目不存在')
    expect(said(await caller.save(ord, { sort1: '3,7' }))).toContain('客户分类不存在')
    expect(status(await reply({ intro: '7', sort: '5', plantype: '0' }))).toBe(0)
    expect(status(await reply({ intro: '好', sort: '484', plantype: '0' }))).not.toBe(0)
  })

  it('requires fields by its own policy, and marks them in the document', async () => {
    await start({ requiredFields: ['area', 'trade'] })
    const fresh = await caller.mobile('/sysa/mobilephone/salesmanage/custom/add.asp')
    const groups = at<Array<{ fields: Array<{ id: string; required: boolean }> }>>(fresh, 'body.bill.groups')
    const marked = groups[0]?.fields.filter(({ required }) => required).map(({ id }) => id)
    expect(marked).toEqual(expect.arrayContaining(['name', 'sort1', 'person_name', 'area', 'trade']))
    const ord = Number(at(fresh, 'body.bill.value'))
    expect(said(await caller.save(ord))).toBe('请输入客户区域')
    expect(said(await caller.save(ord, { area: '3,32' }))).toBe('请输入客户行业')
    expect(said(await caller.save(ord, { area: '3,32', trade: '139' }))).toBe('保存成功')
  })

  it.each([
    ['keep', '宝盖镇1号'],
    ['blank', ''],
  ] as const)('on an edit does with fields not named: %s', async (absentFields, address) => {
    await start({ absentFields })
    const ord = await caller.create({ address: '宝盖镇1号' })
    await caller.save(ord, { intro: '改' })
    expect(await caller.detail(ord)).toMatchObject({ address, intro: '改' })
  })

  it('does not let the account assign', async () => {
    await start({ mayAssign: false })
    const order = '/sysa/mobilephone/systemmanage/order.asp?datatype=tel'
    const answer = await caller.mobile(order, { ord: 1, member1: '0', member2: '63' }, '__sys_dosave')
    expect([status(answer), said(answer)]).toEqual([1, expect.stringContaining('没有权限')])
    expect(caller.sandbox.customer(1)?.owners).toEqual([])
  })

  it('shows columns of v3 as captions, and details without Data', async () => {
    await start({ v3Columns: 'captions', v3Detail: 'direct' })
    expect((await caller.v3('/orgs/user/list', {})).Cols).toContain('员工姓名')
    expect(await caller.v3('/orgs/user/detail', { ord: 63 })).toMatchObject({ Code: 200, ord: 63, name: '林知远' })
  })

  it('answers numbers as text in every family', async () => {
    await start({ numbersAsStrings: true })
    expect(at(await caller.list(), 'body.source.table.page')).toMatchObject({ recordcount: '1' })
    expect(await caller.v3('/orgs/user/list', {})).toMatchObject({ Code: '200', Page: { PageIndex: '1' } })
    expect(at(await caller.mobile('/sysa/mobilephone/salesmanage/custom/add.asp'), 'body.bill.value')).toMatch(/^\d+$/)
  })
})

describe('洽谈进展', () => {
  const done = { '@ret2_0': '2026-11-24 10:00', '@ret2_1': '2026-11-24 10:30', '@title2': '报价', '@intro2': '已报价' }
  const planned = { '@ret_0': '2026-11-26 09:00', '@ret_1': '2026-11-26 10:00', '@title1': '回访', '@remind': '0' }

  it('as text needs the schedule only where plantype asks for one', async () => {
    await start({ followUp: 'text' })
    expect(status(await reply({ intro: '要 300 件', plantype: '0' }))).toBe(0)
    expect(said(await reply({ intro: '要 300 件', plantype: '1' }))).toContain('请输入')
    expect(status(await reply({ intro: '要 300 件', plantype: '1', ...planned }))).toBe(0)
    expect(status(await reply({ intro: '要 300 件', plantype: '2', ...done }))).toBe(0)
    expect(said(await reply({ intro: '字'.repeat(1001), plantype: '0' }))).toContain('长度不能超过1000')
    expect(said(await reply({ intro: '要', plantype: '3' }))).toContain('取值不正确')
  })

  it('as a template takes its id with plantype 2, and shows its words', async () => {
    await start({ followUp: 'template' })
    expect(said(await reply({ intro: '要 300 件', plantype: '2', ...done }))).toBe('请选择洽谈进展模板')
    expect(said(await reply({ intro: '109', plantype: '0' }))).toBe('请选择洽谈进展模板')
    expect(status(await reply({ intro: '109', plantype: '2', ...done }))).toBe(0)
    expect(rowsOf(await caller.list())).toMatchObject([{ telintro: '今天谈的不错，让明天面谈：已报价' }])
  })

  it('with every field wants them all, whatever plantype is', async () => {
    await start({ followUp: 'every_field' })
    expect(said(await reply({ intro: '要 300 件', plantype: '0' }))).toContain('请输入')
    expect(status(await reply({ intro: '要 300 件', plantype: '0', ...done, ...planned }))).toBe(0)
  })

  it('is refused for who is not there', async () => {
    await start({})
    expect(said(await reply({ ord: 99, intro: '要', plantype: '0' }))).toContain('不存在')
    const person = '/sysa/mobilephone/systemmanage/reply.asp?datatype=person'
    const note = { ord: 99, intro: '要', sort: '484', plantype: '0' }
    expect(said(await caller.mobile(person, note, '__sys_dosave'))).toContain('不存在')
  })
})

describe('客户审批 and 客户审核', () => {
  const act = (path: string, values: Record<string, unknown> = {}, cmdkey?: string) =>
    caller.mobile(`/sysa/mobilephone/salesmanage/custom/${path}`, { ord: 1, ...values }, cmdkey)

  it('decide on what waits', async () => {
    await start({})
    expect(said(await act('takeback.asp'))).toBe('客户已在公海')
    expect(said(await act('apply.asp'))).toContain('等待审批')
    expect(caller.sandbox.customer(1)).toMatchObject({ pool: true, applicant: 80 })
    expect(said(await act('approve.asp?__msgid=onsave', { blset: '1' }, 'onsave'))).toBe('审批成功')
    expect(caller.sandbox.customer(1)).toMatchObject({ pool: false, owners: [80] })
    expect(said(await act('apply.asp'))).toContain('已归您所有')
    expect(said(await act('takeback.asp'))).toBe('收回成功')
    expect(caller.sandbox.customer(1)).toMatchObject({ pool: true, owners: [] })
  })

  it('are no matter where a server gives at once and reviews nothing', async () => {
    await start({ applyNeedsApproval: false })
    await act('apply.asp')
    expect(caller.sandbox.customer(1)).toMatchObject({ pool: false, owners: [80] })
  })

  it('let new customers wait where a server reviews them', async () => {
    await start({ newNeedsReview: true })
    const ord = await caller.create()
    expect(rowsOf(await caller.list({ stype: '2' }))).toMatchObject([{ ord }])
    await act('approve_set.asp', { ord, jg: '1' }, '__sys_dosave')
    expect(rowsOf(await caller.list({ stype: '2' }))).toEqual([])
  })

  it('protect once, and give up once', async () => {
    await start({})
    expect(said(await act('add.asp?__msgid=profect', {}, 'profect'))).toBe('保护成功')
    expect(said(await act('add.asp?__msgid=profect', {}, 'profect'))).toContain('不能重复保护')
    expect(said(await act('add.asp?__msgid=unprofect', {}, 'unprofect'))).toBe('放弃保护成功')
    expect(said(await act('add.asp?__msgid=unprofect', {}, 'unprofect'))).toContain('没有被保护')
    expect(said(await act('add.asp?__msgid=profect', { ord: 99 }, 'profect'))).toContain('不存在')
  })
})

describe('duplicates', () => {
  it.each([
    ['khid', { khid: 'WX00000001' }, '客户编号重复'],
    ['name', { name: '甲公司' }, '客户名称重复'],
    ['mobile', { mobile: '13700001111' }, '手机号码重复'],
  ] as const)('of the %s are refused among all, or allowed', async (field, values, words) => {
    const seed = [{ name: '甲公司', khid: 'WX00000001', mobile: '13700001111' }]
    caller = await open({ seed, duplicates: { [field]: 'all' } })
    expect(said(await caller.save(await caller.allocate(), values))).toContain(words)
    await caller.sandbox.close()
    caller = await open({ seed, duplicates: { [field]: 'allow' } })
    expect(said(await caller.save(await caller.allocate(), values))).toBe('保存成功')
  })

  it('of a name are the person’s own affair', async () => {
    await start({})
    expect(said(await caller.save(await caller.allocate(), { name: '甲公司' }, 2))).toBe('保存成功')
  })
})

describe('contacts', () => {
  it('are added to a customer, edited by their id, and read', async () => {
    await start({})
    const save = (values: Record<string, unknown>) =>
      caller.mobile('/sysa/mobilephone/salesmanage/person/add.asp', values, '__sys_dosave')
    expect(said(await save({ company: 1, person_name: '' }))).toContain('请输入联系人姓名')
    expect(said(await save({ company: 99, person_name: '顾盼' }))).toContain('关联客户不存在')
    expect(said(await save({ company: 1, person_name: '顾盼', mobile: '13700003333' }))).toBe('保存成功')
    const [{ ord } = {}] = rowsOf(await caller.list({ mobile: '3333' }, 'person'))
    await save({ ord, company: 1, person_name: '顾盼', job: '厂长' })
    expect(await caller.detail(Number(ord), 'person')).toMatchObject({
      mobile: '13700003333',
      job: '厂长',
      company: '1',
    })
    expect(said(await save({ ord: 77_777, company: 1, person_name: '顾盼' }))).toContain('不存在')
  })
})

describe('users and departments', () => {
  it('are added, listed, edited, read and deleted', async () => {
    await start({})
    const user = {
      Name: '顾盼',
      Orgsid: 2,
      WorkPosition: 1,
      Username: 'gupan',
      Pw: 'a1',
      ConfirmPassword: 'a1',
      QxTemplate: 1,
    }
    expect(await caller.v3('/orgs/user/add', { ...user, ConfirmPassword: 'a2' })).toMatchObject({ Code: 300 })
    expect(await caller.v3('/orgs/user/add', { ...user, Orgsid: 99 })).toMatchObject({ Code: 300 })
    expect(await caller.v3('/orgs/user/add', user)).toMatchObject({ Code: 200 })
    const { Cols, Rows } = (await caller.v3('/orgs/user/list', { name: '顾盼' })) as {
      Cols: string[]
      Rows: unknown[][]
    }
    const ord = Rows[0]?.[Cols.indexOf('ord')]
    await caller.v3('/orgs/user/edit', { ...user, ord, Name: '顾盼之' })
    expect(await caller.v3('/orgs/user/detail', { ord })).toMatchObject({ Data: { name: '顾盼之', username: 'gupan' } })
    await caller.v3('/orgs/user/delete', { ord })
    expect(await caller.v3('/orgs/user/detail', { ord })).toMatchObject({ Code: 300, Msg: '账号不存在' })
    expect(await caller.v3('/orgs/dept/add', { name: '外贸部', pid: 1 })).toMatchObject({ Code: 200 })
    expect(JSON.stringify((await caller.v3('/orgs/dept/list', { orgsname: '外贸' })).Rows)).toContain('外贸部')
  })
})

it('opens a document without a cmdkey, and a list without one is its skeleton', async () => {
  await start({})
  const skeleton = await caller.mobile('/sysa/mobilephone/salesmanage/custom/list.asp')
  expect(rowsOf(skeleton)).toEqual([])
  expect(at(skeleton, 'body.source.table.cols')).not.toEqual([])
  expect(
    fieldsOf(await caller.mobile('/sysa/mobilephone/salesmanage/custom/add.asp?edit=1', { ord: 1 })),
  ).toMatchObject({
    name: '甲公司',
  })
  expect(said(await caller.mobile('/sysa/mobilephone/salesmanage/custom/list.asp', {}, 'nonsense'))).toBe(
    '不支持的操作',
  )
})

it('gives every new document an id and a number of its own, also where the one before was never saved', async () => {
  await start({})
  const fresh = async () => {
    const answer = await caller.mobile('/sysa/mobilephone/salesmanage/custom/add.asp')
    return [at(answer, 'body.bill.value'), fieldsOf(answer).khid]
  }
  const opened = [await fresh(), await fresh(), await fresh()]
  expect(new Set(opened.map(([ord]) => ord)).size).toBe(3)
  expect(new Set(opened.map(([, khid]) => khid)).size).toBe(3)
  expect(caller.sandbox.customers()).toHaveLength(1)
})
