import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError, toStoreError } from '../errors.ts'

/**
 * Makes this process the owner of a data directory. The lock is the operating system's, held through a database file
 * of its own: it vanishes with the process, however that ends, and leaves nothing to clean up.
 */
export function lockDataDir(dataDir: string): { release(): void } {
  const path = join(dataDir, 'owner.lock')
  try {
    const db = new DatabaseSync(path, { timeout: 0 })
    chmodSync(path, 0o600)
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    return { release: () => db.close() }
  } catch (error) {
    const fault = toStoreError(error, dataDir)
    if (fault instanceof StoreError && fault.code === 'data_dir_busy') {
      throw new StoreError(
        'data_dir_busy',
        `${dataDir} 正被另一个 zhibang 进程使用：请先停止它，或设置另一个 DATA_DIR`,
        error,
      )
    }
    throw fault
  }
}
