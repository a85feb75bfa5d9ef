import type { DrainReport } from '../sync/index.ts'
import type { App } from './app.ts'
import { readConversations } from './conversation-file.ts'

export interface ImportReport extends DrainReport {
  threads: number
  /** Messages that were not there before. */
  fresh: number
  /** Lines that could not be used, each with its place and what would be right. */
  problems: string[]
}

/** Past conversations through the same pipeline; resolves when nothing is left to do for them. */
export async function importFile(app: App, file: string): Promise<ImportReport> {
  const sync = app.requireSync()
  const problems: string[] = []
  let threads = 0
  let fresh = 0
  for await (const line of readConversations(file)) {
    if (line.ok) {
      fresh += await sync.importThread(line.thread)
      threads++
    } else problems.push(line.error.message)
  }
  return { threads, fresh, problems, ...(await sync.drain()) }
}
