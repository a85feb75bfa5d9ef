import { existsSync } from 'node:fs'
import { chmod, copyFile, cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreError } from '../errors.ts'

/** The hand-editable documents of a data directory. */
const documents = ['staff.json', 'cursors.json']
/** Operation log that was moved out of the database. */
const archives = 'audit'

/** Copies a data directory into an empty one; the database through `copyDatabase`, which sees one consistent state. */
export async function backup(
  from: string,
  to: string,
  copyDatabase: (path: string) => Promise<unknown>,
): Promise<void> {
  const database = join(to, 'zhibang.db')
  if (existsSync(database)) throw new StoreError('store_failed', `${to} 里已有备份，请换一个目录`)
  await mkdir(to, { recursive: true, mode: 0o700 })
  await copyDatabase(database)
  await chmod(database, 0o600)
  for (const name of documents) {
    if (existsSync(join(from, name))) await copyFile(join(from, name), join(to, name))
  }
  if (existsSync(join(from, archives))) await cp(join(from, archives), join(to, archives), { recursive: true })
}
