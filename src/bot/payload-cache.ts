import { chmodSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ContactCache } from '../domain/index.ts'
import { messageOf } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'

/** Of puppet-service's cache what we work with: a LevelDB per kind while somebody is logged in. */
interface PayloadStore {
  start(accountId: string): Promise<void>
  stop(): Promise<void>
  storeDir?: string
  contact?: KeyValue
  /** By room, the members as they are called there. */
  roomMember?: KeyValue
}
interface KeyValue {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<unknown>
  delete(key: string): Promise<unknown>
  levelDb?: unknown
}

/**
 * puppet-service keeps a disk cache per account: closed at logout, opened at login, neither waiting for the other.
 * A login soon after a logout finds the files locked, and the rejection, which nobody handles, ends the process.
 * This lets the opening wait for the closing.
 */
export function orderPayloadCache(puppet: unknown): void {
  const store = storeOf(puppet)
  if (!store) return
  const start = store.start.bind(store)
  const stop = store.stop.bind(store)
  let closing: Promise<void> = Promise.resolve()
  store.stop = () => {
    const closed = Promise.all([closing, stop()]).then(() => {})
    closing = closed.catch(() => {})
    return closed
  }
  store.start = async (accountId) => {
    await closing
    await start(accountId)
  }
}

/**
 * The cache holds names, remarks and phone numbers, by default under HOME and readable by everybody: from the next
 * login on it stands in a directory of ours. Other puppets have no such cache, or one that cannot be moved.
 */
export function movePayloadCache(puppet: unknown, dir: string): void {
  const store = storeOf(puppet)
  if (typeof store?.storeDir !== 'string') return
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  chmodSync(dir, 0o700)
  // Its last part is the version: another one may keep other things.
  store.storeDir = join(dir, basename(store.storeDir))
}

/** The cache as 忘记 needs it, of whatever puppet the bot has by then. */
export function payloadCacheOf(bot: { readonly puppet: unknown }, logger: Logger): ContactCache {
  return {
    async forget(places) {
      try {
        const { puppet } = bot
        const store = storeOf(puppet)
        const kept = [store?.contact, store?.roomMember]
        // What is only in the log yet would be written to a table together with its deletion.
        for (const one of kept) await compact(one)
        for (const { contactId, roomId } of places) {
          memoryOf(puppet)?.delete(contactId)
          await store?.contact?.delete(contactId)
          if (roomId !== undefined && store?.roomMember) await leaveRoom(store.roomMember, roomId, contactId)
        }
        for (const one of kept) await compact(one)
      } catch (error) {
        logger.warn('contact_not_forgotten', { error: messageOf(error).slice(0, 200) })
      }
    },
  }
}

async function leaveRoom(members: KeyValue, roomId: string, contactId: string): Promise<void> {
  const known = await members.get(roomId)
  if (typeof known !== 'object' || known === null || !(contactId in known)) return
  const { [contactId]: _, ...rest } = known as Record<string, unknown>
  await members.set(roomId, rest)
}

interface Layer {
  compactRange?(start: string, end: string, done: (error?: Error) => void): void
  db?: Layer
}

/** Deleted values stay in LevelDB's files until they are written anew. */
async function compact(kept: KeyValue | undefined): Promise<void> {
  let layer = kept?.levelDb as Layer | undefined
  while (layer && layer.compactRange === undefined) layer = layer.db
  if (!layer) return
  const found = layer
  await new Promise<void>((done, fail) => {
    found.compactRange?.('\u0000', '\uffff', (error) => (error ? fail(error) : done()))
  })
}

function storeOf(puppet: unknown): PayloadStore | undefined {
  const store = (puppet as { _payloadStore?: Partial<PayloadStore> } | undefined)?._payloadStore
  return typeof store?.start === 'function' && typeof store.stop === 'function' ? (store as PayloadStore) : undefined
}

const memoryOf = (puppet: unknown) =>
  (puppet as { cache?: { contact?: { delete(id: string): void } } } | undefined)?.cache?.contact
