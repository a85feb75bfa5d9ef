import type { LeadId, ThreadId } from './ids.ts'
import type { InboundMessage } from './message.ts'
import type { ReadingState } from './scorer.ts'

/** A message to commit, with the part that knowing our staff adds. */
export interface MessageToStore {
  message: InboundMessage
  /** Seen from the house: `customer` is anyone who is not staff. */
  role: 'customer' | 'sales'
  /** What scoring reads; empty where there are no words. */
  text: string
  /** Threads this message makes due, and when. The earlier of this and `latestAt` of the thread counts. */
  touch: Array<{ threadId: ThreadId; dueAt: number; latestAt: number; create: boolean }>
}

/** Position in a conversation: own time first, arrival breaks ties. */
export interface Cursor {
  sentAt: number
  seq: number
}

export interface Thread {
  id: ThreadId
  accountId: string
  conversationId: string
  room: boolean
  topic?: string
  contactId: string
  nickname: string
  wechatId?: string
  phones?: readonly string[]
  leadId?: LeadId
  reading?: ReadingState
  /** Everything up to here has been read. */
  cursor?: Cursor
  /** A message at or before the cursor came late or was recalled: read again from the start. */
  reread: boolean
  /** Next run of the pipeline; absent = nothing to do. */
  dueAt?: number
  /** When the conversation counts as silent and its note is due. */
  noteDueAt?: number
  /** Messages up to here are in a note. */
  notedUpTo?: Cursor
  /** Captures nothing: 忽略, outside the operator's choice. */
  muted: boolean
  version: number
}
