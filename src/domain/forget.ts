import type { LeadId } from './ids.ts'
import type { Lead } from './lead.ts'
import type { Store } from './store.ts'

type Entries = Pick<Store, 'entries' | 'decideEntry'>
const most = 10_000

/** Stops a lead's writes to the ERP: what is in hand ends by itself, what has not begun is not begun any more. Resolves to how many. */
export async function stopWrites(store: Entries, leadId: LeadId, why: string, now: number): Promise<number> {
  let stopped = 0
  for (const { id, state } of await store.entries({ leadId, kind: 'erp', state: ['ready', 'dead'], limit: most })) {
    if (await store.decideEntry(id, state === 'dead' ? 'discard' : 'cancel', why, now)) stopped++
  }
  return stopped
}

/** What was to be said about him to colleagues is not said any more; its words go with the rest. */
async function stopSaying(store: Entries, { fields }: Lead, why: string, now: number): Promise<void> {
  const telling = [fields.mobile, fields.phone, fields.email, fields.wechatId, fields.company, fields.name]
    .map((field) => field?.value ?? '')
    .filter((value) => value.length > 1)
  for (const { id, job } of await store.entries({ kind: 'chat', state: ['ready'], limit: most })) {
    const words = job.type === 'say' ? JSON.stringify(job) : ''
    if (telling.some((value) => words.includes(value))) await store.decideEntry(id, 'cancel', why, now)
  }
}

/** What is kept of WeChat contacts so that they need not be asked for again. */
export interface ContactCache {
  /** Never rejects: what is left is read anew, or falls out, by itself. */
  forget(places: ReadonlyArray<{ contactId: string; roomId?: string }>): Promise<void>
}

/** Erases what is stored here about the person of a lead; he is not captured again. */
export async function forgetLead(
  { store, contacts }: { store: Entries & Pick<Store, 'forget' | 'threadsOfLead'>; contacts?: ContactCache },
  lead: Lead,
  why: string,
  now: number,
): Promise<{ messages: number; stoppedWrites: number }> {
  const threads = await store.threadsOfLead(lead.id)
  await contacts?.forget(
    threads.map(({ contactId, room, conversationId }) => ({ contactId, ...(room && { roomId: conversationId }) })),
  )
  const stoppedWrites = await stopWrites(store, lead.id, why, now)
  await stopSaying(store, lead, why, now)
  return { messages: await store.forget(lead.id), stoppedWrites }
}
