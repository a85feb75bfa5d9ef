import type { Band, ChatTarget, JobSubject, LeadId } from '../domain/index.ts'

export const leadLane = (id: LeadId): string => `lead:${id}`
/** Entries about one customer run one after the other. */
export const subjectLane = (subject: JobSubject): string =>
  'leadId' in subject ? leadLane(subject.leadId) : `ord:${subject.ord}`
/** The person or room that is spoken to. */
export const chatOf = (to: ChatTarget): string => (to.kind === 'contact' ? to.contactId : to.roomId)
/** What is said in one chat goes in order, but for what may wait for its hour (`waiting` names it): it holds nothing up. */
export const chatLane = (to: ChatTarget, waiting?: string): string =>
  waiting === undefined ? `chat:${chatOf(to)}` : `chat:${chatOf(to)}:${waiting}`
/** An alert about a lead is said once per thread and band. */
export const alertKey = (threadId: string, band: Band): string => `hot:${threadId}:${band}`
