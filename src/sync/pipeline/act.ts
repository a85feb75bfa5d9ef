import {
  type CallPriority,
  callPriority,
  type Khid,
  type Lead,
  leadEntry,
  makeKhid,
  type StoreTx,
  type SyncTrigger,
  type Thread,
} from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'
import { importAccount } from '../import-thread.ts'
import type { Turn } from '../rotation.ts'
import { decide } from './decide.ts'
import { ask, questionAbout, titleOf } from './question.ts'
import { recipientFor } from './recipient.ts'
import { followSynced } from './synced-lead.ts'
import type { UpdatedLead } from './update-lead.ts'

/** Carries a decision out inside the transaction: outbox entry, question or record. Resolves to the lead to save. */
export async function act(
  tx: StoreTx,
  context: SyncContext,
  thread: Thread,
  updated: UpdatedLead,
  khid: Khid,
  route: Turn | undefined,
): Promise<Lead> {
  const { lead, rival } = updated
  if (rival && lead.status !== 'synced') return askAboutRival(tx, context, thread, lead, rival)
  const decision = decide(lead, context.judge, context.settings)
  switch (decision.kind) {
    case 'mute':
      return { ...lead, status: 'opted_out' }
    case 'enqueue': {
      const queued: Lead = { ...lead, status: 'queued', khid: lead.khid ?? khid }
      await enqueueCustomer(tx, context, queued, decision.trigger, { thread, route })
      context.emit({ type: 'queued', lead: queued, trigger: decision.trigger })
      return queued
    }
    case 'would_have':
      return recordShadow(tx, context, lead, decision.trigger)
    case 'ask': {
      const to = recipientFor(lead, thread.accountId, context)
      const asked = await ask(tx, context, {
        lead,
        key: decision.missing,
        to,
        missing: decision.missing,
        ...questionAbout(lead, decision.missing, context.judge.admit(lead)),
      })
      return asked ? { ...lead, status: 'asking' } : lead
    }
    default:
      if (lead.status === 'synced') await followSynced(tx, context, thread, updated)
      return lead
  }
}

async function enqueueCustomer(
  tx: StoreTx,
  context: SyncContext,
  lead: Lead,
  trigger: SyncTrigger,
  { thread, route }: { thread: Thread; route: Turn | undefined },
): Promise<void> {
  const now = context.clock.now()
  await tx.claim(lead.id, [`khid:${lead.khid}`])
  const turn = route && { target: route.target, why: route.why }
  const job = { type: 'sync_customer' as const, leadId: lead.id, trigger, route: turn }
  const when = { priority: priorityOf(lead, thread), dueAt: now }
  const dedupeKey = `customer:${lead.id}`
  const entry = await tx.enqueue(leadEntry(lead.id, job, { dedupeKey, ...when }))
  // An earlier one has ended without a customer, as the lead is not queued: without a new one it would wait for ever.
  if (entry === undefined)
    await tx.enqueue(leadEntry(lead.id, job, { dedupeKey: `${dedupeKey}:v${lead.version}`, ...when }))
  await tx.audit({
    at: now,
    kind: 'decision',
    operation: 'admit',
    actor: 'sync',
    outcome: 'ok',
    leadId: lead.id,
    khid: lead.khid,
    message: `评分 ${lead.score}，${trigger === 'committed' ? '已成交' : '准入通过'}`,
  })
}

/** Hot leads before others, past conversations last. */
export const priorityOf = (lead: Lead, thread: Pick<Thread, 'accountId'>): CallPriority =>
  thread.accountId === importAccount
    ? callPriority.backlog
    : lead.band === 'hot'
      ? callPriority.hot
      : callPriority.normal

async function recordShadow(tx: StoreTx, context: SyncContext, lead: Lead, trigger: SyncTrigger): Promise<Lead> {
  if (lead.status === 'shadow') return lead
  await tx.audit({
    at: context.clock.now(),
    kind: 'decision',
    operation: 'would_have',
    actor: 'sync',
    outcome: 'denied',
    leadId: lead.id,
    message: `自动同步已关闭：本应建档（${trigger}，评分 ${lead.score}）`,
  })
  const shadow: Lead = { ...lead, status: 'shadow' }
  context.emit({ type: 'would_have', lead: shadow })
  return shadow
}

/** Two leads share a number but not a company: a person knows whether that is one customer. */
async function askAboutRival(
  tx: StoreTx,
  context: SyncContext,
  thread: Thread,
  lead: Lead,
  rival: NonNullable<UpdatedLead['rival']>,
): Promise<Lead> {
  const decision = decide(lead, context.judge, context.settings)
  if (decision.kind === 'none' || decision.kind === 'mute')
    return decision.kind === 'mute' ? { ...lead, status: 'opted_out' } : lead
  const asked = await ask(tx, context, {
    lead,
    key: `twin:${rival.lead.id}`,
    to: recipientFor(rival.lead, thread.accountId, context),
    missing: 'same_person',
    text: `【${titleOf(lead)}】和【${titleOf(rival.lead)}】手机号相同，但${rival.about === 'company' ? '公司' : '姓名'}不同，是同一客户吗？`,
    options: [
      { label: '同一客户，关联', action: 'accept', fields: { sameAs: rival.lead.id } },
      { label: '不同客户，另建', action: 'accept', fields: { separate: '1' } },
      { label: '忽略', action: 'ignore' },
    ],
  })
  return asked ? { ...lead, status: 'asking' } : lead
}

/** A number nobody has: neither another lead of ours nor a customer seen in the ERP. */
export async function freeKhid(context: SyncContext, lead: Lead | undefined, thread: Thread): Promise<Khid> {
  const identity = lead?.fields.wechatId?.value.toLowerCase() ?? thread.wechatId?.toLowerCase() ?? thread.contactId
  for (let salt = 0; ; salt++) {
    const khid = makeKhid(identity, salt)
    const holder = await context.store.findLead(`khid:${khid}`)
    // A number that stands in the ERP with nobody of ours behind it is this person's from before the data was lost.
    if (!holder || holder.id === lead?.id) return khid
  }
}
