import { readFileSync } from 'node:fs'
import type { Family, ResponseClass, ReturnField } from '../../src/erp/catalogue/types.ts'

/** A parameter as the documentation has it: flat, with the vendor's type names. */
export interface DocumentedParameter {
  id: string
  label: string
  type: string
  required: boolean
  maxLength?: number
  enum?: Record<string, string>
  optionsFrom?: string
  filter?: boolean
  fuzzy?: boolean
  multi?: boolean
  dateRange?: boolean
  requiredByPolicy?: boolean
  uniqueByPolicy?: boolean
}

/** One of the 158 rows. */
export interface DocumentedApi {
  no: number
  name: string
  category: string
  module: string
  path: string
  family: Family
  method: string
  cmdkey?: string | null
  response?: ResponseClass | null
  params: DocumentedParameter[]
  returns?: ReturnField[] | null
}

export interface Documentation {
  vendor: string
  rows: number
  endpoints: number
  categories: number
  apis: DocumentedApi[]
}

/** The vendor's documentation as data; the generator's only input besides the hand-written tables here. */
export function readDocumentation(): Documentation {
  const file = new URL('../../data/erp/documentation.json', import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as Documentation
}
