import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitText } from '../../../src/erp/crm/split-text.ts'

const mark = /^（(\d+)\/(\d+)）/

describe('a text for a field of limited length', () => {
  it('stays one where it fits, without a number', () => {
    const text = '字'.repeat(50)
    expect(splitText(text, 50)).toEqual([text])
    expect(splitText('', 50)).toEqual([''])
  })

  it('that is longer by one character becomes two numbered parts', () => {
    const parts = splitText('字'.repeat(51), 50)
    expect(parts.map((part) => mark.exec(part)?.[0])).toEqual(['（1/2）', '（2/2）'])
  })

  it('has room for the number of a hundred parts and more', () => {
    const parts = splitText('字'.repeat(1_500), 20)
    expect(parts.at(-1)).toMatch(/^（150\/150）字+$/)
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(20)
  })

  it('of any kind and length is all there, each part within the limit and made of whole characters', () => {
    const character = fc.constantFrom('字', 'a', '😀', '\n', '𠮷')
    const texts = fc.array(character, { maxLength: 1_200 }).map((characters) => characters.join(''))
    fc.assert(
      fc.property(texts, fc.integer({ min: 20, max: 100 }), (text, limit) => {
        const parts = splitText(text, limit)
        expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(limit)
        expect(parts.every((part) => part.isWellFormed())).toBe(true)
        const numbered = parts.length > 1
        expect(parts.map((part) => (numbered ? part.replace(mark, '') : part)).join('')).toBe(text)
        if (numbered) {
          const expected = parts.map((_, index) => [String(index + 1), String(parts.length)])
          expect(parts.map((part) => mark.exec(part)?.slice(1))).toEqual(expected)
        }
      }),
    )
  })
})
