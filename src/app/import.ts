import type { DrainReport } from '../sync/index.ts'
import type { App } from './app.ts'
import { readConversations } from './conversation-file.ts'
import { importedAs } from './imported-as.ts'

export interface ImportReport extends DrainReport {
  threads: number
  /** Messages that were not there before. */
  fresh: number
  /** Lines that could not be used, each with its place and what would be right. */
  problems: string[]
  /** What is worth telling and kept nothing out. */
  notices: string[]
}

/** Past conversations through the same pipeline; resolves when nothing is left to do for them. */
export async function importFile(app: App, file: string): Promise<ImportReport> {
  const sync = app.requireSync()
  const problems: string[] = []
  const notices: string[] = []
  /** By the id of the file: where it stood first, and under which id it is stored. */
  const first = new Map<string, { place: string; name: string }>()
  let threads = 0
  let fresh = 0
  for await (const line of readConversations(file)) {
    if (!line.ok) {
      problems.push(line.error.message)
      continue
    }
    if (line.notice) notices.push(line.notice)
    const { id } = line.thread
    const thread = await importedAs(app.data.store, line.thread)
    const before = first.get(id)
    if (!before) first.set(id, { place: line.place, name: thread.id })
    else if (before.name !== thread.id)
      notices.push(`${line.place}: id “${id}” 重复，${before.place} 已有，内容不同：按另一个会话导入`)
    fresh += await sync.importThread(thread)
    threads++
  }
  return { threads, fresh, problems, notices, ...(await sync.drain()) }
}
