import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ThreadMessage } from '../../domain/index.ts'
import { readConversations } from '../conversation-file.ts'

/** `data/demo` of the package: every `.jsonl` in it is replayed. */
export const demoFolder = fileURLToPath(new URL('../../../data/demo', import.meta.url))

/** A conversation of the demo with the people WeChat would show. */
export interface DemoThread {
  id: string
  /** Nickname of the customer in a direct chat. */
  nickname: string
  /** Topic of the group; absent = direct chat. */
  topic?: string
  messages: readonly ThreadMessage[]
}

/** Reads every conversation of the folder, file by file. Throws on the first line that cannot be used. */
export async function readDemo(folder = demoFolder): Promise<DemoThread[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort()
  const threads: DemoThread[] = []
  for (const file of files) {
    for await (const line of readConversations(join(folder, file))) {
      if (!line.ok) throw line.error
      threads.push(toDemo(line.thread.id, line.thread.raw, line.thread.messages))
    }
  }
  return threads
}

function toDemo(id: string, raw: Record<string, unknown>, messages: readonly ThreadMessage[]): DemoThread {
  const room = messages.some((message) => message.room)
  const topic = typeof raw.topic === 'string' ? raw.topic : `客户群 ${id}`
  const nickname = typeof raw.nickname === 'string' ? raw.nickname : `微信好友 ${id}`
  return { id, nickname, ...(room && { topic }), messages }
}
