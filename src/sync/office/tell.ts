import { type CallPriority, type ChatJob, callPriority, type StaffMember, type StoreTx } from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'
import { chatLane } from '../lanes.ts'

const expiryMs = 6 * 3_600_000

export interface Telling {
  text: string
  /** Said once ever. */
  dedupeKey: string
  /** @default normal: waits for quiet hours and the hourly cap */
  priority?: CallPriority
  picture?: ChatJob['picture']
  /** Not before, epoch ms. @default now */
  dueAt?: number
  expiresAfterMs?: number
}

/** A message to a bound person; false: it was said before, or he is not bound. */
export async function tell(context: SyncContext, person: StaffMember, telling: Telling): Promise<boolean> {
  const contactId = person.contactIds.at(-1)
  if (contactId === undefined) return false
  const id = await context.store.transact((tx) => enqueueTelling(tx, context, contactId, telling))
  context.wake('chat')
  return id !== undefined
}

export function enqueueTelling(tx: StoreTx, { clock }: SyncContext, contactId: string, telling: Telling) {
  const { text, dedupeKey, priority, picture, dueAt, expiresAfterMs } = telling
  const to = { kind: 'contact' as const, contactId }
  const from = dueAt ?? clock.now()
  return tx.enqueue({
    job: { type: 'say', to, text, ...(picture && { picture }) },
    lane: chatLane(to, dedupeKey),
    dedupeKey,
    priority: priority ?? callPriority.normal,
    dueAt: from,
    expiresAt: from + (expiresAfterMs ?? expiryMs),
    actor: 'sync',
  })
}
