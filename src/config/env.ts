import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

export type Env = Readonly<Record<string, string | undefined>>

/** The process environment laid over `.env` of the working directory: what is exported wins. The only reader of both. */
export function readEnv(file = '.env'): Env {
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  return { ...fromFile, ...process.env }
}

/** Wechaty and its puppets read the process environment themselves: what `.env` says of them goes there, before they load. */
export function exportWechatySettings(env: Env): void {
  for (const [name, value] of Object.entries(env)) if (name.startsWith('WECHATY_') && value) process.env[name] = value
}
