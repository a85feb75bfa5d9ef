import { callPriority } from '../domain/index.ts'
import type { SyncContext } from './context.ts'
import { giveWay } from './pull-page.ts'

/**
 * Whoever a whole pull has not met is looked for by himself, as rows move between pages while they are read: where there
 * is nobody, he was deleted. So many at a time, the rest with the next pull.
 */
export async function markGone(context: SyncContext, startedAt: number, limit: number): Promise<void> {
  const { store, crm, clock, logger } = context
  for (const known of await store.findKnownCustomers({ seenBefore: startedAt, limit })) {
    await giveWay(context)
    const standing = await crm.getCustomer(known.ord, { actor: 'sync', priority: callPriority.backlog })
    const { goneAt, ...seen } = known
    const seenAt = clock.now()
    if (!standing && goneAt === undefined) logger.warn('customer_gone', { ord: known.ord })
    await store.upsertCustomers([standing ? { ...seen, seenAt } : { ...known, seenAt, goneAt: goneAt ?? seenAt }])
  }
}
