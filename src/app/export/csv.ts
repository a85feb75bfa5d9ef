import { open } from 'node:fs/promises'
import { chinaDateTime } from '../../shared/china-time.ts'
import type { Cell, ExportColumn } from './columns.ts'

/** One line after the other: the file may be longer than what fits into memory. Resolves to how many rows there were. */
export async function writeCsv<Row>(
  file: string,
  columns: ReadonlyArray<ExportColumn<Row>>,
  rows: AsyncIterable<Row>,
): Promise<number> {
  const out = await open(file, 'w', 0o600)
  let count = 0
  try {
    await out.chmod(0o600)
    // The mark in front tells spreadsheet programs that this is UTF-8.
    await out.write(`\ufeff${lineOf(columns.map(({ title }) => title))}`)
    for await (const row of rows) {
      await out.write(lineOf(columns.map(({ cell }) => cell(row))))
      count++
    }
  } finally {
    await out.close()
  }
  return count
}

const lineOf = (cells: readonly Cell[]) => `${cells.map(csvCell).join(',')}\r\n`

/** A cell that begins like a formula is told to be text: names come from strangers. Full-width signs count, too. */
export function csvCell(cell: Cell): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'object') return chinaDateTime(cell.at)
  const text = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
