import { copyFile, open, readFile, rename } from 'node:fs/promises'

/** A file being written. What was not synced may be gone after a power cut. */
export interface OpenFile {
  write(text: string): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

/** The few calls of the file system that documents need; tests put one in their place that forgets and tears. */
export interface Files {
  /** Undefined: there is no such file. */
  read(path: string): Promise<string | undefined>
  /** Creates or empties a file, readable by its owner only. */
  create(path: string): Promise<OpenFile>
  rename(from: string, to: string): Promise<void>
  /** Makes what was created and renamed in a directory last. */
  syncDirectory(path: string): Promise<void>
  copy(from: string, to: string): Promise<void>
}

export const systemFiles: Files = {
  async read(path) {
    try {
      return await readFile(path, 'utf8')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    }
  },
  async create(path) {
    const file = await open(path, 'w', 0o600)
    return {
      write: (text) => file.writeFile(text, 'utf8'),
      sync: () => file.sync(),
      close: () => file.close(),
    }
  },
  rename,
  async syncDirectory(path) {
    const directory = await open(path, 'r')
    try {
      await directory.sync()
    } catch (error) {
      // Some file systems (and Windows) cannot; the rename is as durable as they make it.
      if (!(error instanceof Error && 'code' in error && cannotSync.has(String(error.code)))) throw error
    } finally {
      await directory.close()
    }
  },
  copy: copyFile,
}

const cannotSync = new Set(['EINVAL', 'EPERM', 'EISDIR', 'ENOTSUP'])
