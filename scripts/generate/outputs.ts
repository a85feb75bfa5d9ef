import { catalogueFile } from './catalogue-file.ts'
import { customerReference } from './docs/customer-reference.ts'
import { moduleIndex } from './docs/module-index.ts'
import { quickReference } from './docs/quick-reference.ts'
import { readDocumentation } from './documentation.ts'
import { operationsOf } from './operations.ts'
import type { TextFile } from './text-file.ts'
import { typeFiles } from './types-file.ts'

/** Every generated file, as it should be. */
export function outputs(): TextFile[] {
  const documentation = readDocumentation()
  const operations = operationsOf(documentation)
  return [
    { path: 'data/erp/catalogue.json', text: catalogueFile(documentation, operations) },
    ...typeFiles(operations),
    quickReference(documentation, operations),
    moduleIndex(operations),
    customerReference(operations),
  ]
}
