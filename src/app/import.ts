import { resolve } from 'node:path'
import type { App } from './app.ts'
import { readConversations } from './conversation-file.ts'

export interface ImportReport {
  threads: number
  messages: number
  /** Lines that could not be used, each with its place and what would be right. */
  problems: string[]
}

/** Past conversations through the same pipeline; resolves when nothing is left to do for them. */
export async function importFile(app: App, file: string): Promise<ImportReport> {
  const report: ImportReport = { threads: 0, messages: 0, problems: [] }
  const sync = app.requireSync()
  for await (const line of readConversations(resolve(file))) {
    if (line.ok) {
      await sync.importThread(line.thread)
      report.threads++
      report.messages += line.thread.messages.length
    } else report.problems.push(line.error.message)
  }
  await sync.drain()
  return report
}
