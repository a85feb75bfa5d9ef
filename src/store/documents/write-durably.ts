import { dirname } from 'node:path'
import type { Files } from './files.ts'

/**
 * Replaces a file so that after a power cut at any moment either the old or the new text stands there, whole; once this
 * resolves, the new one. The text is on the disk before its name is, and the name before anybody is told.
 */
export async function writeDurably(files: Files, path: string, text: string): Promise<void> {
  const temporary = `${path}.new`
  const file = await files.create(temporary)
  try {
    await file.write(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await files.rename(temporary, path)
  await files.syncDirectory(dirname(path))
}
