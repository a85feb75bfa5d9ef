import type { LeadId } from './ids.ts'
import type { AdmissionCheck } from './lead.ts'

/** One of the numbered answers of a question about a lead. */
export interface LeadOption {
  label: string
  action: 'accept' | 'ignore' | 'later'
  /** Given with `accept`. */
  fields?: Record<string, string>
}

/** A question about a lead to its salesperson: the sync asks it, the chat commands take the answer. */
export interface LeadQuestion {
  leadId: LeadId
  /** A check that fails; or whether two leads are one person, or which of two values holds. */
  missing: AdmissionCheck | 'same_person' | 'change'
  options: readonly LeadOption[]
  /** Its first line, by which it is known again where somebody quotes it. */
  asked?: string
  /** Taken for granted where the missing thing is given in words. */
  assumed?: Record<string, string>
}

/** `Prompt.kind` of such a question; its data is the LeadQuestion. */
export const leadQuestionKind = 'lead_question'
