import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { erpDateTime, fromErpDate } from '../../../src/erp/crm/erp-time.ts'

describe('dates of the ERP', () => {
  it.each([
    ['2026-11-24 08:30:15', '2026-11-24T00:30:15Z'],
    ['2026-11-24T08:30:15', '2026-11-24T00:30:15Z'],
    ['2026-11-24  23:05', '2026-11-24T15:05:00Z'],
    ['2026/1/5 9:07:03', '2026-01-05T01:07:03Z'],
    ['2026-01-05', '2026-01-04T16:00:00Z'],
    ['2026-01-05 上午', '2026-01-04T16:00:00Z'],
  ])('%s is %s, as its clock hangs in Shanghai', (text, utc) => {
    expect(fromErpDate(text)).toBe(Date.parse(utc))
  })

  it.each([[undefined], [''], ['昨天'], ['08:30:00'], ['建于 2026-01-05'], ['26-01-05'], ['2026年1月5日']])(
    '%s is none',
    (text) => {
      expect(fromErpDate(text)).toBeUndefined()
    },
  )

  it('are read back as they were written', () => {
    const seconds = fc.integer({ min: Date.UTC(2000, 0) / 1_000, max: Date.UTC(2099, 11) / 1_000 })
    fc.assert(fc.property(seconds, (s) => fromErpDate(erpDateTime(s * 1_000)) === s * 1_000))
  })
})
