import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkParams,
  ErpParameterError,
  type Operation,
  operations,
  type Parameter,
} from '../../../src/erp/catalogue/index.ts'
import { validParams } from './valid-params.ts'

interface Place {
  op: Operation
  parameter: Parameter
}
const places = (fits: (parameter: Parameter) => boolean): fc.Arbitrary<Place> =>
  fc.constantFrom(...operations.flatMap((op) => op.params.filter(fits).map((parameter) => ({ op, parameter }))))
const anyOperation = fc.constantFrom(...operations)
const faultOf = (op: Operation, params: Record<string, unknown>, id: string): string | undefined => {
  try {
    checkParams(op, params)
  } catch (error) {
    if (!(error instanceof ErpParameterError)) throw error
    return error.problems.find(({ field }) => field === id)?.fault
  }
  return undefined
}

describe('checking parameters, whatever comes', () => {
  it('ends in values or in a typed error, never in anything else', () => {
    fc.assert(
      fc.property(anyOperation, fc.dictionary(fc.string(), fc.anything()), (op, junk) => {
        const known = Object.fromEntries(op.params.map(({ id }, index) => [id, Object.values(junk)[index]]))
        for (const params of [junk, known, { ...validParams(op), ...known }]) {
          try {
            const { values } = checkParams(op, params)
            expect(() => JSON.stringify(values)).not.toThrow()
          } catch (error) {
            expect(error).toBeInstanceOf(ErpParameterError)
          }
        }
      }),
    )
  })

  it('refuses every id that is not documented, by name', () => {
    fc.assert(
      fc.property(anyOperation, fc.string({ minLength: 1 }), (op, id) => {
        fc.pre(id !== '__proto__' && !op.params.some((p) => p.id === id))
        expect(faultOf(op, { ...validParams(op), [id]: 1 }, id)).toBe('unknown')
      }),
    )
  })

  it('takes texts up to their length and not one character more', () => {
    const limited = places((p) => p.type === 'string' && p.maxLength !== undefined && !p.enum && !p.multi)
    fc.assert(
      fc.property(limited, fc.integer({ min: 1, max: 20 }), ({ op, parameter: { id, maxLength } }, over) => {
        const params = validParams(op)
        expect(faultOf(op, { ...params, [id]: '字'.repeat(maxLength!) }, id)).toBeUndefined()
        expect(faultOf(op, { ...params, [id]: '字'.repeat(maxLength! + over) }, id)).toBe('length')
      }),
    )
  })

  it('takes a system flag exactly where it is one of the documented values', () => {
    const flags = places((p) => p.system === true)
    fc.assert(
      fc.property(flags, fc.integer({ min: -5, max: 400 }), ({ op, parameter: { id, enum: options } }, value) => {
        const params = { ...validParams(op, 'all'), [id]: value }
        expect(faultOf(op, params, id)).toBe(Object.hasOwn(options!, String(value)) ? undefined : 'option')
      }),
    )
  })

  it('never refuses a business option, and warns of every one it does not know', () => {
    const business = places((p) => p.enum !== undefined && !p.system && !p.open && p.type === 'int')
    fc.assert(
      fc.property(business, fc.integer({ min: 0, max: 9999 }), ({ op, parameter: { id, enum: options } }, value) => {
        const { values, warnings } = checkParams(op, { ...validParams(op, 'all'), [id]: value })
        expect(values[id]).toBe(value)
        expect(warnings).toHaveLength(Object.hasOwn(options!, String(value)) ? 0 : 1)
      }),
    )
  })

  it('loses no digit of a number, however it is written', () => {
    const numbers = places((p) => p.type === 'int' && !p.enum && !p.maxLength)
    fc.assert(
      fc.property(numbers, fc.stringMatching(/^\d{1,25}$/), ({ op, parameter: { id } }, digits) => {
        const { values } = checkParams(op, { ...validParams(op), [id]: digits })
        expect(String(values[id])).toBe(digits)
      }),
    )
  })

  it('writes moments as Shanghai time and refuses days that do not exist', () => {
    const moments = places((p) => p.type === 'datetime' && p.maxLength === undefined)
    const date = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, date, ({ op, parameter: { id } }, moment) => {
        const { values } = checkParams(op, { ...validParams(op), [id]: moment })
        const written = new Date(`${String(values[id]).replace(' ', 'T')}+08:00`)
        expect(Math.floor(written.getTime() / 1000)).toBe(Math.floor(moment.getTime() / 1000))
        expect(faultOf(op, { ...validParams(op), [id]: '2026-02-30' }, id)).toBe('type')
      }),
    )
  })

  it('does not change what was checked before', () => {
    fc.assert(
      fc.property(anyOperation, (op) => {
        const once = checkParams(op, validParams(op, 'all')).values
        expect(checkParams(op, once).values).toEqual(once)
      }),
    )
  })
})
