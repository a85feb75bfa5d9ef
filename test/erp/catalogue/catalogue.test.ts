import { describe, expect, it } from 'vitest'
import { readDocumentation } from '../../../scripts/generate/documentation.ts'
import {
  type Operation,
  operation,
  operationOfRow,
  operations,
  type Parameter,
} from '../../../src/erp/catalogue/index.ts'

const documentation = readDocumentation()
const flat = (params: readonly Parameter[]): Parameter[] => params.flatMap((p) => [p, ...flat(p.fields ?? [])])
const found = (name: string): Operation => operation(name) ?? expect.fail(`${name} is missing`)
const parameter = (name: string, id: string): Parameter =>
  found(name).params.find((p) => p.id === id) ?? expect.fail(`${name} has no ${id}`)

describe('the catalogue', () => {
  it('has 158 rows, 145 endpoints and 41 categories, and five operations without a document', () => {
    expect(new Set(operations.flatMap(({ rows }) => rows)).size).toBe(158)
    expect(operations.filter(({ rows }) => rows.length > 0)).toHaveLength(145)
    expect(new Set(documentation.apis.map(({ category }) => category)).size).toBe(41)
    expect(operations.filter(({ rows }) => rows.length === 0).map(({ name }) => name)).toEqual([
      'logout',
      'options.source',
      'options.people',
      'options.areas',
      'options.categories',
    ])
  })

  it.each(documentation.apis.map((api) => [api.no, api.name, api] as const))(
    'row %i %s resolves to an operation with all its parameters',
    (no, label, api) => {
      const resolved = operationOfRow(no)
      expect(resolved).toMatchObject({ label, path: api.path, family: api.family, category: api.category })
      expect(resolved?.cmdkey).toBe(api.cmdkey ?? undefined)
      expect(resolved?.response).toBe(api.response ?? undefined)
      expect(flat(resolved?.params ?? []).map((p) => p.id)).toEqual(api.params.map((p) => p.id))
      expect(flat(resolved?.params ?? []).map((p) => p.maxLength)).toEqual(api.params.map((p) => p.maxLength))
    },
  )

  it('gives rows that repeat to one operation, and one path with two meanings to two', () => {
    expect(operationOfRow(39)).toBe(operationOfRow(103))
    expect(operationOfRow(59)).toBe(operationOfRow(61))
    const notes = operations.filter(({ path }) => path.includes('/reply.asp'))
    expect(notes.map(({ name, path }) => `${name} ${path.split('?')[1]}`)).toEqual([
      'sales.followUp.customer datatype=tel',
      'sales.followUp.contact datatype=person',
      'sales.followUp.project datatype=chance',
      'sales.followUp.contract datatype=contract',
    ])
  })

  it('has unique, readable, dotted names', () => {
    const names = operations.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^([a-z]+(\.[a-z][a-zA-Z]+){1,2}|login|logout)$/)
    expect(operation('sales.customer')).toBeUndefined()
    expect(operation('constructor')).toBeUndefined()
  })

  it('has an operation for everything of the main job', () => {
    const customer = ['allocate', 'addCompany', 'addIndividual', 'list', 'detail', 'edit', 'add', 'assign', 'takeBack']
    const more = ['apply', 'approve', 'review', 'share', 'protect', 'unprotect']
    const names = [
      ...[...customer, ...more].map((action) => `sales.customer.${action}`),
      ...['add', 'list', 'detail'].map((action) => `sales.contact.${action}`),
      ...['system.user.list', 'system.department.list', 'login', 'logout'],
    ]
    expect(names.filter((name) => !operation(name))).toEqual([])
    expect(
      operations.filter(({ name }) => name.startsWith('sales.customer.')).flatMap(({ rows }) => rows).length + 2,
    ).toBe(documentation.apis.filter(({ category }) => category === '销售栏目客户管理客户').length + 1)
  })

  it('tells reading from writing as the answers do', () => {
    for (const { name, write, response, returns } of operations) {
      if (response === 'MessageClass') expect([name, write]).toEqual([name, true])
      if (response === 'SourceClass') expect([name, write]).toEqual([name, false])
      if (returns?.some(({ id }) => id === 'Page')) expect([name, write]).toEqual([name, false])
    }
    // An id that is handed out is used up.
    expect(found('sales.customer.allocate').write).toBe(true)
  })

  it('requires the id where a document is saved, opened or acted upon', () => {
    const open = operations.filter(({ params }) => params.some((p) => p.label === '数据唯一标识' && !p.required))
    expect(open.map(({ name }) => name)).toEqual([
      'sales.contact.add',
      'sales.contract.add',
      'sales.contractLine.unit',
      'sales.repair.add',
    ])
    expect(found('sales.customer.allocate').params.filter((p) => p.required)).toEqual([])
  })

  it('requires what the business rules require', () => {
    const required = (name: string) => found(name).params.flatMap((p) => (p.required ? p.id : []))
    expect(required('sales.customer.addCompany')).toEqual(['ord', 'name', 'sort1', 'person_name'])
    expect(required('sales.customer.addIndividual')).toEqual(['ord', 'name', 'sort1'])
    expect(required('sales.contact.add')).toEqual(['company', 'person_name'])
    expect(required('sales.customer.edit')).toEqual(['ord', 'sort2', 'name', 'sort', 'sort1', 'person_name'])
    expect(required('sales.followUp.customer')).toEqual(['ord', 'intro', 'sort', 'plantype'])
  })

  it('binds system flags and leaves business options to the installation', () => {
    const flags = [
      ['sales.customer.list', 'stype'],
      ['sales.customer.list', 'catetype'],
      ['sales.customer.assign', 'member1'],
      ['sales.followUp.customer', 'plantype'],
      ['sales.followUp.customer', '@remind'],
      ['sales.customer.detail', 'intsort'],
    ] as const
    for (const [name, id] of flags) expect(parameter(name, id)).toMatchObject({ system: true })
    for (const id of ['ly', 'jz', 'trade', 'sex'])
      expect(parameter('sales.customer.addCompany', id).system).toBeUndefined()
  })

  it('nests line items, so that no id stands twice at one level', () => {
    const levels = (params: readonly Parameter[]): string[][] => [
      params.map((p) => p.id),
      ...params.flatMap((p) => (p.fields ? levels(p.fields) : [])),
    ]
    for (const { params } of operations) {
      for (const ids of levels(params)) expect(new Set(ids).size).toBe(ids.length)
    }
    const bom = found('production.bom.save')
    expect(bom.params.map((p) => p.id).slice(0, 3)).toEqual(['BomItem', 'ID', 'Code'])
    expect(bom.params[0]?.fields?.at(-1)).toMatchObject({ id: 'BomItems', type: 'list' })
    const confirm = found('store.stockIn.confirm').params.filter((p) => p.fields)
    expect(confirm.map((p) => p.id)).toEqual(['kuinlist', 'Scanflist', 'shipaddresslist', 'addresslist'])
  })

  it('leaves no parameter without a label', () => {
    const unnamed = operations.flatMap(({ name, params }) =>
      flat(params).flatMap((p) => (p.label === '' || p.label.includes('undefined') ? `${name} ${p.id}` : [])),
    )
    expect(unnamed).toEqual([])
  })
})
