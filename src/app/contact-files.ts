import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ContactCache } from '../domain/index.ts'

/** Where the connection to WeChat keeps what it read of contacts and rooms. */
export const contactFilesIn = (dataDir: string): string => join(dataDir, 'wechat-cache')

/** While nobody is connected the files are forgotten as a whole: they are read again from WeChat. */
export const contactFiles = (dataDir: string): ContactCache => ({
  async forget() {
    rmSync(contactFilesIn(dataDir), { recursive: true, force: true })
  },
})
