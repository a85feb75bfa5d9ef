import type { CatalogueFile, Operation } from '../../src/erp/catalogue/types.ts'
import type { Documentation } from './documentation.ts'

/** `data/erp/catalogue.json`: one operation a line, so that a change shows as a line. */
export function catalogueFile(documentation: Documentation, operations: readonly Operation[]): string {
  const { vendor, rows, endpoints, categories } = documentation
  const head: Omit<CatalogueFile, 'operations'> = { vendor, rows, endpoints, categories }
  const lines = operations.map((operation) => JSON.stringify(operation)).join(',\n')
  return `${JSON.stringify(head).slice(0, -1)},"operations":[\n${lines}\n]}\n`
}
