import type { AssignTarget, FollowUp } from './customer.ts'
import type { Admission, AdmissionCheck, Assessment, Counterpart, LeadFields, SyncTrigger } from './lead.ts'
import type { ThreadMessage } from './message.ts'

/** What the admission rules look at: an assessment or a lead. */
export interface Candidate {
  fields: LeadFields
  score: number
  committed: boolean
  optedOut: boolean
  counterpart: Counterpart
}

export type Clearance =
  | { ok: true }
  /** `never`: opted out, advertiser …; otherwise what is missing, the most useful question first. */
  | { ok: false; never: boolean; missing: AdmissionCheck[] }

/** Who was served how often, per pool: persisted so that round-robin survives a restart. */
export type Rotation = Record<string, Record<string, number>>

export interface Routing {
  target: AssignTarget
  /** `senior`, `normal`, `owner`, `public`, or a pool's name. */
  pool: string
  rotation: Rotation
  /** For the log and the hand-over card, Chinese. */
  why: string
  /** A pool that should have served was empty. */
  warning?: string
}

/** The business rules of RULES.md as pure functions with the installation's settings inside. */
export interface Judge {
  /** The five checks, whatever the trigger. */
  admit(candidate: Pick<Candidate, 'fields' | 'score'>): Admission
  /** The admission table: may this be written to the ERP, for this trigger? */
  clear(candidate: Candidate, trigger: SyncTrigger): Clearance
  /** By score; `accountId` is the WeChat account that heard the lead. */
  route(score: number, accountId: string, rotation: Rotation): Routing
  /**
   * A silent conversation as 洽谈进展: one note, or several where it is longer than 1,000 characters; none where only our
   * side spoke and nothing came of it. `known`: what is known of the customer. `said`: what these messages say by
   * themselves, so that an old wish is not told as today's. @default `known`
   */
  writeNotes(messages: readonly ThreadMessage[], known: Assessment, said?: Assessment): FollowUp[]
}
