import { isObject, type Json, numberOf, pick, pickArray, pickObject, textOf } from './json.ts'
import type { Column, ErpRow, PageInfo } from './result.ts'

/** `{id, caption}`, a bare name, or anything in between. */
export function columnsOf(cols: unknown[]): Column[] {
  return cols.map((col, index) => {
    if (!isObject(col)) return { id: textOf(col) || `#${index}`, caption: textOf(col) }
    const id = textOf(pick(col, 'id', 'field', 'dbname', 'name', 'key'))
    const caption = textOf(pick(col, 'caption', 'title', 'text', 'label', 'name'))
    return { id: id || caption || `#${index}`, caption: caption || id }
  })
}

/** Rows come as arrays in column order, as `{value: […]}`, or as objects. */
export function rowOf(row: unknown, cols: readonly Column[]): ErpRow | undefined {
  const cells = Array.isArray(row) ? row : (pickArray(row, 'value', 'cells') ?? undefined)
  if (cells) return Object.fromEntries(cols.map((col, index) => [col.id, cellOf(cells[index])]))
  if (!isObject(row)) return undefined
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, cellOf(value)]))
}

/** A cell may be wrapped once more: `{value, text}`. */
function cellOf(cell: unknown): unknown {
  return isObject(cell) && pick(cell, 'value') !== undefined ? pick(cell, 'value') : cell
}

/** Spelling and case of the four numbers vary, and some are missing. */
export function pageOf(page: unknown, rows: number): PageInfo {
  const number = (...names: string[]) => numberOf(isObject(page) ? pick(spelledPlainly(page), ...names) : undefined)
  const total = number('recordcount', 'records', 'total', 'totalcount', 'count', 'rowcount')
  const size = number('pagesize', 'size') ?? Math.max(rows, 1)
  const index = number('pageindex', 'index', 'pagenumber', 'page', 'currentpage', 'pageno') ?? 1
  const pages = number('pagecount', 'pages', 'totalpages', 'pagetotal')
  const known = total ?? (pages === undefined ? rows : undefined)
  return {
    total: known ?? rows,
    index: Math.max(1, index),
    size: Math.max(1, size),
    pages: Math.max(1, pages ?? Math.ceil((known ?? rows) / Math.max(1, size))),
  }
}

/** `page_size`, `Page-Size` and `pageSize` are one word. */
function spelledPlainly(page: Json): Json {
  return Object.fromEntries(Object.entries(page).map(([key, value]) => [key.replace(/[_\-\s]/g, ''), value]))
}

export interface Table {
  cols: Column[]
  rows: ErpRow[]
  page: PageInfo
}

/** A `{cols, rows, page}` object as rows by column id; undefined where it has no rows. */
export function tableOf(table: unknown): Table | undefined {
  const rawRows = pickArray(table, 'rows', 'row', 'data', 'datas')
  const rawCols = pickArray(table, 'cols', 'columns', 'headers')
  if (!rawRows && !rawCols) return undefined
  const cols = columnsOf(rawCols ?? [])
  const rows = (rawRows ?? []).flatMap<ErpRow>((row) => rowOf(row, cols) ?? [])
  return { cols, rows, page: pageOf(pickObject(table, 'page', 'pageinfo', 'pager'), rows.length) }
}
