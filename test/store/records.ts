import type {
  CustomerOrd,
  InboundMessage,
  KnownCustomer,
  Lead,
  LeadId,
  MessageToStore,
  NewEntry,
  Thread,
  ThreadId,
} from '../../src/domain/index.ts'
import { threadId } from '../../src/domain/index.ts'

export const start = Date.UTC(2026, 10, 2, 1, 0)
const minute = 60_000

/** A direct message of customer `who`, `at` minutes after the start. */
export function message(
  id: string,
  at: number,
  { who = 'c1', text = `words of ${id}`, ...extra }: { who?: string; text?: string } & Partial<InboundMessage> = {},
): MessageToStore {
  const sender = { contactId: who, nickname: `nick ${who}` }
  const message: InboundMessage = {
    id,
    accountId: 'acc',
    conversation: { id: who, kind: 'direct' },
    sender,
    self: false,
    peer: sender,
    content: { kind: 'text', text },
    sentAt: start + at * minute,
    receivedAt: start + at * minute,
    ...extra,
  }
  const dueAt = message.receivedAt + 20_000
  return {
    message,
    role: 'customer',
    text: message.content.kind === 'text' ? text : '',
    touch: [{ threadId: threadOf(who), dueAt, latestAt: message.receivedAt + minute, create: true }],
  }
}

export const recall = (id: string, target: string, at: number): MessageToStore =>
  message(id, at, { content: { kind: 'recall', messageId: target } })

export const threadOf = (who: string): ThreadId => threadId('acc', who, who)

export const thread = (who: string, extra: Partial<Thread> = {}): Thread => ({
  id: threadOf(who),
  accountId: 'acc',
  conversationId: who,
  room: false,
  contactId: who,
  nickname: who,
  reread: false,
  muted: false,
  version: 1,
  ...extra,
})

export const lead = (id: string, extra: Partial<Lead> = {}): Lead => ({
  id: id as LeadId,
  status: 'watching',
  fields: { name: { value: `Name ${id}`, source: 'stated', confidence: 1, at: start } },
  score: 50,
  band: 'cold',
  reasons: [],
  profile: '',
  counterpart: 'customer',
  existing: false,
  committed: false,
  optedOut: false,
  nickname: `nick ${id}`,
  threadId: threadOf(id),
  firstContactAt: start,
  lastMessageAt: start,
  updatedAt: start,
  version: 1,
  ...extra,
})

export const entry = (lane: string, extra: Partial<NewEntry> = {}): NewEntry => ({
  job: { type: 'sync_customer', leadId: lane as LeadId, trigger: 'automatic' },
  lane,
  priority: 2,
  dueAt: start,
  actor: 'sync',
  ...extra,
})

export const saying = (contactId: string, extra: Partial<NewEntry> = {}): NewEntry => ({
  job: { type: 'say', to: { kind: 'contact', contactId }, text: 'hello' },
  lane: `chat:${contactId}`,
  priority: 1,
  dueAt: start,
  expiresAt: start + 60 * minute,
  actor: 'sync',
  ...extra,
})

export const customer = (ord: number, extra: Partial<KnownCustomer> = {}): KnownCustomer => ({
  ord: ord as CustomerOrd,
  name: `公司${ord}`,
  normalizedName: `公司${ord}`,
  seenAt: start,
  ...extra,
})
