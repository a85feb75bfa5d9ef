import { describe, expect, it } from 'vitest'
import { speaksOfFirm, typeEvidence } from '../../../src/scoring/extract/customer-type.ts'

describe('the kinds of words met so far, which are stored with the thread', () => {
  it.each([
    ['我司', 1 << 0],
    ['增值税', 1 << 1],
    ['贴牌', 1 << 2],
    ['一车', 1 << 3],
    ['法兰', 1 << 4],
  ])('keep their bit for a firm: %s', (text, bit) => {
    expect(typeEvidence(text).company & 0b11111).toBe(bit)
  })

  it.each([
    ['自家', 1 << 0],
    ['儿子', 1 << 1],
    ['婚纱', 1 << 2],
    ['粉底', 1 << 3],
  ])('keep their bit for a home: %s', (text, bit) => {
    expect(typeEvidence(text).personal & 0b1111).toBe(bit)
  })

  it('speak of a firm of his only by its name for itself and by its papers', () => {
    expect([1, 2, 4, 8, 16].map((company) => speaksOfFirm({ company }))).toEqual([true, true, false, false, false])
  })
})
