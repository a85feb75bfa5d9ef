import type { AuditRecord, Store } from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import type { SyncListener } from '../sync/index.ts'
import { duplicateRecord, type Metrics, runRecord } from '../watch/index.ts'

interface Parts {
  funnel: Metrics['funnel']
  store: Pick<Store, 'audit'>
  clock: Clock
  onFault(error: unknown): void
}

/** Met on create (RULES.md): the same number, mobile or company. His own WeChat id, or a person's word, is no duplicate. */
const duplicates: readonly string[] = ['khid', 'mobile', 'company', 'name']

/** What the sync tells, counted; and what the figures are made of, written to the operation log. */
export function watchEvents({ funnel, store, clock, onFault }: Parts): SyncListener {
  const log = (record: AuditRecord) => void store.audit(record).catch(onFault)
  return (event) => {
    switch (event.type) {
      case 'message':
        return funnel.message(event.role)
      case 'thread':
        return funnel.thread()
      case 'scored':
        // Version 1 is the first that was saved.
        return event.lead.version === 1 ? funnel.lead() : undefined
      case 'queued':
        return funnel.admitted(event.trigger)
      case 'would_have':
        return funnel.wouldHave()
      case 'customer_created':
        return funnel.created()
      case 'customer_linked': {
        const { lead, ord, by, pulled } = event
        if (!pulled && duplicates.includes(by))
          log(duplicateRecord({ at: clock.now(), leadId: lead.id, khid: lead.khid, ord, by }))
        return funnel.linked(by)
      }
      case 'assigned':
        return funnel.assigned(event.owner === '公海' ? 'public_pool' : 'users')
      case 'noted':
        return funnel.noted()
      case 'question':
        return funnel.question()
      case 'ran': {
        const { entryId, job, leadId, end, why } = event
        log(runRecord({ at: clock.now(), entry: entryId, job, leadId, why }))
        return funnel.ran(job, end)
      }
      case 'alert':
        return funnel.alert(event.key.replace(/[:@].*/, ''))
    }
  }
}
