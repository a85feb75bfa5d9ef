import { existsSync, readFileSync } from 'node:fs'
import { writeEnvFile } from '../../config/index.ts'
import { writePrivately } from '../write-privately.ts'

const example = new URL('../../../.env.example', import.meta.url)

/** Writes settings into a `.env` file (0600): what it held besides stays; a new one begins as the documented example. */
export function saveEnv(file: string, values: Readonly<Record<string, string>>): void {
  if (!existsSync(file) && existsSync(example)) writePrivately(file, readFileSync(example))
  writeEnvFile(file, values)
}

/** Writes SALES_CONFIG's file, unless there is one: people's own work is not overwritten. False: there is. */
export function saveSalesConfig(file: string, content: unknown): boolean {
  if (existsSync(file)) return false
  writePrivately(file, `${JSON.stringify(content, null, 2)}\n`)
  return true
}
