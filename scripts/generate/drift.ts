import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TextFile } from './types-file.ts'

/** Folders where every file is generated: what is not an output does not belong there. */
const generatedFolders = ['src/erp/catalogue/generated']

/** Paths whose text on disk is not what the generator writes, missing and left-over files included. */
export function drift(root: string, files: readonly TextFile[]): string[] {
  const changed = files.filter(({ path, text }) => readText(join(root, path)) !== text).map(({ path }) => path)
  return [...changed, ...leftOver(root, files)]
}

/** Files in generated folders that the generator no longer writes. */
export function leftOver(root: string, files: readonly TextFile[]): string[] {
  const expected = new Set(files.map(({ path }) => path))
  return generatedFolders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => !expected.has(path))
}

function readText(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
