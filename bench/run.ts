/*
 * npm run bench [-- --json FILE] [-- NAME …]: every bench/*.bench.ts, or those whose name holds one of the words.
 * Each figure stands beside the same work without us, measured in the same run.
 */
import { readdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { renderTable } from '../src/app/table.ts'
import type { Row } from './row.ts'

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
const files = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => positionals.length === 0 || positionals.some((word) => file.includes(word)))
  .sort()

const rows: Row[] = []
for (const file of files) {
  console.error(`── ${file}`)
  const { run } = (await import(`./${file}`)) as { run(): Promise<Row[]> }
  rows.push(...(await run()))
}

const shown = (value: number | undefined) => (value === undefined ? '' : Number(value.toPrecision(4)).toString())
const cells = ({ name, value, unit, baseline, ratio }: Row) => [name, shown(value), unit, shown(baseline), shown(ratio)]
console.log(renderTable(['name', 'value', 'unit', 'baseline', 'ratio'], rows.map(cells)))
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`)
process.exit(0)
