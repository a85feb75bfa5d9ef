import { callPriority, type InboundMessage, sayEntry } from '../../domain/index.ts'
import { dropOldest } from '../../shared/collections.ts'
import type { SyncContext } from '../context.ts'

const expiryMs = 600_000
const remembered = 5_000

/** Says the installation's notice to a new direct contact, once ever. */
export function createNotice(context: SyncContext, text: string | undefined) {
  const told = new Set<string>()
  return async (message: InboundMessage): Promise<void> => {
    const { sender, conversation, self, accountId } = message
    if (!text || self || conversation.kind !== 'direct' || context.staff.byContact(sender.contactId)) return
    const key = `notice:${accountId}:${sender.contactId}`
    if (told.has(key)) return
    told.add(key)
    dropOldest(told, remembered)
    await context.store.transact((tx) =>
      tx.enqueue(
        sayEntry({
          to: { kind: 'contact', contactId: sender.contactId },
          text,
          dedupeKey: key,
          priority: callPriority.hot,
          dueAt: context.clock.now(),
          expiresAfterMs: expiryMs,
        }),
      ),
    )
    context.wake('chat')
  }
}
