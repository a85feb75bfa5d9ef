import type { OutboxJob, StoreTx } from '../../domain/index.ts'
import { InvariantError } from '../../shared/errors.ts'
import type { SyncContext } from '../context.ts'
import type { Run } from '../outbox/run.ts'
import { assign } from './assign.ts'
import { followUp } from './follow-up.ts'
import { addContact, customerAction, share, updateCustomer } from './simple.ts'
import { syncCustomer } from './sync-customer.ts'

/** What a finished job adds to its own end. */
export interface JobResult {
  /** Commits together with the entry's end. */
  also?(tx: StoreTx): Promise<void>
  /** After the commit. */
  announce?(): void
  /** For who asked, Chinese. */
  words: string
  /** Nothing was changed, as something came first: `words` say what. */
  unchanged?: true
}

/** Carries one job out. Throws CrmError, or ends early with ParkedError and UndecidableError. */
export function handlers(job: OutboxJob, run: Run, context: SyncContext): Promise<JobResult> {
  switch (job.type) {
    case 'sync_customer':
      return syncCustomer(job, run, context)
    case 'assign':
      return assign(job, run, context)
    case 'follow_up':
      return followUp(job, run, context)
    case 'update_customer':
      return updateCustomer(job, run, context)
    case 'add_contact':
      return addContact(job, run, context)
    case 'customer_action':
      return customerAction(job, run, context)
    case 'share':
      return share(job, run, context)
    case 'say':
      throw new InvariantError('a chat message is no ERP job')
  }
}
