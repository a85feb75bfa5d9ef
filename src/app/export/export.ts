import type { App } from '../app.ts'
import { leadColumns, noteColumns } from './columns.ts'
import { writeCsv } from './csv.ts'
import { leadLines, noteLines } from './rows.ts'
import { mostRows, sheetOf, writeXlsx } from './xlsx.ts'

export interface ExportOptions {
  file: string
  format: 'csv' | 'xlsx'
  /** CSV holds one kind; a workbook holds both, each on its own sheet. @default leads */
  what?: 'leads' | 'notes'
  /** true: numbers in the clear. @default false */
  clear?: boolean
}

export interface ExportReport {
  leads: number
  notes: number
  /** Sheets that had more rows than they take. */
  cut: string[]
}

/** Leads and follow-ups for managers, readable by this user alone; personal numbers masked unless asked otherwise. */
export async function exportTable(
  app: App,
  { file, format, what = 'leads', clear }: ExportOptions,
): Promise<ExportReport> {
  const masked = clear !== true
  if (format === 'csv') {
    return what === 'leads'
      ? { leads: await writeCsv(file, leadColumns, leadLines(app, masked)), notes: 0, cut: [] }
      : { leads: 0, notes: await writeCsv(file, noteColumns, noteLines(app, masked)), cut: [] }
  }
  const leads = await sheetOf('线索', leadColumns, leadLines(app, masked))
  const notes = await sheetOf('洽谈进展', noteColumns, noteLines(app, masked))
  await writeXlsx(file, [leads, notes])
  const cut = [leads, notes].filter((sheet) => sheet.cut).map(({ title }) => `${title}只有最近 ${mostRows} 行`)
  return { leads: leads.data.length - 1, notes: notes.data.length - 1, cut }
}
