import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Operation, type OperationName, operations } from '../../src/erp/index.ts'
import { sampleParams } from './sample-params.ts'
import { company, create, type Office, openOffice } from './sandbox-office.ts'

/** What must exist, or must be one of the sandbox's own labels. */
const known: Partial<Record<OperationName, Record<string, unknown>>> = {
  login: { user: 'bot', password: 'sandbox', serialnum: 'A1' },
  'system.user.detail': { ord: 63 },
  'system.user.edit': { ord: 63, Orgsid: 1 },
  'system.user.delete': { ord: 67 },
  'system.department.detail': { ord: 1 },
  'system.department.edit': { ord: 2, pid: 1 },
  'sales.contract.detail': { ord: 1 },
  'sales.contract.addWithLines': { CompanyName: company.name, HTId: 'HT-77' },
  'sales.project.detail': { ord: 1 },
  'sales.followUp.project': { ord: 1 },
  'sales.followUp.contract': { ord: 1 },
  'store.product.detail': { ord: 1 },
  'store.product.edit': { ord: 1 },
  'store.stock.detail': { ord: 1 },
  'sales.customer.assign': { member1: 0, member2: '63' },
  'sales.customer.share': { member1: 0, member2: '64' },
  'sales.customer.add': { sort: '微信客户', sort1: '新线索', name: '晋江同心鞋材' },
  'sales.customer.edit': { sort: '微信客户', sort1: '新线索', name: company.name },
}

describe('every row of the catalogue, once', () => {
  let office: Office
  let ids: Record<string, unknown>

  beforeAll(async () => {
    office = await openOffice()
    const ord = await create(office.erp, company)
    ids = { ord, company: ord, sort1: '3,7', ProductCode: 'CP001' }
  })
  afterAll(() => office.close())

  const call = (operation: Operation, params: Record<string, unknown>) =>
    office.erp.client.call(operation.name as OperationName, params as never)

  function validParams(operation: Operation): Record<string, unknown> {
    const own = known[operation.name as OperationName] ?? {}
    const contactId = office.sandbox.contacts()[0]?.person
    const contact = /^sales\.contact\.detail|followUp\.contact/.test(operation.name) ? { ord: contactId } : {}
    return { ...sampleParams(operation, { ...ids, ...own, ...contact }), ...own }
  }

  const kinds: Record<string, string[]> = {
    SourceClass: ['list', 'options'],
    BillClass: ['document'],
    MessageClass: ['message'],
  }

  // Logging out comes last: it ends the session of the others.
  const inOrder = [...operations].sort((a, b) => Number(a.name === 'logout') - Number(b.name === 'logout'))

  it.each(inOrder.map((operation) => [operation.name, operation] as const))('%s', async (_, operation) => {
    const result = await call(operation, validParams(operation))
    const expected = kinds[operation.response ?? ''] ?? ['list', 'document', 'message', 'data', 'options']
    expect(expected).toContain(result.kind)
  })

  it('covers all 158 rows', () => {
    expect(new Set(operations.flatMap((operation) => operation.rows)).size).toBe(158)
  })

  it.each(
    operations
      .filter(({ params }) => params.some((p) => p.required))
      .map((operation) => [operation.name, operation] as const),
  )('%s says what is missing, before any traffic', async (_, operation) => {
    const before = office.sandbox.countOf()
    const required = operation.params.find((param) => param.required)
    await expect(call(operation, { ...validParams(operation), [required?.id ?? '']: undefined })).rejects.toMatchObject(
      {
        code: 'erp_parameter',
        field: required?.id,
        label: required?.label,
      },
    )
    expect(office.sandbox.countOf()).toBe(before)
  })

  it.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s takes no parameter that it does not have',
    async (_, operation) => {
      const before = office.sandbox.countOf()
      await expect(call(operation, { ...validParams(operation), 没有这个: 1 })).rejects.toMatchObject({
        code: 'erp_parameter',
        problems: [{ fault: 'unknown', field: '没有这个' }],
      })
      expect(office.sandbox.countOf()).toBe(before)
    },
  )
})
