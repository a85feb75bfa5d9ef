import type { IdentityKey, Lead, LeadFields, LeadId, StoreTx, Thread } from '../../domain/index.ts'
import { conflictBetween } from './merge-fields.ts'

/** Whose thread this is. */
export interface Person {
  lead: Lead | undefined
  /** Another lead that is the same person: to be joined. */
  twin?: Lead
  /** Shares a key, but something speaks against one person: a question. */
  rival?: { lead: Lead; about: 'company' | 'name' | 'two_customers' }
}

/** The lead itself, or the one it was joined into. */
export async function follow(tx: Pick<StoreTx, 'lead'>, id: LeadId): Promise<Lead | undefined> {
  let lead = await tx.lead(id)
  for (let hops = 0; lead?.mergedInto && hops < 10; hops++) lead = await tx.lead(lead.mergedInto)
  return lead
}

/** Threads of one person meet here, over the keys they share (RULES.md, conflict rules). */
export async function findPerson(
  tx: StoreTx,
  thread: Thread,
  keys: readonly IdentityKey[],
  fields: LeadFields,
): Promise<Person> {
  let lead = thread.leadId ? await follow(tx, thread.leadId) : undefined
  let twin: Lead | undefined
  let rival: Person['rival']
  for (const key of keys) {
    const holder = await tx.findLead(key)
    const other = holder && (await follow(tx, holder.id))
    if (!other || other.id === lead?.id) continue
    const sure = key.startsWith('contact:') || key.startsWith('wechat:')
    const about = sure ? undefined : conflictBetween({ fields }, other)
    if (about) rival ??= { lead: other, about }
    else if (!lead) lead = other
    else if (lead.customerOrd && other.customerOrd && lead.customerOrd !== other.customerOrd)
      rival ??= { lead: other, about: 'two_customers' }
    else twin ??= other
  }
  return { lead, twin, rival }
}
