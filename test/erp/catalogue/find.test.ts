import { describe, expect, it } from 'vitest'
import { findOperations, operations } from '../../../src/erp/catalogue/index.ts'

const names = (query: string) => findOperations(query).map(({ name }) => name)

describe('finding an operation', () => {
  it.each([
    ['sales.customer.list', 'sales.customer.list'],
    ['客户列表', 'sales.customer.list'],
    ['客户指派', 'sales.customer.assign'],
    ['takeback', 'sales.customer.takeBack'],
    ['gate_list', 'options.people'],
    ['仓库', 'store.warehouse.list'],
    ['customer list', 'sales.customer.list'],
    ['联系人 添加', 'sales.contact.add'],
  ])('%s finds %s first', (query, name) => {
    expect(names(query)[0]).toBe(name)
  })

  it('finds every meaning of one label', () => {
    expect(names('洽谈进展').slice(0, 4)).toEqual([
      'sales.followUp.customer',
      'sales.followUp.contact',
      'sales.followUp.project',
      'sales.followUp.contract',
    ])
  })

  it('needs every word, and finds all for none', () => {
    expect(names('客户 火箭')).toEqual([])
    expect(findOperations('  ')).toHaveLength(operations.length)
  })

  it('finds every operation by its own name, label and path', () => {
    for (const { name, label, path } of operations) {
      expect(names(name)[0]).toBe(name)
      expect(names(label.split(/\s/)[0]!)).toContain(name)
      expect(names(path)).toContain(name)
    }
  })
})
