import { CrmError } from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'
import type { Run } from '../outbox/run.ts'
import { draftOf } from './draft.ts'
import type { ResolvedSubject } from './subject.ts'

/**
 * A server was seen to answer 保存成功 and store nothing. When it refuses to work on a customer we created and have not
 * seen since, we look; where there is none, it is saved again under the same id.
 */
export async function withCustomer<T>(
  subject: ResolvedSubject,
  run: Run,
  context: SyncContext,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const { lead, ord } = subject
    if (!(error instanceof CrmError) || error.failure !== 'refused' || !lead?.khid) throw error
    if (!context.unverified.has(ord)) throw error
    const khid = lead.khid
    const standing = await context.crm.getCustomer(ord, run.call)
    if (standing && standing.khid === khid && standing.name !== '') throw error
    await run.once('resave', async () => {
      await context.crm.saveCustomer(ord, draftOf(lead, khid), run.call)
      return { ord }
    })
    context.emit({ type: 'resaved', leadId: lead.id, ord })
    return act()
  }
}
