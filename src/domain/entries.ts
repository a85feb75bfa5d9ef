import { maskText } from '../shared/mask.ts'
import type { CallPriority } from './crm.ts'
import type { LeadId } from './ids.ts'
import type { Band } from './lead.ts'
import type { ChatJob, ChatTarget, ErpJob, JobSubject, NewEntry } from './outbox.ts'

export const leadLane = (id: LeadId): string => `lead:${id}`
/** Entries about one customer run one after the other. */
export const subjectLane = (subject: JobSubject): string =>
  'leadId' in subject ? leadLane(subject.leadId) : `ord:${subject.ord}`
/** The person or room that is spoken to. */
export const chatOf = (to: ChatTarget): string => (to.kind === 'contact' ? to.contactId : to.roomId)
/** What is said in one chat goes in order, but for what may wait for its hour (`waiting` names it): it holds nothing up. */
const chatLane = (to: ChatTarget, waiting?: string): string =>
  waiting === undefined ? `chat:${chatOf(to)}` : `chat:${chatOf(to)}:${waiting}`

/** An alert about a lead is said once per thread and band, whether it crosses the line or waits for the ERP above it. */
export const alertKey = (threadId: string, band: Band): string => `hot:${threadId}:${band}`
export const hotAlertKey = (threadId: string): string => alertKey(threadId, 'hot')

/** A step of a lead in the ERP that the sync itself decided on: behind the lead's other steps. */
export const leadEntry = (
  leadId: LeadId,
  job: ErpJob,
  when: { dedupeKey: string; priority: CallPriority; dueAt: number },
): NewEntry => ({ job, lane: leadLane(leadId), ...when, actor: 'sync' })

/** Something to say to a person or a room, and how long it is worth saying. */
export interface Saying extends Omit<ChatJob, 'type'> {
  /** Said once ever. */
  dedupeKey: string
  priority: CallPriority
  /** Not before, epoch ms. */
  dueAt: number
  expiresAfterMs: number
  /** true: may wait for its hour without holding up what else is said there. @default in order with that */
  mayWait?: boolean
  /** @default sync */
  actor?: string
}

export function sayEntry({
  dedupeKey,
  priority,
  dueAt,
  expiresAfterMs,
  mayWait,
  actor = 'sync',
  ...say
}: Saying): NewEntry {
  // A room may read along: whatever became of an order, it shows no number in full.
  const text = say.to.kind === 'room' ? maskText(say.text) : say.text
  return {
    job: { type: 'say', ...say, text },
    lane: chatLane(say.to, mayWait ? dedupeKey : undefined),
    dedupeKey,
    priority,
    dueAt,
    expiresAt: dueAt + expiresAfterMs,
    actor,
  }
}
