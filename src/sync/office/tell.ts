import { callPriority, contactOf, type Saying, type StaffMember, type StoreTx, sayEntry } from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'

const expiryMs = 6 * 3_600_000

/** Said unasked: by default now, for six hours, and behind quiet hours and the hourly cap. */
export type Telling = Pick<Saying, 'text' | 'dedupeKey' | 'picture'> &
  Partial<Pick<Saying, 'priority' | 'dueAt' | 'expiresAfterMs'>>

/** A message to a bound person; false: it was said before, or he is not bound. */
export async function tell(context: SyncContext, person: StaffMember, telling: Telling): Promise<boolean> {
  const contactId = contactOf(person)
  if (contactId === undefined) return false
  const id = await context.store.transact((tx) => enqueueTelling(tx, context, contactId, telling))
  context.wake('chat')
  return id !== undefined
}

export function enqueueTelling(tx: StoreTx, { clock }: SyncContext, contactId: string, telling: Telling) {
  return tx.enqueue(
    sayEntry({
      to: { kind: 'contact', contactId },
      priority: callPriority.normal,
      dueAt: clock.now(),
      expiresAfterMs: expiryMs,
      mayWait: true,
      ...telling,
    }),
  )
}
