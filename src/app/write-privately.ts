import { chmodSync, writeFileSync } from 'node:fs'

/** Writes a file that only its owner can read, also where one with wider rights was there before. */
export function writePrivately(file: string, content: string | Uint8Array): void {
  writeFileSync(file, content, { mode: 0o600 })
  chmodSync(file, 0o600)
}
