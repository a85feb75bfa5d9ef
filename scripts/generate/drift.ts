import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { TextFile } from './text-file.ts'

/** Folders where every file is generated: what is not an output does not belong there. */
const generatedFolders = ['src/erp/catalogue/generated']

/** Paths whose text on disk is not what the generator writes, missing and left-over files included. */
export function drift(root: string, files: readonly TextFile[]): string[] {
  const changed = files.filter(({ path, text }) => readText(join(root, path)) !== text).map(({ path }) => path)
  return [...changed, ...leftOver(root, files)]
}

/** Makes the files on disk what they should be. Returns the paths that changed. */
export function writeDrifted(root: string, files: readonly TextFile[]): string[] {
  const drifted = drift(root, files)
  for (const path of leftOver(root, files)) rmSync(join(root, path))
  for (const { path, text } of files.filter((file) => drifted.includes(file.path))) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return drifted
}

function leftOver(root: string, files: readonly TextFile[]): string[] {
  const expected = new Set(files.map(({ path }) => path))
  return generatedFolders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => !expected.has(path))
}

function readText(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
