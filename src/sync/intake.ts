import { type InboundMessage, type Intake, isCommand, type MessageToStore, threadId } from '../domain/index.ts'
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
export function toStore(message: InboundMessage, { staff, settings }: SyncContext): MessageToStore {
  const bySales = message.self || staff.byContact(message.sender.contactId) !== undefined
  const role = bySales ? 'sales' : 'customer'
  // What a colleague tells the bot, in whosever chat, is no conversation: the row only remembers that it was here.
  if (bySales && message.content.kind === 'text' && isCommand(message.content.text)) {
    return { message: { ...message, content: { kind: 'other' } }, role, text: '', touch: [] }
  }
  return { message, role, text: textOf(message.content), touch: touched(message, role, { staff, settings }) }
}

function touched(
  message: InboundMessage,
  role: 'customer' | 'sales',
  { staff, settings }: Pick<SyncContext, 'staff' | 'settings'>,
): MessageToStore['touch'] {
  const { conversation, accountId, sender, peer, receivedAt } = message
  const due = { dueAt: receivedAt + settings.debounceMs, latestAt: receivedAt + settings.debounceMs * 3 }
  if (conversation.kind === 'room') {
    const internal = [conversation.id, conversation.topic ?? ''].some((name) => settings.internalRooms.includes(name))
    if (role === 'sales' || internal) return []
    return [{ threadId: threadId(accountId, conversation.id, sender.contactId), ...due, create: true }]
  }
  const customer = message.self ? (peer?.contactId ?? conversation.id) : sender.contactId
  // A colleague's own chat with the bot is no conversation with a customer.
  if (customer === accountId || staff.byContact(customer)) return []
  return [{ threadId: threadId(accountId, conversation.id, customer), ...due, create: role === 'customer' }]
}
