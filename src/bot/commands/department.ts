import { type Crm, CrmError, callPriority, type StaffMember } from '../../domain/index.ts'
import type { Clock } from '../../shared/clock.ts'

/** Nobody waits longer for his department, ms. */
const patienceMs = 2_000

/** As it is configured, else as the ERP has it; undefined where it does not tell. */
export async function departmentOf(
  { department, erpUserId, name }: StaffMember,
  { crm, clock }: { crm: Pick<Crm, 'employees'>; clock: Clock },
): Promise<string | undefined> {
  if (department !== undefined || erpUserId === undefined) return department
  const abort = new AbortController()
  const cancel = clock.after(patienceMs, () => abort.abort())
  try {
    const all = await crm.employees({ actor: name, priority: callPriority.command, signal: abort.signal })
    return all.find((one) => one.userId === erpUserId)?.department
  } catch (error) {
    if (error instanceof CrmError) return undefined
    throw error
  } finally {
    cancel()
  }
}
