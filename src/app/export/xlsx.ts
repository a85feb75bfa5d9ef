import writeExcelFile from 'write-excel-file/node'
import { chinaWallClock } from '../../shared/china-time.ts'
import { writePrivately } from '../write-privately.ts'
import type { Cell, ExportColumn } from './columns.ts'

/** A sheet is held in memory while it is written: so many rows at most. CSV has no limit. */
export const mostRows = 50_000
const longestText = 32_767

export interface Sheet {
  title: string
  columns: Array<{ width: number }>
  data: unknown[][]
  /** There were more rows than a sheet takes. */
  cut: boolean
}

export async function sheetOf<Row>(
  title: string,
  columns: ReadonlyArray<ExportColumn<Row>>,
  rows: AsyncIterable<Row>,
): Promise<Sheet> {
  const data: unknown[][] = [columns.map((one) => ({ value: one.title, fontWeight: 'bold' as const }))]
  let cut = false
  for await (const row of rows) {
    if (data.length > mostRows) {
      cut = true
      break
    }
    data.push(columns.map(({ cell }) => typed(cell(row))))
  }
  return { title, columns: columns.map(({ width }) => ({ width })), data, cut }
}

/** Text is typed as text: what looks like a formula is none. */
function typed(cell: Cell) {
  if (cell === undefined || cell === '') return null
  if (typeof cell === 'number') return { type: Number, value: cell }
  if (typeof cell === 'object') return { type: Date, value: chinaWallClock(cell.at), format: 'yyyy-mm-dd hh:mm' }
  return { type: String, value: withoutControls(cell).slice(0, longestText) }
}

/** XML has no place for them; a single one makes the whole file unreadable. */
const withoutControls = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').toWellFormed()

export async function writeXlsx(file: string, sheets: readonly Sheet[]): Promise<void> {
  const parts = sheets.map(({ title, columns, data }) => ({
    sheet: title,
    columns,
    data: data as never,
    stickyRowsCount: 1,
  }))
  writePrivately(file, await writeExcelFile(parts).toBuffer())
}
