import { describe, expect, it } from 'vitest'
import { operation } from '../../../src/erp/catalogue/index.ts'
import { fitted } from '../../../src/erp/crm/fit.ts'

const { params } = operation('sales.customer.addCompany')!
const longest = (id: string) => params.find((param) => param.id === id)?.maxLength ?? 0

describe('values too long for their field', () => {
  it.each(['name', 'address', 'job', 'product', 'intro'])('%s: the beginning still says something', (id) => {
    const text = '字'.repeat(longest(id))
    expect(fitted({ [id]: `${text}多` }, params)).toEqual({ values: { [id]: text }, changed: [id] })
  })

  it.each(['mobile', 'phone', 'email', 'qq', 'weixinAcc', 'khid'])('%s: half of it would be another one', (id) => {
    expect(fitted({ [id]: '1'.repeat(longest(id) + 1) }, params)).toEqual({ values: {}, changed: [id] })
  })

  it('are cut between two characters, not through one', () => {
    const text = '字'.repeat(longest('name') - 1)
    expect(fitted({ name: `${text}😀` }, params).values.name).toBe(text)
    expect(fitted({ name: `${text.slice(1)}😀多` }, params).values.name).toBe(`${text.slice(1)}😀`)
  })
})

describe('values that fit', () => {
  it('stay as they are, up to the last character', () => {
    const values = { name: '字'.repeat(100), mobile: '13905951234', address: '', product: '简'.repeat(4_000) }
    expect(fitted(values, params)).toEqual({ values, changed: [] })
  })

  it('are all that a field without a limit, or an unknown one, can have', () => {
    const values = { area: '省'.repeat(5_000), another: '字'.repeat(5_000) }
    expect(longest('area')).toBe(0)
    expect(fitted(values, params)).toEqual({ values, changed: [] })
  })
})
