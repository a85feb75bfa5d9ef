import { describe, expect, it } from 'vitest'
import { checkParams, ErpParameterError, operation, operations } from '../../../src/erp/catalogue/index.ts'
import { validParams } from './valid-params.ts'

const check = (name: string, params: Record<string, unknown>) =>
  checkParams(operation(name) ?? expect.fail(`${name} is missing`), params)
const refusal = (name: string, params: Record<string, unknown>): ErpParameterError => {
  try {
    check(name, params)
  } catch (error) {
    if (error instanceof ErpParameterError) return error
    throw error
  }
  return expect.fail(`${name} took ${JSON.stringify(params)}`)
}
const company = { ord: 9, name: '华强泵业', sort1: '3,7', person_name: '李伟' }

describe('checking parameters before anything is sent', () => {
  it.each(operations.map((op) => [op.name, op] as const))('%s takes what it documents', (_, op) => {
    expect(checkParams(op, validParams(op)).warnings).toEqual([])
    const all = validParams(op, 'all')
    expect(Object.keys(checkParams(op, all).values).sort()).toEqual(Object.keys(all).sort())
  })

  it.each(operations.filter(({ params }) => params.some((p) => p.required)).map((op) => [op.name, op] as const))(
    '%s names everything that is missing',
    (name, op) => {
      const error = refusal(name, {})
      const required = op.params.filter((p) => p.required)
      expect(error.problems.map(({ field, fault }) => `${fault} ${field}`)).toEqual(
        required.map(({ id }) => `missing ${id}`),
      )
      for (const { id, label } of required) expect(error.message).toContain(label || id)
    },
  )

  it('is a refusal with a stable code that names field, label, value and the allowed ones', () => {
    const error = refusal('sales.customer.assign', { ord: 9, member1: 5 })
    expect(error).toMatchObject({ code: 'erp_parameter', operation: 'sales.customer.assign', failure: 'refused' })
    expect(error).toMatchObject({ field: 'member1', label: '指派方式', value: '5', allowed: ['0', '1'] })
    expect(error.message).toContain('member1（指派方式）')
    expect(error.message).toContain('0 指派给以下用户')
  })

  it('carries all problems at once', () => {
    const { problems } = refusal('sales.customer.addCompany', {
      ...company,
      ord: 'x',
      name: '长'.repeat(101),
      age: 3.5,
    })
    expect(problems.map(({ field, fault }) => [field, fault])).toEqual([
      ['ord', 'type'],
      ['name', 'length'],
      ['age', 'type'],
    ])
  })

  it('offers the nearest id for a mistyped one, and says where a column belongs', () => {
    expect(refusal('sales.customer.addCompany', { ...company, mobil: '1' }).message).toContain('是不是 mobile')
    expect(refusal('sales.customer.list', { pageSize: 5 }).message).toContain('是不是 pagesize')
    expect(refusal('hr.attendance.import', { UserID: 3 }).message).toContain('属于明细 attendanceList')
    expect(refusal('store.warehouse.list', { page: 3 }).message).toContain('不带参数')
  })

  it('leaves out what is absent and takes an empty text as "clear this field"', () => {
    expect(
      check('sales.customer.addCompany', { ...company, mobile: undefined, qq: null, fax: '', age: '' }).values,
    ).toEqual({ ...company, fax: '', age: '' })
  })

  it('takes an empty required value for a missing one', () => {
    expect(refusal('sales.customer.addCompany', { ...company, name: '  ' }).problems).toMatchObject([
      { field: 'name', fault: 'missing' },
    ])
    expect(refusal('rd.substitution.add', { ProductID: 1, unit: 2, childtd: [] }).field).toBe('childtd')
  })

  it('warns of an option it does not know, as the server decides about those', () => {
    const { values, warnings } = check('sales.customer.addCompany', { ...company, ly: 998, jz: '175' })
    expect(values).toMatchObject({ ly: 998, jz: 175 })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('ly（客户来源）的 998')
  })

  it('asks for the schedule only where the kind of schedule does', () => {
    const note = { ord: 9, intro: '客户要报价', sort: 484 }
    expect(check('sales.followUp.customer', { ...note, plantype: 0 })).toMatchObject({ warnings: [] })
    const planned = refusal('sales.followUp.customer', { ...note, plantype: '1' })
    expect(planned.problems.map(({ field }) => field).sort()).toEqual(['@remind', '@ret_0', '@ret_1', '@title1'].sort())
    const done = refusal('sales.followUp.customer', { ...note, plantype: 2 })
    expect(done.problems.map(({ field }) => field)).toEqual(['@ret2_0', '@ret2_1', '@title2', '@intro2'])
    // Some servers demand all of them whatever the kind.
    expect(check('sales.followUp.customer', { ...note, plantype: 0, '@title1': '回访' }).values).toHaveProperty(
      '@title1',
    )
  })

  it('asks for the users where a customer goes to users', () => {
    expect(refusal('sales.customer.assign', { ord: 9, member1: '0' }).field).toBe('member2')
    expect(refusal('sales.customer.assign', { ord: 9, member1: '0', member2: '' }).field).toBe('member2')
    expect(check('sales.customer.assign', { ord: 9, member1: '0', member2: [63, 64] }).values).toEqual({
      ord: 9,
      member1: 0,
      member2: '63,64',
    })
    expect(check('sales.customer.assign', { ord: 9, member1: 1 }).values).toEqual({ ord: 9, member1: 1 })
  })

  it('checks each line of a list and says which one is wrong', () => {
    const line = { UserID: 3, ClockTime: '2026-03-01 08:58:00', Device: 1, IsTrueDevice: 1 }
    expect(check('hr.attendance.import', { attendanceList: [line, line] }).values).toEqual({
      attendanceList: [line, line],
    })
    const error = refusal('hr.attendance.import', { attendanceList: [line, { ...line, Device: 9, UserID: undefined }] })
    expect(error.problems.map(({ field, fault }) => [field, fault])).toEqual([
      ['attendanceList[1].UserID', 'missing'],
      ['attendanceList[1].Device', 'option'],
    ])
    expect(refusal('hr.attendance.import', { attendanceList: line }).problems).toMatchObject([{ fault: 'type' }])
  })

  it('never shows a password, and a mobile only masked', () => {
    const secret = 'Sonne-42'
    expect(refusal('system.user.add', { Pw: { secret } }).message).not.toContain(secret)
    expect(refusal('login', { user: 'bot', password: { secret } }).message).not.toContain(secret)
    expect(refusal('sales.customer.addCompany', { ...company, age: '13812345678a' }).message).not.toContain(
      '13812345678',
    )
  })
})
