import type { CallPriority } from './crm.ts'
import type { AssignTarget, CustomerDraft, FollowUp } from './customer.ts'
import type { CustomerOrd, EntryId, LeadId } from './ids.ts'
import type { SyncTrigger } from './lead.ts'
import type { ReportPeriod } from './office.ts'
import type { Prompt } from './store.ts'

/** Which customer an ERP job is about: a lead of ours, or a customer known only to the ERP. */
export type JobSubject = { leadId: LeadId } | { ord: CustomerOrd }

/** ERP intents: never expire, are reconciled after an unknown outcome. */
export type ErpJob =
  | {
      type: 'sync_customer'
      leadId: LeadId
      trigger: SyncTrigger
      /** Decided with the lead, so that round-robin follows the order of the leads, not of the workers. */
      route?: { target: AssignTarget; why: string }
      /** A person said: not the customer who has the same mobile or name. */
      separate?: boolean
      /** A person said: this customer of the ERP. */
      linkTo?: CustomerOrd
      /** As a person wrote it with the command, besides what the lead knows. */
      entered?: Pick<CustomerDraft, 'category' | 'remark'>
    }
  | {
      type: 'assign'
      subject: JobSubject
      target: AssignTarget
      why: string
      /** By score, or by whoever takes it out of 公海 for himself: who owns the customer by then keeps it. */
      onlyFromPool?: boolean
      /** The customer was made just before: his first owner. */
      created?: boolean
    }
  | {
      type: 'follow_up'
      subject: JobSubject
      note: FollowUp /** Short marker inside the note, to recognise it. */
      marker: string
      /** Written by the sync: the note names whose customer it is by then (RULES.md, follow-up notes). */
      forOwner?: boolean
    }
  | {
      type: 'update_customer'
      subject: JobSubject
      changes: Partial<CustomerDraft>
      /** Found by the bot, not given by a person: what stands in the ERP by then stays. */
      blanksOnly?: boolean
    }
  | {
      type: 'add_contact'
      subject: JobSubject
      contact: { name: string; mobile?: string; job?: string; email?: string }
    }
  | {
      type: 'customer_action'
      subject: JobSubject
      action: 'take_back' | 'protect' | 'unprotect'
    }
  | { type: 'share'; subject: JobSubject; userIds: number[] }

/** Messages to people: at most once, with an expiry. */
export type ChatJob = {
  type: 'say'
  to: ChatTarget
  text: string
  /** Drawn when it is said. */
  picture?: { staff: string; period: ReportPeriod }
  /** The question becomes answerable when it is asked: saved just before the text goes out. */
  prompt?: Prompt
}
export type ChatTarget = { kind: 'contact'; contactId: string } | { kind: 'room'; roomId: string; mention?: string }

export type OutboxJob = ErpJob | ChatJob

/** As people read them. */
export const jobLabels: Record<OutboxJob['type'], string> = {
  sync_customer: '建档',
  assign: '指派',
  follow_up: '洽谈进展',
  update_customer: '更新资料',
  add_contact: '新增联系人',
  customer_action: '客户操作',
  share: '共享',
  say: '微信通知',
}

/** An entry that still stands in its lane. */
export const openStates = ['ready', 'running'] as const
export type EntryState =
  | (typeof openStates)[number]
  | 'done'
  /** Refused or poisoned: waits for a person, with its reason. */
  | 'dead'
  | 'cancelled'
  | 'expired'

/** Intent and outcome of one step of an entry. An intent without outcome after a crash means: look first. */
export interface StepRecord {
  step: string
  startedAt: number
  finishedAt?: number
  /** `refused`: this attempt changed nothing, as the ERP said no or was not reached. */
  outcome?: 'ok' | 'refused' | 'unknown'
  /** An attempt before this one may have reached the ERP. */
  doubted?: true
  /** What the step learned: `{ ord: 123 }`. */
  result?: Record<string, unknown>
}

export interface NewEntry {
  job: OutboxJob
  /** Entries of one lane run one after the other, in order: a lead's id, a chat target. */
  lane: string
  /** No second entry for the same fact: unique over all entries ever. */
  dedupeKey?: string
  priority: CallPriority
  /** Not before this time (hold, back-off), epoch ms. */
  dueAt: number
  /** Chat only. */
  expiresAt?: number
  /** Who asked, for the log; and where the result is told. */
  actor: string
  replyTo?: ChatTarget
}

export interface OutboxEntry extends NewEntry {
  id: EntryId
  state: EntryState
  steps: StepRecord[]
  /** Runs that ended in a failure that counts. */
  attempts: number
  createdAt: number
  updatedAt: number
  /** Why it is dead or waits. */
  reason?: string
  lease?: Lease
}

/** Right to work on an entry. Every write of the worker carries the fence; a lower one is refused. */
export interface Lease {
  worker: string
  fence: number
  until: number
}

/** The worker no longer holds the lease: somebody else took over. */
export interface LeaseLost {
  ok: false
  reason: 'lease_lost'
}
export type Leased = { ok: true } | LeaseLost

/** The ERP surely knows nothing of the entry: every step that was tried changed nothing. */
export const isUnsent = (steps: readonly StepRecord[]): boolean =>
  steps.every(({ outcome, doubted }) => outcome === 'refused' && !doubted)

/** What policy decided for an entry at the end of a run. Stores carry it out, nothing more. */
export type Transition =
  | { state: 'done' }
  | { state: 'dead'; reason: string }
  | { state: 'expired'; reason: string }
  /** Run again at `dueAt`; `counts`: this run used up an attempt. */
  | { state: 'ready'; dueAt: number; counts: boolean; reason: string }

export interface OutboxCounts {
  ready: number
  running: number
  dead: number
  /** Age of the oldest due entry, ms. */
  oldestDueMs: number
}
