import {
  callPriority,
  type Khid,
  type Lead,
  type LeadId,
  leadEntry,
  type Store,
  threadId,
} from '../../src/domain/index.ts'

const atOnce = 500

/** Leads of past conversations, admitted long ago and waiting for the ERP. */
export async function fillBacklog(store: Store, count: number): Promise<void> {
  for (let from = 0; from < count; from += atOnce) {
    await store.transact(async (tx) => {
      for (let n = from; n < Math.min(count, from + atOnce); n++) {
        const lead = pastLead(n)
        await tx.saveLead(lead)
        await tx.claim(lead.id, [`khid:${lead.khid}`, `mobile:${lead.fields.mobile?.value}`])
        const job = { type: 'sync_customer' as const, leadId: lead.id, trigger: 'automatic' as const }
        const dedupeKey = `customer:${lead.id}`
        await tx.enqueue(leadEntry(lead.id, job, { dedupeKey, priority: callPriority.backlog, dueAt: 0 }))
      }
    })
  }
}

function pastLead(n: number): Lead {
  const id = `past-${n}` as LeadId
  const at = Date.now() - 86_400_000
  const field = (value: string) => ({ value, source: 'stated' as const, confidence: 1, at })
  return {
    id,
    khid: `WX${String(20_000_000 + n)}` as Khid,
    status: 'queued',
    fields: {
      name: field('陈舟'),
      company: field(`往年${n}号贸易有限公司`),
      mobile: field(`139${String(10_000_000 + n)}`),
      type: field('company'),
    },
    score: 70,
    band: 'warm',
    reasons: [],
    profile: '去年询价',
    counterpart: 'customer',
    existing: false,
    committed: false,
    optedOut: false,
    nickname: `往年${n}`,
    threadId: threadId('import', id, id),
    firstContactAt: at,
    lastMessageAt: at,
    updatedAt: at,
    version: 1,
  }
}
