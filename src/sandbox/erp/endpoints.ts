import { readFileSync } from 'node:fs'

export interface Parameter {
  id: string
  label: string
  type: string
  required?: boolean
  maxLength?: number
  enum?: Record<string, string>
  filter?: boolean
  fuzzy?: boolean
  multi?: boolean
}

/** One documented API. */
export interface Endpoint {
  no: number
  name: string
  /** As documented, with its query. */
  path: string
  family: 'login' | 'mobile' | 'v3' | 'zbservices'
  cmdkey?: string
  response?: 'BillClass' | 'MessageClass' | 'SourceClass'
  params: Parameter[]
  returns?: Array<{ id: string; label: string; type: string }>
  /** Path without /sysa, lower case. */
  page: string
  /** Query parameters that decide which API is meant. */
  deciding: Array<[string, string]>
  /** Lists of lines stand among its parameters; the lines' parameters follow in the same list. */
  nested: boolean
}

/** A parameter that holds further ones. */
export const holdsLines = ({ type }: Parameter): boolean => /^(?:list|i(?:list|enumerable)`1|bomitemview)$/.test(type)

/** Other parameters in documented paths are examples of values (`ord=0`) or modes of the same list. */
const decidingNames = new Set(['intsort', 'edit', '__msgid', 'dtype'])
const pagesByDatatype = /\/(order|reply)\.asp$/

let known: Map<string, Endpoint[]> | undefined

/** The documented APIs by page, the most specific first. Read on first use. */
export function endpointsByPage(): Map<string, Endpoint[]> {
  known ??= load()
  return known
}

function load(): Map<string, Endpoint[]> {
  const file = new URL('../../../data/sandbox/endpoints.json', import.meta.url)
  const rows = JSON.parse(readFileSync(file, 'utf8')) as Array<Omit<Endpoint, 'page' | 'deciding' | 'nested'>>
  const pages = new Map<string, Endpoint[]>()
  for (const row of rows) {
    const endpoint = { ...row, ...locate(row.path), nested: row.params.some(holdsLines) }
    pages.set(endpoint.page, [...(pages.get(endpoint.page) ?? []), endpoint])
  }
  for (const list of pages.values()) list.sort((a, b) => b.deciding.length - a.deciding.length)
  return pages
}

function locate(path: string): Pick<Endpoint, 'page' | 'deciding'> {
  const [before = '', query = ''] = path.split('?')
  const page = pageOf(before)
  const decides = (name: string) => decidingNames.has(name) || (name === 'datatype' && pagesByDatatype.test(page))
  return { page, deciding: [...new URLSearchParams(query)].filter(([name]) => decides(name)) }
}

/** `/SYSA/mobilephone/X.asp` and `/mobilephone/x.asp` are one page. */
export const pageOf = (path: string): string => path.toLowerCase().replace(/^\/sysa(?=\/)/, '')
