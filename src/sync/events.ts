import type {
  Assessment,
  CrmFailure,
  CustomerOrd,
  EntryId,
  ErpJob,
  InboundMessage,
  Lead,
  LeadId,
  Thread,
  ThreadId,
} from '../domain/index.ts'

/** What happened, for displays and counters. Carries data, decides nothing. */
export type SyncEvent =
  | { type: 'message'; id: string; conversationId: string; role: 'customer' | 'sales' }
  /** A conversation was read for the first time. */
  | { type: 'thread'; threadId: ThreadId }
  | { type: 'scored'; threadId: ThreadId; lead: Lead }
  /** A thread of this customer was read and decided on, with everything that was found. */
  | { type: 'read'; thread: Thread; lead: Lead; assessment: Assessment }
  /** A message of a conversation that is listened to was committed. */
  | { type: 'received'; message: InboundMessage }
  | { type: 'queued'; lead: Lead; trigger: string }
  | { type: 'would_have'; lead: Lead }
  | { type: 'merged'; from: LeadId; into: LeadId }
  | { type: 'customer_created'; lead: Lead; ord: CustomerOrd }
  /** `pulled`: seen in the ERP by the pull, not met when it should be created. */
  | { type: 'customer_linked'; lead: Lead; ord: CustomerOrd; by: LinkedBy; pulled?: true }
  | { type: 'assigned'; leadId?: LeadId; ord: CustomerOrd; owner: string; why: string }
  | { type: 'noted'; leadId?: LeadId; ord: CustomerOrd; text: string }
  | { type: 'question'; leadId: LeadId; to: string; text: string }
  | { type: 'said'; text: string }
  | { type: 'dead'; entryId: EntryId; job: string; leadId?: LeadId; reason: string }
  | { type: 'paused'; reason: string; ms: number }
  | { type: 'breaker'; state: 'closed' | 'open' | 'probing' }
  | { type: 'resaved'; leadId: LeadId; ord: CustomerOrd }
  | { type: 'alert'; key: string; text: string }
  | { type: 'alert_over'; key: string; text: string }
  /** A run of an ERP entry ended, well or not; one that was only put off did not. */
  | {
      type: 'ran'
      entryId: EntryId
      job: ErpJob['type']
      leadId?: LeadId
      end: 'done' | 'waits' | 'dead'
      why?: RunFailure
    }

/** What a run failed of: a failure of the CRM, a question only a person can answer, or a fault of ours. */
export type RunFailure = CrmFailure | 'undecidable' | 'fault'
export type LinkedBy = 'khid' | 'mobile' | 'wechat' | 'company' | 'name' | 'person'
export type SyncListener = (event: SyncEvent) => void

/** Hands events to listeners; one that throws harms nobody. */
export function createEvents(onFault: (error: unknown) => void) {
  const listeners = new Set<SyncListener>()
  return {
    on(listener: SyncListener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    emit(event: SyncEvent): void {
      for (const listener of listeners) {
        try {
          listener(event)
        } catch (error) {
          onFault(error)
        }
      }
    },
  }
}
