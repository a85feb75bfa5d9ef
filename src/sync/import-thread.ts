import { type MessageToStore, type Thread, type ThreadMessage, threadId } from '../domain/index.ts'
import type { SyncContext } from './context.ts'

/** Conversations from files are kept under this account: the same file again adds nothing. */
export const importAccount = 'import'
const batchSize = 500

const contactOf = (conversationId: string) => `import:${conversationId}`

/** Where the conversation of this id is kept, or would be: to look up what is stored of it. */
export function importedThread(conversationId: string): Thread {
  const contactId = contactOf(conversationId)
  return {
    id: threadId(importAccount, contactId, contactId),
    accountId: importAccount,
    conversationId: contactId,
    contactId,
    room: false,
    nickname: '',
    reread: false,
    muted: false,
    version: 0,
  }
}

/** Commits a past conversation as one thread. Resolves to how many messages were new. */
export async function importThread(
  context: SyncContext,
  conversation: { id: string; messages: readonly ThreadMessage[] },
): Promise<number> {
  let fresh = 0
  const items = conversation.messages.map((message) => toStore(message, conversation.id, context.clock.now()))
  for (let at = 0; at < items.length; at += batchSize) {
    const added = await context.store.append(items.slice(at, at + batchSize))
    fresh += added.filter(Boolean).length
  }
  context.wake('pipeline')
  return fresh
}

function toStore(message: ThreadMessage, conversationId: string, now: number): MessageToStore {
  const contactId = contactOf(conversationId)
  const speaker = message.role === 'customer' ? contactId : `${contactId}:${message.role}`
  return {
    message: {
      id: message.id,
      accountId: importAccount,
      conversation: { id: contactId, kind: message.room ? 'room' : 'direct' },
      sender: { contactId: speaker, nickname: message.speaker ?? '' },
      peer: { contactId, nickname: message.role === 'customer' ? (message.speaker ?? '') : '' },
      self: message.role === 'sales',
      content: contentOf(message),
      sentAt: message.sentAt,
      receivedAt: now,
    },
    role: message.role === 'sales' ? 'sales' : 'customer',
    text: message.text,
    touch: [
      {
        threadId: threadId(importAccount, contactId, contactId),
        dueAt: now,
        latestAt: now,
        create: message.role === 'customer',
      },
    ],
  }
}

const contentOf = (message: ThreadMessage): MessageToStore['message']['content'] =>
  message.kind === 'image' || message.kind === 'audio' || message.kind === 'other'
    ? { kind: message.kind }
    : { kind: 'text', text: message.text, quoted: message.quoted }
