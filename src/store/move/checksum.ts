import { createHash } from 'node:crypto'
import type { MovedTable, Row } from './moved-tables.ts'

export interface Sum {
  rows: number
  sha256: string
}

export const pageSize = 1_000

/** Pages of a table from its first row on. */
export type ReadPage = (table: MovedTable, after: string | number | undefined, limit: number) => Promise<Row[]>

/** Counts and sums up a table row by row, by the columns the source has: two databases that hold the same say the same. */
export async function sumOf(table: MovedTable, read: ReadPage): Promise<Sum> {
  const hash = createHash('sha256')
  let rows = 0
  for (let after: string | number | undefined; ; ) {
    const page = await read(table, after, pageSize)
    for (const row of page) hash.update(lineOf(row))
    rows += page.length
    if (page.length < pageSize) return { rows, sha256: hash.digest('hex') }
    after = page.at(-1)?.[table.key] ?? undefined
  }
}

const lineOf = (row: Row): string => `${JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))}\n`
