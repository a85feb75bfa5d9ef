// Makes data/sandbox/endpoints.json, what the sandbox ERP knows of the documented APIs.
// Usage: node bin/with-runtime.js node scripts/sandbox-endpoints.ts CATALOGUE.json
import { readFileSync, writeFileSync } from 'node:fs'

interface Parameter {
  id: string
  label: string
  type: string
  required: boolean
  maxLength?: number
  enum?: Record<string, string>
  filter?: boolean
  fuzzy?: boolean
  multi?: boolean
}
interface Row {
  no: number
  name: string
  path: string
  family: string
  cmdkey?: string
  response?: string
  params: Parameter[]
  returns?: Array<{ id: string; label: string; type: string }>
}

const source = process.argv[2]
if (!source) throw new Error('usage: node bin/with-runtime.js node scripts/sandbox-endpoints.ts CATALOGUE.json')
const catalogue = JSON.parse(readFileSync(source, 'utf8')) as { apis: Row[] }

const endpoints = new Map<string, unknown>()
for (const row of catalogue.apis) {
  const key = `${row.path.toLowerCase()} ${row.cmdkey ?? ''}`
  if (endpoints.has(key)) continue
  endpoints.set(key, {
    no: row.no,
    name: row.name,
    path: row.path,
    family: row.family,
    cmdkey: row.cmdkey,
    response: row.response,
    params: row.params.map(compact),
    returns: row.returns?.map(({ id, label, type }) => ({ id, label, type })),
  })
}

function compact({ id, label, type, required, maxLength, enum: values, filter, fuzzy, multi }: Parameter) {
  const yes = (flag: boolean | undefined) => (flag ? true : undefined)
  return {
    id,
    label,
    type,
    required: yes(required),
    maxLength,
    enum: values,
    filter: yes(filter),
    fuzzy: yes(fuzzy),
    multi: yes(multi),
  }
}

const lines = [...endpoints.values()].map((endpoint) => JSON.stringify(endpoint))
writeFileSync(new URL('../data/sandbox/endpoints.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`)
console.log(`${lines.length} endpoints`)
