import type { Store, ThreadMessage } from '../domain/index.ts'
import { importedThread } from '../sync/index.ts'
import type { ConversationThread } from './conversation-file.ts'

type Known = Pick<Store, 'threadMessages'>

const pageSize = 500

/**
 * The conversation under the id that it has, or gets, in the store. An id alone tells nothing: every export numbers its
 * threads anew. The file's id serves the conversation that came with it first; any other gets the time of its first
 * message added, and a number where that is not enough. What was imported before is found again by what it says, also
 * when it has grown at its end.
 */
export async function importedAs(store: Known, thread: ConversationThread): Promise<ConversationThread> {
  const { id, messages } = thread
  for (let attempt = 1; ; attempt++) {
    const name = nameOf(thread, attempt)
    const named = messages.map((one) => ({ ...one, id: name + one.id.slice(id.length) }))
    if (!(await isAnother(store, name, named))) return { ...thread, id: name, messages: named }
  }
}

function nameOf({ id, messages }: ConversationThread, attempt: number): string {
  if (attempt === 1) return id
  const dated = `${id}@${messages[0]?.sentAt ?? 0}`
  return attempt === 2 ? dated : `${dated}-${attempt - 1}`
}

/** What is stored under the name says other things than these messages. */
async function isAnother(store: Known, name: string, messages: readonly ThreadMessage[]): Promise<boolean> {
  const given = new Map(messages.map((one) => [one.id, one]))
  const thread = importedThread(name)
  let met = false
  let any = false
  for (let page = await store.threadMessages(thread, undefined, pageSize); page.length > 0; ) {
    for (const stored of page) {
      any = true
      const same = given.get(stored.id)
      if (!same) continue
      if (!isSame(stored, same)) return true
      met = true
    }
    page = page.length < pageSize ? [] : await store.threadMessages(thread, page.at(-1)?.cursor, pageSize)
  }
  return any && !met
}

/** Words that were dropped or erased since are no difference. */
const isSame = (stored: ThreadMessage, given: ThreadMessage): boolean =>
  stored.sentAt === given.sentAt &&
  stored.role === given.role &&
  (stored.text === '' || asStored(stored.text) === asStored(given.text))

/** Signs that no database keeps as they are. */
const asStored = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD')
