import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type ErpSandbox, type ErpSandboxOptions, startErpSandbox } from '../../../src/sandbox/erp/index.ts'
import { scratch } from '../../support/cli.ts'

// Requests and answers as PROTOCOL.md writes them, by hand: no code of the client is in here.

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function open(options: ErpSandboxOptions = {}): Promise<ErpSandbox> {
  const sandbox = await startErpSandbox(options)
  closers.push(() => sandbox.close())
  return sandbox
}

type Json = Record<string, unknown>

async function post(sandbox: ErpSandbox, path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${sandbox.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await answer.text()
  return { status: answer.status, text, headers: answer.headers, json: () => JSON.parse(text) as Json }
}

const pairs = (values: Json) => Object.entries(values).map(([id, val]) => ({ id, val }))

const credentials = (password = 'sandbox', rndcode = '') => ({
  session: '',
  datas: [
    { id: 'user', val: 'txt:bot' },
    { id: 'password', val: `txt:${password}` },
    { id: 'serialnum', val: 'txt:AB12CD34' },
    { id: 'rndcode', val: rndcode },
  ],
})

async function login(sandbox: ErpSandbox, password?: string, rndcode?: string): Promise<Json> {
  const answer = await post(sandbox, '/webapi/v3/ov1/login', credentials(password, rndcode))
  return answer.json().header as Json
}
const sessionOf = async (sandbox: ErpSandbox) => String((await login(sandbox)).session)

/** A list of this family that asks for nothing but its page. */
function zbList(): { path: string } {
  const catalogue = JSON.parse(readFileSync('data/sandbox/endpoints.json', 'utf8')) as Array<{
    path: string
    family: string
    params: Array<{ id: string; required?: boolean }>
  }>
  const found = catalogue.find(
    ({ family, path, params }) => family === 'zbservices' && /list/i.test(path) && !params.some((p) => p.required),
  )
  if (!found) throw new Error('no such list in the documentation')
  return found
}

const custom = '/sysa/mobilephone/salesmanage/custom'
const mobile = (session: string, values: Json, cmdkey?: string) => ({
  session,
  ...(cmdkey && { cmdkey }),
  datas: pairs(values),
})

async function allocate(sandbox: ErpSandbox, session: string): Promise<number> {
  const { body } = (await post(sandbox, `${custom}/add.asp`, mobile(session, {}))).json() as { body: { bill: Json } }
  return Number(body.bill.value)
}

const company = { name: '石狮远帆服饰有限公司', sort1: '3,7', ly: '171', person_name: '庄严', mobile: '13599170482' }

async function save(sandbox: ErpSandbox, session: string, values: Json, intsort = 1) {
  const answer = await post(sandbox, `${custom}/add.asp?intsort=${intsort}`, mobile(session, values, '__sys_dosave'))
  const { header, body } = answer.json() as { header: Json; body: { message: Json } }
  return { status: header.status, text: body.message.text }
}

async function listed(sandbox: ErpSandbox, session: string, values: Json) {
  const answer = await post(sandbox, `${custom}/list.asp`, mobile(session, values, 'refresh'))
  const { table } = (answer.json() as { body: { source: { table: Json } } }).body.source
  const { cols, rows, page } = table as { cols: Array<{ id: string }>; rows: unknown[][]; page: Json }
  return { page, rows: rows.map((row) => Object.fromEntries(cols.map(({ id }, i) => [id, row[i]]))) }
}

describe('the login', () => {
  it('answers state, words, session and version', async () => {
    const header = await login(await open())
    expect(header).toEqual({
      status: 0,
      message: 'API鉴权成功.',
      session: expect.stringMatching(/^\w{16,}$/),
      appversion: expect.stringMatching(/^\d+\.\d+$/),
    })
  })

  it('is there under the old path as well, whatever its case', async () => {
    const answer = await post(await open(), '/SYSA/mobilephone/login.asp', credentials())
    expect(answer.json()).toMatchObject({ header: { status: 0 } })
  })

  it('refuses a wrong password with HTTP 200, and asks for the captcha after three', async () => {
    const sandbox = await open({ captcha: '8642' })
    for (let n = 0; n < 3; n++)
      expect(await login(sandbox, 'wrong')).toMatchObject({ status: 1, message: '用户名或密码错误' })
    expect(await login(sandbox)).toMatchObject({ message: '请输入验证码' })
    expect(await login(sandbox, 'sandbox', '8642')).toMatchObject({ status: 0 })
  })

  it('ends the account’s other session where a server allows one', async () => {
    const sandbox = await open({ singleSession: true })
    const first = await sessionOf(sandbox)
    await sessionOf(sandbox)
    const answer = await post(sandbox, `${custom}/list.asp`, mobile(first, {}, 'refresh'))
    expect(answer.json()).toMatchObject({ header: { message: '登录超时，请重新登录' } })
    expect(answer.status).toBe(200)
  })
})

describe('a customer', () => {
  it('is allocated with a proposed number, saved, edited by the same ord, listed and read', async () => {
    const sandbox = await open()
    const session = await sessionOf(sandbox)
    const fresh = (await post(sandbox, `${custom}/add.asp`, mobile(session, {}))).json() as { body: { bill: Json } }
    const { value: ord, groups } = fresh.body.bill as { value: number; groups: Array<{ fields: Json[] }> }
    expect(groups[0]?.fields.find(({ id }) => id === 'khid')).toMatchObject({
      caption: expect.any(String),
      value: expect.stringMatching(/\S/),
    })
    expect(await save(sandbox, session, { ...company, ord, khid: 'WX12' })).toEqual({ status: 0, text: '保存成功' })
    expect(await save(sandbox, session, { ...company, ord, khid: 'WX12', address: '宝盖镇1号' })).toMatchObject({
      status: 0,
    })
    expect(sandbox.customers()).toHaveLength(1)
    const { rows, page } = await listed(sandbox, session, { khid: 'WX1', pagesize: 20, pageindex: 1 })
    expect(rows).toMatchObject([{ ord, name: company.name, mobile: company.mobile, sortname: '微信客户' }])
    expect(page).toEqual({ recordcount: 1, pagesize: 20, pageindex: 1, pagecount: 1 })
    const detail = await post(sandbox, `${custom}/add.asp?edit=1`, mobile(session, { ord }))
    expect(detail.text).toContain('宝盖镇1号')
  })

  it('is refused without what is required, with a number that is taken, an unknown class, and an ord nobody allocated', async () => {
    const sandbox = await open()
    const session = await sessionOf(sandbox)
    const ord = await allocate(sandbox, session)
    expect(await save(sandbox, session, { ...company, ord, person_name: '' })).toMatchObject({
      status: 1,
      text: expect.stringMatching(/请输入/),
    })
    expect(await save(sandbox, session, { ...company, ord, sort1: '99,1' })).toMatchObject({ status: 1 })
    expect(await save(sandbox, session, { ...company, ord: 424_242 })).toMatchObject({ status: 1 })
    await save(sandbox, session, { ...company, ord, khid: 'WX12' })
    const twin = await allocate(sandbox, session)
    expect(await save(sandbox, session, { ...company, name: '别家', ord: twin, khid: 'WX12' })).toMatchObject({
      text: expect.stringMatching(/重复/),
    })
    expect(sandbox.customers()).toHaveLength(1)
  })

  it('goes to the users named, or open to all', async () => {
    const sandbox = await open()
    const session = await sessionOf(sandbox)
    const ord = await allocate(sandbox, session)
    await save(sandbox, session, { ...company, ord })
    const order = (values: Json) =>
      post(
        sandbox,
        '/sysa/mobilephone/systemmanage/order.asp?datatype=tel',
        mobile(session, { ord, ...values }, '__sys_dosave'),
      )
    await order({ member1: '0', member2: '63,64' })
    expect(sandbox.customer(ord)).toMatchObject({ owners: [63, 64], pool: false })
    expect((await order({ member1: '0', member2: '999' })).json()).toMatchObject({ header: { status: 1 } })
    await order({ member1: '1' })
    expect(sandbox.customer(ord)).toMatchObject({ owners: [], pool: true })
  })

  it('takes notes of which the list shows the latest', async () => {
    const sandbox = await open()
    const session = await sessionOf(sandbox)
    const ord = await allocate(sandbox, session)
    await save(sandbox, session, { ...company, ord })
    const reply = (values: Json) =>
      post(
        sandbox,
        '/sysa/mobilephone/systemmanage/reply.asp?datatype=tel',
        mobile(session, { ord, ...values }, '__sys_dosave'),
      )
    for (const intro of ['第一条', '第二条']) await reply({ intro, sort: '484', plantype: '0' })
    expect((await listed(sandbox, session, {})).rows[0]).toMatchObject({ telintro: '第二条' })
    expect((await reply({ intro: '排期', sort: '484', plantype: '1' })).json()).toMatchObject({ header: { status: 1 } })
    expect(sandbox.notes(ord).map((note) => note.text)).toEqual(['第一条', '第二条'])
  })
})

describe('the other families', () => {
  it('v3 wants the token in a header and speaks of codes, pages and columns', async () => {
    const sandbox = await open()
    const path = '/webapi/v3/orgs/user/list'
    expect((await post(sandbox, path, {}, { 'ZBAPI-Token': 'nonsense' })).json()).toMatchObject({ Code: 400 })
    const token = await sessionOf(sandbox)
    const answer = (await post(sandbox, path, { page_size: 2, page_index: 1 }, { 'ZBAPI-Token': token })).json()
    expect(answer).toMatchObject({
      Code: 200,
      Page: { PageSize: 2, PageIndex: 1 },
      Cols: expect.arrayContaining(['ord', 'name']),
    })
    expect(answer.Rows).toHaveLength(2)
  })

  it('ZBServices wants both in the body, and knows its own pages only', async () => {
    const sandbox = await open()
    const { path } = zbList()
    expect((await post(sandbox, path, { Token: 'x', Datas: {} })).json()).toMatchObject({ flag: false, code: 400 })
    const Token = await sessionOf(sandbox)
    const answer = await post(sandbox, path, { Token, Datas: { PageNumber: '1', PageSize: '20' } })
    expect(answer.json()).toMatchObject({ flag: true, code: 200, datas: expect.any(Array) })
    expect((await post(sandbox, '/webapi/api/ZBServices/none', { Token, Datas: {} })).status).toBe(404)
  })

  it('option lists give ids with their labels', async () => {
    const sandbox = await open()
    const session = await sessionOf(sandbox)
    const answer = await post(sandbox, '/sysa/mobilephone/source.asp?enumid=14', mobile(session, {}))
    const { options } = (answer.json() as { body: { source: { options: Json[] } } }).body.source
    expect(options).toContainEqual({ text: '很高', value: '175' })
    const tree = await post(sandbox, '/mobilephone/systemmanage/telsort_list.asp?stype=check', mobile(session, {}))
    expect(tree.text).toContain('微信客户')
  })
})

describe('differences between servers', () => {
  const rowsAs = async (rows: 'values' | 'objects') => {
    const sandbox = await open({
      seed: [{ name: '甲公司' }],
      variants: { rows, business: 'top', listSource: 'report', numbersAsStrings: true },
    })
    const session = await sessionOf(sandbox)
    const answer = await post(sandbox, `${custom}/list.asp`, mobile(session, {}, 'refresh'))
    return answer.json() as { header: Json; report: { source: { table: { rows: unknown[]; page: Json } } } }
  }

  it('rows as {value: […]} or as objects, the business object at the top, numbers as text', async () => {
    const values = await rowsAs('values')
    expect(values.header.status).toBe('0')
    expect(values.report.source.table.rows[0]).toEqual({ value: expect.arrayContaining(['甲公司']) })
    const objects = await rowsAs('objects')
    expect(objects.report.source.table.rows[0]).toMatchObject({ name: '甲公司', ord: '1' })
  })

  it('a refusal whose status says that all is well, and 保存成功 that stores nothing', async () => {
    const sandbox = await open({ variants: { refusals: 'text', ghostSaves: 1 } })
    const session = await sessionOf(sandbox)
    const ord = await allocate(sandbox, session)
    expect(await save(sandbox, session, { ord, name: '' })).toMatchObject({
      status: 0,
      text: expect.stringMatching(/请输入/),
    })
    expect(await save(sandbox, session, { ...company, ord })).toEqual({ status: 0, text: '保存成功' })
    expect(sandbox.customers()).toEqual([])
    await save(sandbox, session, { ...company, ord })
    expect(sandbox.customers()).toHaveLength(1)
  })

  it('notes only by template, with everything filled in', async () => {
    const sandbox = await open({ seed: [{ name: '甲公司' }], variants: { followUp: 'template' } })
    const session = await sessionOf(sandbox)
    const reply = async (values: Json) =>
      (
        await post(
          sandbox,
          '/sysa/mobilephone/systemmanage/reply.asp?datatype=tel',
          mobile(session, { ord: 1, sort: '484', ...values }, '__sys_dosave'),
        )
      ).json()
    expect(await reply({ intro: '自由文字', plantype: '0' })).toMatchObject({ header: { status: 1 } })
    const filled = {
      '@ret2_0': '2026-11-24 10:00:00',
      '@ret2_1': '2026-11-24 10:30:00',
      '@title2': '报价',
      '@intro2': '已报价',
    }
    expect(await reply({ intro: '106', plantype: '2', ...filled })).toMatchObject({ header: { status: 0 } })
  })
})

describe('trouble on demand', () => {
  const answers = async (kind: string) => {
    const sandbox = await open({ seed: [{ name: '甲公司' }] })
    const session = await sessionOf(sandbox)
    const control = await post(sandbox, '/__sandbox/faults', { kind, operation: 'customer.list' })
    expect(control.status).toBe(200)
    const answer = await post(sandbox, `${custom}/list.asp`, mobile(session, {}, 'refresh')).catch(
      (error: unknown) => error as Error,
    )
    expect(sandbox.faults()).toMatchObject([{ kind, fired: 1 }])
    const after = await listed(sandbox, session, {}).catch(() => undefined)
    return { answer: answer as Awaited<ReturnType<typeof post>>, after }
  }

  it('HTML, broken JSON, too many calls, an ended session: each once, then all is well again', async () => {
    expect((await answers('html_500')).answer).toMatchObject({ status: 500, text: expect.stringMatching(/^<html/) })
    expect((await answers('html_200')).answer).toMatchObject({ status: 200, text: expect.stringMatching(/^<html/) })
    const truncated = await answers('truncated_json')
    expect(() => truncated.answer.json()).toThrow(SyntaxError)
    const tooMany = await answers('too_many')
    expect([tooMany.answer.status, tooMany.answer.headers.get('retry-after')]).toEqual([429, '1'])
    expect((await answers('expired_session')).answer.text).toContain('登录超时')
    const reset = await answers('reset_before')
    expect(reset.answer).toBeInstanceOf(Error)
    expect(reset.after?.rows).toHaveLength(1)
  })
})

it('finds everything again after a restart, a torn last line cut off', async () => {
  const dir = scratch('erp')
  closers.push(dir.remove)
  const dataFile = join(dir.path, 'erp.jsonl')
  const first = await startErpSandbox({ dataFile })
  const session = await sessionOf(first)
  const ord = await allocate(first, session)
  await save(first, session, { ...company, ord, khid: 'WX12' })
  await first.close()

  appendFileSync(dataFile, '{"kind":"customer","val')
  const second = await open({ dataFile })
  expect(second.customer(ord)?.fields).toMatchObject({ khid: 'WX12', name: company.name })
  expect(await allocate(second, await sessionOf(second))).toBeGreaterThan(ord)
})
