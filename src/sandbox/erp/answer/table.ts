import type { Table } from '../result.ts'
import type { Variants } from '../variants.ts'

let turn = 0

/** A list's `table` in the layout of this server. */
export function renderTable(table: Table, variants: Variants): Record<string, unknown> {
  const columns = variants.shuffleColumns ? turned(table.columns, turn++) : table.columns
  const rows = table.rows.map((row) => {
    const shown = columns.map(({ id }) => scalar(row[id], variants))
    if (variants.rows === 'values') return { value: shown }
    return variants.rows === 'objects' ? Object.fromEntries(columns.map(({ id }, i) => [id, shown[i]])) : shown
  })
  return { cols: columns, rows, page: renderPage(table.page, variants) }
}

/** The same columns beginning at another one, every other time backwards. */
function turned<T>(list: readonly T[], by: number): T[] {
  const start = by % Math.max(1, list.length)
  const moved = [...list.slice(start), ...list.slice(0, start)]
  return by % 2 ? moved.reverse() : moved
}

const scalar = (value: unknown, variants: Variants): unknown =>
  variants.numbersAsStrings && typeof value === 'number' ? String(value) : value

const spellings = {
  lower: ['recordcount', 'pagesize', 'pageindex', 'pagecount'],
  camel: ['recordCount', 'pageSize', 'pageIndex', 'pageCount'],
  pascal: ['RecordCount', 'PageSize', 'PageIndex', 'PageCount'],
  snake: ['record_count', 'page_size', 'page_index', 'page_count'],
} as const

function renderPage({ records, size, index }: Table['page'], variants: Variants): Record<string, unknown> {
  const values = [records, size, index, pageCount(records, size)]
  return Object.fromEntries(spellings[variants.pageKeys].map((key, i) => [key, scalar(values[i], variants)]))
}

export const pageCount = (records: number, size: number): number => Math.max(1, Math.ceil(records / size))
