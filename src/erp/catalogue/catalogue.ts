import { readFileSync } from 'node:fs'
import { InvariantError } from '../../shared/errors.ts'
import type { OperationParams } from './generated/index.ts'
import type { CatalogueFile, Operation } from './types.ts'

// Beside the sources in a checkout and beside `dist` in the package: three folders up from here in both.
const file = new URL('../../../data/erp/catalogue.json', import.meta.url)

/** All operations of the ERP, documented ones in the order of their modules, then the few without a document. */
export const operations: readonly Operation[] = (JSON.parse(readFileSync(file, 'utf8')) as CatalogueFile).operations

const byName = new Map(operations.map((operation) => [operation.name, operation]))
const byRow = new Map(operations.flatMap((operation) => operation.rows.map((row) => [row, operation] as const)))

/** The operation of exactly this name. */
export function operation(name: string): Operation | undefined {
  return byName.get(name)
}

/** An operation that the product itself calls. */
export function ownOperation(name: keyof OperationParams): Operation {
  const found = byName.get(name)
  if (!found) throw new InvariantError(`the catalogue has no ${name}`)
  return found
}

/** The operation that a row (1–158) of the vendor's documentation describes; repeated rows share one. */
export function operationOfRow(row: number): Operation | undefined {
  return byRow.get(row)
}
