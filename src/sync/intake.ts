import {
  type InboundMessage,
  type Intake,
  isCommand,
  type MessageToStore,
  threadId,
  withoutWords,
} from '../domain/index.ts'
import type { SyncContext } from './context.ts'
import { textOf } from './message-text.ts'

/** Messages of one commit. */
const batchSize = 500

interface Waiting {
  item: MessageToStore
  done(answer: 'new' | 'duplicate'): void
  fail(error: unknown): void
}

/**
 * Makes messages durable. Messages that come while a commit is under way share the next one;
 * whoever receives holds his message until then, so that nothing piles up here but references.
 */
export function createIntake(context: SyncContext): Intake {
  const waiting: Waiting[] = []
  let busy = false

  async function flush(): Promise<void> {
    if (busy) return
    busy = true
    while (waiting.length > 0) await commit(waiting.splice(0, batchSize))
    busy = false
  }

  async function commit(batch: Waiting[]): Promise<void> {
    try {
      const fresh = await context.store.append(batch.map((one) => one.item))
      await context.probe('message_committed')
      batch.forEach((one, index) => {
        one.done(fresh[index] ? 'new' : 'duplicate')
      })
      for (const [index, { item }] of batch.entries()) if (fresh[index]) announce(item)
      context.alerts.clear('store')
      context.wake('pipeline')
    } catch (error) {
      // One message that cannot be stored must not keep the others out.
      if (batch.length > 1 && !isStoreFault(error)) {
        for (const one of batch) await commit([one])
        return
      }
      for (const one of batch) one.fail(error)
      context.logger.error('message_not_stored', { count: batch.length, error })
      void context.alerts.raise('store', '数据目录写不进去：消息没有被确认，请检查磁盘空间和权限', {
        over: '数据目录可以写了',
      })
    }
  }

  const announce = ({ message, role }: MessageToStore) => {
    context.emit({ type: 'message', id: message.id, conversationId: message.conversation.id, role })
    context.emit({ type: 'received', message })
  }

  return {
    receive: (message) =>
      new Promise((done, fail) => {
        waiting.push({ item: toStore(message, context), done, fail })
        void flush()
      }),
  }
}

/** Of the disk or the file, so that it concerns every message. */
const isStoreFault = (error: unknown) => error instanceof Error && error.name === 'StoreError'

/** Role by the staff directory, and the threads that the message concerns. */
export function toStore(message: InboundMessage, context: SyncContext): MessageToStore {
  const role = message.self || context.staff.byContact(message.sender.contactId) ? 'sales' : 'customer'
  // What is told to the bot, or by it to colleagues, is no conversation: the row only remembers that it was here.
  if (isToldToTheBot(message) || isAmongColleagues(message, context)) {
    return { message: withoutWords(message), role, text: '', touch: [] }
  }
  return { message, role, text: textOf(message.content), touch: touched(message, role, context.settings) }
}

const isToldToTheBot = ({ content }: InboundMessage) => content.kind === 'text' && isCommand(content.text)

/** Chats in which no customer is: a colleague's own with the bot, the account's with itself, internal rooms. */
function isAmongColleagues(message: InboundMessage, { staff, settings }: SyncContext): boolean {
  const { conversation, accountId } = message
  if (conversation.kind === 'room') {
    return [conversation.id, conversation.topic ?? ''].some((name) => settings.internalRooms.includes(name))
  }
  const customer = customerOf(message)
  return customer === accountId || staff.byContact(customer) !== undefined
}

/** Of a direct chat: the other side. */
const customerOf = ({ self, peer, conversation, sender }: InboundMessage) =>
  self ? (peer?.contactId ?? conversation.id) : sender.contactId

function touched(
  message: InboundMessage,
  role: 'customer' | 'sales',
  { debounceMs }: SyncContext['settings'],
): MessageToStore['touch'] {
  const { conversation, accountId, sender, receivedAt } = message
  const due = { dueAt: receivedAt + debounceMs, latestAt: receivedAt + debounceMs * 3 }
  if (conversation.kind === 'room') {
    if (role === 'sales') return []
    return [{ threadId: threadId(accountId, conversation.id, sender.contactId), ...due, create: true }]
  }
  return [{ threadId: threadId(accountId, conversation.id, customerOf(message)), ...due, create: role === 'customer' }]
}
