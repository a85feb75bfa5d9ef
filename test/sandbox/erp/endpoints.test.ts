import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ErpSandbox, startErpSandbox } from '../../../src/sandbox/erp/index.ts'
import { scratch } from '../../support/cli.ts'
import { at, Caller, open, rowsOf, said } from './caller.ts'

interface Row {
  no: number
  name: string
  path: string
  family: 'login' | 'mobile' | 'v3' | 'zbservices'
  cmdkey?: string
  response?: string
  params: Array<{ id: string; label: string; type: string; required?: boolean; maxLength?: number }>
}

const rows = (JSON.parse(readFileSync('data/sandbox/endpoints.json', 'utf8')) as Row[]).filter(
  ({ family }) => family !== 'login',
)
const named = (some: readonly Row[]) => some.map((row) => [`${row.no} ${row.name}`, row] as const)

describe('every documented endpoint', () => {
  let caller: Caller
  beforeAll(async () => {
    caller = await open({ seed: [{ name: '甲公司' }] })
  })
  afterAll(() => caller.sandbox.close())

  const call = (row: Row, values: Record<string, unknown>, session = caller.session) => {
    if (row.family === 'v3') return caller.json(row.path, values, { 'ZBAPI-Token': session })
    if (row.family === 'zbservices') return caller.json(row.path, { Token: session, Datas: values })
    const datas = Object.entries(values).map(([id, val]) => ({ id, val }))
    return caller.json(row.path, { session, cmdkey: row.cmdkey, datas })
  }
  const refusal = (row: Row, words: RegExp) =>
    ({
      mobile: { header: { message: expect.stringMatching(words) } },
      v3: { Code: 300, Msg: expect.stringMatching(words) },
      zbservices: { flag: false, code: 300, msg: expect.stringMatching(words) },
      login: {},
    })[row.family]

  it('is there: 145 with the login', () => expect(rows).toHaveLength(144))

  it.each(named(rows))('%s wants a session', async (_, row) => {
    const answer = await call(row, {}, 'NOBODY')
    if (row.family === 'v3') expect(answer).toEqual({ Code: 400, Msg: expect.stringContaining('Token') })
    else if (row.family === 'zbservices') expect(answer).toMatchObject({ flag: false, code: 400 })
    else expect(answer).toMatchObject({ header: { status: 2, message: '登录超时，请重新登录' } })
  })

  const withRequired = rows.filter(({ params }) => params.some(({ required, type }) => required && !type.includes('`')))
  it.each(named(withRequired))('%s says what is missing', async (_, row) => {
    // Where lines are asked for, one empty line.
    const lists = row.params.filter(({ type }) => /list|enumerable/.test(type)).map(({ id }) => [id, [{}]])
    expect(await call(row, Object.fromEntries(lists))).toMatchObject(refusal(row, /^请输入|不存在/))
  })

  const withNumber = rows.filter(({ params }) => params.some(({ id, type }) => type === 'int' && !id.startsWith('@')))
  it.each(named(withNumber))('%s takes numbers for numbers only', async (_, row) => {
    const wanted = row.params.find(({ id, type }) => type === 'int' && !id.startsWith('@'))
    const answer = await call(row, { [wanted?.id ?? '']: '不是数' })
    expect(answer).toMatchObject(refusal(row, /必须是整数|取值不正确|请输入|不存在/))
  })

  it.each(named(rows.filter(({ cmdkey }) => cmdkey === 'refresh')))('%s is a table with columns', async (_, row) => {
    const answer = await call(row, { pagesize: 2, pageindex: 1 })
    expect(at(answer, 'header.status')).toBe(0)
    expect(at(answer, 'body.source.type_')).toBe('table')
    expect(at(answer, 'body.source.table.page')).toMatchObject({ pagesize: 2, pageindex: 1 })
    for (const one of rowsOf(answer)) expect(Object.keys(one).length).toBeGreaterThan(1)
  })

  const bills = rows.filter(({ response }) => response === 'BillClass')
  it.each(named(bills))('%s is a document', async (_, row) => {
    const answer = await call(row, { ord: 1 })
    expect(answer).toMatchObject({ header: { status: 0 }, body: { bill: { groups: [{ fields: expect.any(Array) }] } } })
  })

  it('longer text than a field holds is refused', async () => {
    const ord = await caller.allocate()
    expect(said(await caller.save(ord, { name: '长'.repeat(101) }))).toBe('客户名称长度不能超过100个字')
    expect(said(await caller.save(ord, { product: '长'.repeat(4001) }))).toContain('长度不能超过4000个字')
    expect(said(await caller.save(ord, { name: '长'.repeat(100) }))).toBe('保存成功')
  })
})

describe('the data file', () => {
  const open: ErpSandbox[] = []
  const dirs: Array<ReturnType<typeof scratch>> = []
  afterEach(async () => {
    for (const sandbox of open.splice(0)) await sandbox.close()
    for (const dir of dirs.splice(0)) dir.remove()
  })
  const file = () => {
    const dir = scratch('erp-journal')
    dirs.push(dir)
    return join(dir.path, 'erp.jsonl')
  }
  const start = async (dataFile: string) => {
    const sandbox = await startErpSandbox({ dataFile })
    open.push(sandbox)
    const caller = new Caller(sandbox)
    await caller.login()
    return caller
  }

  it('holds what was confirmed before the answer left, for its owner alone', async () => {
    const dataFile = file()
    const caller = await start(dataFile)
    await caller.create({ name: '舟山远洋渔具' })
    expect(readFileSync(dataFile, 'utf8')).toContain('舟山远洋渔具')
    expect((statSync(dataFile).mode & 0o777).toString(8)).toBe('600')
  })

  it('brings back customers, owners, contacts, notes and open documents', async () => {
    const dataFile = file()
    const first = await start(dataFile)
    const ord = await first.create({ name: '舟山远洋渔具', khid: 'WX12345678', mobile: '13700004444' })
    const opened = await first.allocate()
    const order = '/sysa/mobilephone/systemmanage/order.asp?datatype=tel'
    await first.mobile(order, { ord, member1: '0', member2: '63,64' }, '__sys_dosave')
    const note = { ord, intro: '要 20 条钓竿', sort: '484', plantype: '0' }
    await first.mobile('/sysa/mobilephone/systemmanage/reply.asp?datatype=tel', note, '__sys_dosave')
    const before = [first.sandbox.customers(), first.sandbox.contacts(), first.sandbox.notes()]
    await first.sandbox.close()

    const second = await start(dataFile)
    expect([second.sandbox.customers(), second.sandbox.contacts(), second.sandbox.notes()]).toEqual(before)
    expect(rowsOf(await second.list({ khid: 'WX1234' }))).toMatchObject([{ ord, telintro: '要 20 条钓竿' }])
    expect(rowsOf(await second.list({ mobile: '13700004444' }, 'person'))).toMatchObject([{ company: ord }])
    expect(said(await second.save(opened, { name: '后来才存' }))).toBe('保存成功')
    expect(await second.allocate()).toBe(opened + 1)
  })

  it('is empty after a reset', async () => {
    const dataFile = file()
    const first = await start(dataFile)
    await first.create()
    first.sandbox.reset()
    await first.sandbox.close()
    expect((await start(dataFile)).sandbox.customers()).toEqual([])
  })
})
