import type { Page } from '../../domain/crm.ts'
import { ErpUnreachableError } from '../errors.ts'
import type { ErpResult, ErpRow, ListResult } from '../wire/result.ts'

/** The list that was asked for; a server that answers something else was not understood. */
export function listOf(operation: string, result: ErpResult): ListResult {
  if (result.kind === 'list') return result
  // Some servers answer a list without a single row by a mere message.
  if (result.kind === 'message')
    return { kind: 'list', rows: [], cols: [], page: { total: 0, index: 1, size: 1, pages: 1 } }
  throw new ErpUnreachableError(operation, 'ERP 没有返回列表', { code: 'erp_unexpected' })
}

/** One page with its rows in our terms; rows that say nothing to us are left out. */
export function pageOf<T>(list: ListResult, toItem: (row: ErpRow) => T | undefined): Page<T> {
  const rows = list.rows.flatMap<T>((row) => toItem(row) ?? [])
  return { rows, total: list.page.total, page: list.page.index, pages: list.page.pages }
}

/** All rows over all pages; the next page is read when it is needed. Ends where a page is empty. */
export async function* allPages<T>(read: (index: number) => Promise<Page<T>>): AsyncGenerator<T, void> {
  for (let index = 1; ; index++) {
    const page = await read(index)
    yield* page.rows
    if (page.rows.length === 0 || index >= page.pages) return
  }
}
