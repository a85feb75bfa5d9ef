import type { Operation, Parameter, ParameterType } from '../../src/erp/catalogue/types.ts'
import { correct } from './corrections.ts'
import type { Documentation, DocumentedApi, DocumentedParameter } from './documentation.ts'
import { isSystemFlag } from './flags.ts'
import { names, readingActions } from './names.ts'
import { nest } from './nest.ts'
import { undocumented } from './undocumented.ts'

const types: Readonly<Record<string, ParameterType>> = {
  string: 'string',
  int: 'int',
  int32: 'int',
  decimal: 'decimal',
  float: 'decimal',
  datetime: 'datetime',
  boolean: 'boolean',
  list: 'list',
  'ienumerable`1': 'list',
  'ilist`1': 'list',
  bomitemview: 'object',
}

/** The catalogue: every documented row under its name, then what only the protocol knows. */
export function operationsOf(documentation: Documentation): Operation[] {
  const rows = new Map(documentation.apis.map((api) => [api.no, api]))
  const documented = Object.entries(names).map(([name, numbers]) => operationOf(name, numbers, rows))
  return [...documented, ...undocumented]
}

function operationOf(name: string, numbers: readonly number[], rows: Map<number, DocumentedApi>): Operation {
  const [first, ...repeats] = numbers.map((no) => row(no, rows))
  for (const repeat of repeats) {
    const same = JSON.stringify({ ...repeat, no: 0 }) === JSON.stringify({ ...first, no: 0 })
    if (!same) throw new Error(`${name}: row ${repeat.no} differs from row ${first!.no}`)
  }
  const api = first!
  const write = !readingActions.has(name.split('.').at(-1)!)
  return {
    name,
    label: api.name,
    rows: [...numbers],
    category: api.category,
    module: api.module,
    path: api.path,
    family: api.family,
    ...(api.cmdkey ? { cmdkey: api.cmdkey } : {}),
    ...(api.response ? { response: api.response } : {}),
    write,
    ...(write && api.family === 'zbservices' ? { batch: true } : {}),
    params: nest(
      name,
      api.params.map((p) => parameterOf(name, p)),
    ),
    ...(api.returns?.length ? { returns: api.returns } : {}),
  }
}

function row(no: number, rows: Map<number, DocumentedApi>): DocumentedApi {
  const api = rows.get(no)
  if (!api) throw new Error(`names.ts names row ${no}, which the documentation does not have`)
  return api
}

function parameterOf(operation: string, documented: DocumentedParameter): Parameter {
  const type = types[documented.type]
  if (!type) throw new Error(`${operation} ${documented.id}: unknown type ${documented.type}`)
  const system = documented.enum && isSystemFlag(operation, documented.id)
  return correct(operation, { ...documented, type, ...(system ? { system } : {}) })
}
