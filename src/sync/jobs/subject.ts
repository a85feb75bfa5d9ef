import type { CustomerOrd, JobSubject, Lead } from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'
import { ParkedError } from '../outbox/run.ts'
import { follow } from '../pipeline/find-person.ts'

export interface ResolvedSubject {
  ord: CustomerOrd
  lead?: Lead
}

const waitForCustomerMs = 30_000

/** The customer a job is about; waits where the lead does not stand in the ERP yet. */
export async function resolveSubject(subject: JobSubject, { store }: SyncContext): Promise<ResolvedSubject> {
  if ('ord' in subject) return { ord: subject.ord, lead: await store.findLead(`ord:${subject.ord}`) }
  const lead = await follow(store, subject.leadId)
  if (!lead) throw new Error(`lead ${subject.leadId} is not there`)
  if (lead.customerOrd === undefined) throw new ParkedError('客户还没有建档，建档后继续', waitForCustomerMs)
  return { ord: lead.customerOrd, lead }
}
