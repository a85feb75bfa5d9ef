import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OperationName } from '../../src/erp/index.ts'
import { company, create, type Office, openOffice } from './sandbox-office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  await create(office.erp, company)
})
afterAll(() => office.close())

const call = (name: OperationName, params: Record<string, unknown> = {}) =>
  office.erp.client.call(name, params as never) as Promise<never>
const rowsOf = async (name: OperationName, params: Record<string, unknown> = {}) =>
  ((await call(name, params)) as { rows: Array<Record<string, unknown>> }).rows

const contract = (more: Record<string, unknown> = {}) => ({
  Title: '货架二期',
  HTId: 'HT-2026-77',
  CompanyName: company.name,
  SignDate: '2026-11-24',
  BeginDate: '2026-12-01',
  SortName: '销售合同',
  Currency: '人民币',
  AutoCreateType: 0,
  StatusName: '未执行',
  PaymentStatus: 1,
  PaybackMode: 1,
  InvoiceStatus: 1,
  InvoiceMode: 1,
  ...more,
})

describe('contracts', () => {
  it('that were added are in the list and in their detail, and no number is taken twice', async () => {
    await call('sales.contract.addWithLines', contract())
    const [row] = await rowsOf('sales.contract.list', { htbh: 'HT-2026-77' })
    expect(row).toMatchObject({ title: '货架二期', khmc: company.name, date3: '2026-11-24' })
    const { fields } = (await call('sales.contract.detail', { ord: Number(row?.ord) })) as {
      fields: Array<{ id: string; value: unknown }>
    }
    expect(Object.fromEntries(fields.map(({ id, value }) => [id, value]))).toMatchObject({
      Title: '货架二期',
      Htid: 'HT-2026-77',
      SortName: '销售合同',
    })
    await expect(call('sales.contract.addWithLines', contract())).rejects.toMatchObject({
      failure: 'refused',
      serverMessage: '合同编号已存在',
    })
  })

  it('need a customer and products that exist', async () => {
    await expect(
      call('sales.contract.addWithLines', contract({ HTId: 'HT-1', CompanyName: '没有这家公司' })),
    ).rejects.toMatchObject({ serverMessage: '客户名称不存在' })
  })

  it('are found by title, customer, amount and date, page by page', async () => {
    const all = await rowsOf('sales.contract.list')
    expect(all.length).toBeGreaterThanOrEqual(5)
    expect(await rowsOf('sales.contract.list', { khmc: '汇通' })).toHaveLength(1)
    expect(await rowsOf('sales.contract.list', { pagesize: 2, pageindex: 2 })).toHaveLength(2)
    expect(await rowsOf('sales.contract.list', { title: '没有这份' })).toEqual([])
  })

  it('take follow-ups only where they exist', async () => {
    const note = { intro: '合同已寄出', sort: 484, plantype: 0 }
    await call('sales.followUp.contract', { ord: 2, ...note })
    await call('sales.followUp.project', { ord: 2, ...note })
    expect(office.sandbox.notes().map(({ subject, ord }) => [subject, ord])).toEqual([
      ['contract', 2],
      ['chance', 2],
    ])
    for (const name of ['sales.followUp.contract', 'sales.followUp.project'] as const) {
      await expect(call(name, { ord: 999, ...note })).rejects.toMatchObject({ failure: 'refused' })
    }
  })
})

describe('what does not exist', () => {
  it.each([
    'sales.contract.detail',
    'sales.project.detail',
    'store.product.detail',
    'store.stock.detail',
    'system.user.detail',
    'system.department.detail',
  ] as const)('is refused by %s', async (name) => {
    await expect(call(name, { ord: 99_999 })).rejects.toMatchObject({ failure: 'refused' })
  })
})

describe('products and stock', () => {
  it('agree: what a product list counts is what lies in the warehouses', async () => {
    const products = await rowsOf('store.product.list', { cpname: '法兰' })
    expect(products.map((row) => row.order1)).toEqual(['CP005', 'CP006'])
    for (const product of products) {
      const details = await rowsOf('store.inventory.details', { order1: product.order1 })
      const sum = details.reduce((total, row) => total + Number(row.Num2), 0)
      expect(sum).toBe(Number(product.kcnum))
      const [summary] = await rowsOf('store.inventory.summary', { order1: product.order1 })
      expect(Number(summary?.Num2)).toBe(sum)
      expect(Number(summary?.KYNum)).toBe(sum - Number(summary?.DJNum))
    }
  })

  it('that are added or changed are read back', async () => {
    const [added] = [
      { Title: '气动扳手', Code: 'CP900', Sort1: '1', CanOutStore: '1', Roles: '1', PriceMode: '1', Unitjb: '1' },
    ]
    await call('store.product.add', added)
    const [row] = await rowsOf('store.product.list', { cpbh: 'CP900' })
    expect(row).toMatchObject({ title: '气动扳手', kcnum: expect.anything() })
    await call('store.product.edit', { ord: Number(row?.ord), Title: '气动扳手 2 代' })
    expect(await rowsOf('store.product.list', { cpbh: 'CP900' })).toMatchObject([{ title: '气动扳手 2 代' }])
  })
})
