import { renderTable } from '../app/table.ts'

/** Results go to stdout: as JSON for programs, as a table for people. */
export function printRows<T>(
  rows: readonly T[],
  json: boolean,
  header: readonly string[],
  cells: (row: T) => string[],
): void {
  if (json) console.log(JSON.stringify(rows))
  else if (rows.length === 0) console.log('没有记录')
  else console.log(renderTable(header, rows.map(cells)))
}

const format = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** Epoch ms as people in China read it. */
export const showTime = (at: number | undefined) => (at === undefined ? '' : format.format(at))
