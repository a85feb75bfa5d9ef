import type { Fields } from '../model.ts'
import type { Result, Table } from '../result.ts'

const defaultSize = 20
const mostRows = 500

/** One page of what was found. */
export function tableResult<T>(
  found: readonly T[],
  params: Fields,
  columns: Table['columns'],
  rowOf: (one: T) => Record<string, unknown>,
): Result {
  const size = clamp(params.pagesize ?? params.page_size ?? params.PageSize, defaultSize, mostRows)
  const index = clamp(params.pageindex ?? params.page_index ?? params.PageNumber, 1, 1_000_000)
  const rows = found.slice((index - 1) * size, index * size).map(rowOf)
  return { kind: 'table', table: { columns, rows, page: { records: found.length, size, index } } }
}

function clamp(text: string | undefined, otherwise: number, most: number): number {
  const number = Number(text)
  return text && Number.isInteger(number) && number > 0 ? Math.min(number, most) : otherwise
}
