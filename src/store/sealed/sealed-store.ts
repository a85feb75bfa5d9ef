import type { MessageToStore, Store, StoreTx, Thread } from '../../domain/index.ts'
import type { Codec } from './codec.ts'
import { openReading, sealReading } from './sealed-reading.ts'

const placeOfMessage = (account: string, id: string) => `message ${account} ${id}`

/**
 * A store whose words are sealed on their way in and opened on their way out: what customers said, and what was read in it.
 * `beforeSealing` ends before sealed words are written.
 */
export function sealedStore(store: Store, codec: Codec, beforeSealing: () => Promise<void>): Store {
  const opened = (thread: Thread): Thread => {
    const reading = openReading(codec, thread)
    const lost = thread.reading !== undefined && reading === undefined
    return { ...thread, reading, reread: thread.reread || lost }
  }
  const over = (tx: StoreTx): StoreTx => ({
    ...tx,
    async thread(id) {
      const thread = await tx.thread(id)
      return thread && opened(thread)
    },
    threadsOfLead: async (id) => (await tx.threadsOfLead(id)).map(opened),
    async saveThread(thread) {
      if (thread.reading !== undefined) await beforeSealing()
      await tx.saveThread({ ...thread, reading: sealReading(codec, thread) })
    },
  })
  return {
    ...store,
    async append(messages) {
      if (messages.length > 0) await beforeSealing()
      return store.append(messages.map((one) => sealMessage(codec, one)))
    },
    async threadMessages(thread, after, limit) {
      const found = await store.threadMessages(thread, after, limit)
      return found.map((message) => {
        const open = (words: string) => opening(codec, words, placeOfMessage(thread.accountId, message.id))
        const { text, quoted } = message
        return { ...message, text: open(text), quoted: quoted === undefined ? undefined : open(quoted) }
      })
    },
    transact: (work) => store.transact((tx) => work(over(tx))),
    decideEntry: (id, decision, reason, now, also) =>
      store.decideEntry(id, decision, reason, now, also && ((tx) => also(over(tx)))),
    finishEntry: (id, fence, transition, now, also) =>
      store.finishEntry(id, fence, transition, now, also && ((tx) => also(over(tx)))),
    async thread(id) {
      const thread = await store.thread(id)
      return thread && opened(thread)
    },
    threadsOfLead: async (id) => (await store.threadsOfLead(id)).map(opened),
    async dueThreads(now, limit) {
      const due = await store.dueThreads(now, limit)
      // They are about to be saved: many transactions that wait for one more connection would have them all.
      if (due.length > 0) await beforeSealing()
      return due.map(opened)
    },
  }
}

function sealMessage(codec: Codec, one: MessageToStore): MessageToStore {
  const { message, text } = one
  const place = placeOfMessage(message.accountId, message.id)
  const { content } = message
  if (content.kind !== 'text') return { ...one, text: codec.seal(text, place) }
  const quoted = content.quoted && codec.seal(content.quoted, place)
  return { ...one, text: codec.seal(text, place), message: { ...message, content: { ...content, quoted } } }
}

/** What does not open is shown as it stands: a customer may have written something that begins like it. */
const opening = (codec: Codec, words: string, place: string): string => codec.open(words, place) ?? words
