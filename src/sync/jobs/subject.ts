import type { CustomerOrd, JobSubject, Lead } from '../../domain/index.ts'
import { InvariantError } from '../../shared/errors.ts'
import type { SyncContext } from '../context.ts'
import { UndecidableError } from '../outbox/run.ts'
import { follow } from '../pipeline/find-person.ts'

export interface ResolvedSubject {
  ord: CustomerOrd
  lead?: Lead
}

/** The customer a job is about. Entries of a lead run in order, so that what would have created it is over. */
export async function resolveSubject(subject: JobSubject, { store }: SyncContext): Promise<ResolvedSubject> {
  if ('ord' in subject) return { ord: subject.ord, lead: await store.findLead(`ord:${subject.ord}`) }
  const lead = await follow(store, subject.leadId)
  if (!lead) throw new InvariantError(`线索 ${subject.leadId} 不在库中`)
  if (lead.customerOrd === undefined) throw new UndecidableError('客户还没有建档，建档后再重试')
  return { ord: lead.customerOrd, lead }
}
