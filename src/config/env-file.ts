import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { sync as writeFileAtomic } from 'write-file-atomic'
import { ConfigError } from '../shared/errors.ts'

/** A value that stands in the file and is not what is to be written. */
export interface EnvConflict {
  setting: string
  found: string
}

/** Settings of the file that would be overwritten with something else. Blank ones are no obstacle. */
export function conflictsWith(file: string, values: Readonly<Record<string, string>>): EnvConflict[] {
  if (!existsSync(file)) return []
  const present = parseEnv(readFileSync(file, 'utf8'))
  return Object.entries(values).flatMap(([setting, value]) => {
    const found = present[setting]
    return found && found !== value ? [{ setting, found }] : []
  })
}

/** Sets values in a `.env` file: lines that are there are replaced in their place, others follow; 0600. */
export function writeEnvFile(file: string, values: Readonly<Record<string, string>>): void {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  const left = new Map(Object.entries(values))
  const kept = lines.map((line) => {
    const name = /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=/.exec(line)?.[1] ?? ''
    const value = left.get(name)
    if (value === undefined) return line
    left.delete(name)
    return lineOf(name, value)
  })
  while (kept.at(-1) === '') kept.pop()
  const text = [...kept, ...[...left].map(([name, value]) => lineOf(name, value)), ''].join('\n')
  writeFileAtomic(file, text, { mode: 0o600 })
  chmodSync(file, 0o600)
}

/** Quoted where a bare value would be read otherwise. Only double quotes know escapes: any other pair keeps what stands between. */
function lineOf(name: string, value: string): string {
  if (/^[\w./:@,*+\-\p{Script=Han}]*$/u.test(value)) return `${name}=${value}`
  const quote = ["'", '`', '"'].find((mark) => !value.includes(mark))
  if (quote === undefined || /[\r\n]/.test(value) || (quote === '"' && value.includes('\\')))
    throw new ConfigError([
      { setting: name, found: '***', expected: '不含换行，也不同时含有三种引号的值；否则请导出为环境变量' },
    ])
  return `${name}=${quote}${value}${quote}`
}
