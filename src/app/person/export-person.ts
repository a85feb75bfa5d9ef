import type { Thread, ThreadMessage } from '../../domain/index.ts'
import type { App } from '../app.ts'
import { writePrivately } from '../write-privately.ts'
import { findPerson, type PersonQuery } from './find-person.ts'

export interface PersonExport {
  leads: number
  messages: number
  customers: number
}

const pageSize = 1_000

/**
 * Everything stored about one person as one JSON file (0600), in the clear: it is his own data, for him. Nothing is
 * written where nothing is known.
 */
export async function exportPerson(app: App, query: PersonQuery, file: string): Promise<PersonExport> {
  const { leads, customers } = await findPerson(app, query)
  const { store } = app.data
  let messages = 0
  const known = []
  for (const lead of leads) {
    const conversations = []
    for (const thread of await store.threadsOfLead(lead.id)) {
      const words = await messagesOf(app, thread)
      messages += words.length
      const { conversationId, room, topic, nickname, wechatId, phones } = thread
      conversations.push({ conversationId, room, topic, nickname, wechatId, phones, messages: words })
    }
    known.push({ lead, conversations, entries: await store.entries({ leadId: lead.id, limit: 10_000 }) })
  }
  const logged = await logOf(
    app,
    leads.map(({ khid }) => khid),
  )
  const found = { leads: leads.length, messages, customers: customers.length }
  if (leads.length + customers.length === 0) return found
  const content = {
    exportedAt: new Date(app.clock.now()).toISOString(),
    leads: known,
    erpIndex: customers,
    log: logged,
  }
  writePrivately(file, `${JSON.stringify(content, null, 2)}\n`)
  return found
}

/** The whole conversation; in a room only his own words are his. */
async function messagesOf({ data }: App, thread: Thread): Promise<ThreadMessage[]> {
  const words: ThreadMessage[] = []
  for (let after: Parameters<typeof data.store.threadMessages>[1]; ; ) {
    const page = await data.store.threadMessages(thread, after, pageSize)
    words.push(
      ...page.filter(({ role }) => !thread.room || role === 'customer').map(({ cursor: _, ...message }) => message),
    )
    if (page.length < pageSize) return words
    after = page.at(-1)?.cursor
  }
}

async function logOf({ data }: App, khids: ReadonlyArray<string | undefined>) {
  const log = []
  for (const khid of khids) if (khid) log.push(...(await data.store.auditRecords({ khid, limit: 10_000 })))
  return log
}
