import type { ChatTarget, JobSubject, LeadId } from '../domain/index.ts'

export const leadLane = (id: LeadId): string => `lead:${id}`
/** Entries about one customer run one after the other. */
export const subjectLane = (subject: JobSubject): string =>
  'leadId' in subject ? leadLane(subject.leadId) : `ord:${subject.ord}`
export const chatLane = (to: ChatTarget): string =>
  to.kind === 'contact' ? `chat:${to.contactId}` : `chat:${to.roomId}`
