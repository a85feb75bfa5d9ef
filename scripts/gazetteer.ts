/*
 * Writes data/gazetteer/divisions.json from a table of administrative divisions
 * ({"province": {"city": ["district", …]}}, as the public statistics list them):
 *   node bin/with-runtime.js node scripts/gazetteer.ts TABLE.json
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { argv, exit } from 'node:process'

type Table = Record<string, Record<string, string[]>>

const [, , input] = argv
if (!input) {
  console.error('用法：node bin/with-runtime.js node scripts/gazetteer.ts 行政区划表.json')
  exit(2)
}
const table = JSON.parse(readFileSync(input, 'utf8')) as Table
// Placeholders of the statistics, not names anybody writes.
const filler = /^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/
const provinces = Object.entries(table).map(([province, cities]) => {
  const rows = Object.entries(cities).map(([city, districts]) => {
    const named = districts.filter((d) => !filler.test(d))
    return `${filler.test(city) ? '' : city}:${named.join(' ')}`
  })
  return [province, rows] as const
})
const out = {
  source: '全国行政区划公开统计数据（省、市、县三级名称）',
  provinces: Object.fromEntries(provinces),
}
writeFileSync(new URL('../data/gazetteer/divisions.json', import.meta.url), `${JSON.stringify(out, null, 1)}\n`)
