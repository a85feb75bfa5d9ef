import {
  type CustomerOrd,
  callPriority,
  type InboundMessage,
  type Khid,
  type Lead,
  type LeadId,
  type MessageToStore,
  type NewEntry,
  type Store,
  threadId,
} from '../../src/domain/index.ts'

const start = Date.UTC(2026, 5, 1, 1, 0)
const perCommit = 500

export const leadId = (n: number) => `lead${n}` as LeadId
export const mobileOf = (n: number) => `139${String(n).padStart(8, '0')}`
const khidOf = (n: number) => `WX${String(n).padStart(10, '0')}` as Khid

/** A direct message of the nth customer. */
export function messageOf(n: number, index: number, text: string): InboundMessage {
  const sender = { contactId: `c${n}`, nickname: `昵称${n}`, wechatId: `wx_c${n}` }
  return {
    id: `c${n}#${index}`,
    accountId: 'acc',
    conversation: { id: `c${n}`, kind: 'direct' },
    sender,
    self: false,
    peer: sender,
    content: { kind: 'text', text },
    sentAt: start + n * 60_000 + index * 1_000,
    receivedAt: start + n * 60_000 + index * 1_000,
  }
}

/** As intake hands it to the store. */
export const toStore = (message: InboundMessage, dueAt = message.receivedAt): MessageToStore => ({
  message,
  role: 'customer',
  text: message.content.kind === 'text' ? message.content.text : '',
  touch: [{ threadId: threadOf(message), dueAt, latestAt: dueAt + 60_000, create: true }],
})

const threadOf = ({ accountId, conversation, sender }: InboundMessage) =>
  threadId(accountId, conversation.id, sender.contactId)

export const leadOf = (n: number): Lead => ({
  id: leadId(n),
  status: 'synced',
  khid: khidOf(n),
  customerOrd: (n + 1) as CustomerOrd,
  fields: {
    name: { value: `李强${n}`, source: 'stated', confidence: 1, at: start },
    mobile: { value: mobileOf(n), source: 'stated', confidence: 1, at: start },
  },
  score: 76,
  band: 'warm' as Lead['band'],
  reasons: [],
  profile: '家装地暖，约110平，预算3万，月底前上门',
  counterpart: 'customer' as Lead['counterpart'],
  existing: false,
  committed: false,
  optedOut: false,
  nickname: `昵称${n}`,
  threadId: threadOf(messageOf(n, 0, '')),
  firstContactAt: start,
  lastMessageAt: start + n * 60_000,
  updatedAt: start + n * 60_000,
  version: 1,
})

/** So many leads with a read conversation each; the last `openEntries` of them still wait for a note. */
export async function fill(store: Store, leads: number, openEntries = 0): Promise<void> {
  for (let from = 0; from < leads; from += perCommit) {
    const numbers = Array.from({ length: Math.min(perCommit, leads - from) }, (_, i) => from + i)
    await store.append(
      numbers.flatMap((n) =>
        ['家里110平要装地暖，多少钱一平？', `电话${mobileOf(n)}`].map((t, i) => toStore(messageOf(n, i, t))),
      ),
    )
    await store.transact(async (tx) => {
      for (const n of numbers) {
        const lead = leadOf(n)
        const thread = await tx.thread(lead.threadId)
        if (thread) await tx.saveThread({ ...thread, leadId: lead.id, dueAt: undefined, version: thread.version + 1 })
        await tx.saveLead(lead)
        await tx.claim(lead.id, [`mobile:${mobileOf(n)}`, `wechat:wx_c${n}`, `khid:${khidOf(n)}`])
        if (n >= leads - openEntries) await tx.enqueue(noteOf(n))
      }
    })
  }
}

const noteOf = (n: number): NewEntry => ({
  job: {
    type: 'follow_up',
    subject: { leadId: leadId(n) },
    note: { text: `〔n${n}〕询地暖价格，预算3万`, template: 120, channel: 484 },
    marker: `n${n}`,
  },
  lane: `lead:${leadId(n)}`,
  dedupeKey: `note:${n}`,
  priority: callPriority.normal,
  dueAt: start,
  actor: 'sync',
})
