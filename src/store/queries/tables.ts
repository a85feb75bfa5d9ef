import type { Generated } from 'kysely'

// Columns as they are stored: flags are 0 or 1, `body`, `job`, `steps`, `reading`, `data` hold JSON.

export interface Tables {
  messages: MessageRow
  threads: ThreadRow
  leads: LeadRow
  identities: { key: string; lead_id: string }
  outbox: OutboxRow
  prompts: PromptRow
  customers: CustomerIndexRow
  audit: AuditRow
}

export interface MessageRow {
  seq: Generated<number>
  account: string
  id: string
  conversation: string
  sender: string
  role: 'customer' | 'sales'
  kind: string
  text: string
  quoted: string | null
  speaker: string | null
  /** Of a recall: the message it takes back. */
  target: string | null
  room: number
  recalled: Generated<number>
  sent_at: number
  received_at: number
}

export interface ThreadRow {
  id: string
  account: string
  conversation: string
  contact: string
  room: number
  topic: string | null
  nickname: string
  wechat_id: string | null
  phones: string | null
  lead_id: string | null
  reading: string | null
  cursor_sent: number | null
  cursor_seq: number | null
  reread: number
  due_at: number | null
  /** Upper bound of the sliding debounce, set when the first unread message arrived. */
  due_latest: number | null
  note_due_at: number | null
  noted_sent: number | null
  noted_seq: number | null
  muted: number
  version: number
  /** Only where several processes read threads: who is at it, and until when that counts. */
  taken_by?: string | null
  taken_until?: number | null
}

export interface LeadRow {
  id: string
  khid: string | null
  status: string
  score: number
  owner_id: number | null
  customer_ord: number | null
  last_message_at: number
  /** Name, company and nickname in lower case, for substring search. */
  search: string
  body: string
  version: number
}

export interface OutboxRow {
  id: Generated<number>
  kind: 'erp' | 'chat'
  lane: string
  dedupe_key: string | null
  lead_id: string | null
  priority: number
  /** Best priority of the lane's open entries; kept on the head. */
  rank: number
  /** 1 = first open entry of its lane. */
  head: number
  state: string
  due_at: number
  expires_at: number | null
  attempts: number
  fence: number
  lease_worker: string | null
  lease_until: number | null
  job: string
  steps: string
  actor: string
  reply_to: string | null
  reason: string | null
  created_at: number
  updated_at: number
}

export interface PromptRow {
  id: string
  contact: string
  conversation: string
  kind: string
  data: string
  created_at: number
  expires_at: number
}

export interface CustomerIndexRow {
  ord: number
  khid: string | null
  name: string
  normalized_name: string
  mobile: string | null
  wechat_id: string | null
  seen_at: number
  body: string
}

export interface AuditRow {
  seq: Generated<number>
  at: number
  kind: string
  operation: string
  actor: string
  outcome: string
  khid: string | null
  body: string
  hash: string
}
