import type { CustomerDraft, Lead, NewEntry, StoreTx, Thread } from '../../domain/index.ts'
import { alertKey, bandOf, callPriority, contactOf, fieldLabels, leadEntry, sayEntry } from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'
import { fillable } from '../jobs/draft.ts'
import { priorityOf } from './act.ts'
import { tellNews } from './news.ts'
import { ask, titleOf } from './question.ts'
import { personOf, recipientFor } from './recipient.ts'
import { shortHash } from './short-hash.ts'
import type { UpdatedLead } from './update-lead.ts'

const guarded = ['mobile', 'company', 'name'] as const
const tellExpiryMs = 6 * 3_600_000

/** What a conversation adds to a customer who stands in the ERP: blanks are filled, differences asked, lines crossed told. */
export async function followSynced(
  tx: StoreTx,
  context: SyncContext,
  thread: Thread,
  updated: UpdatedLead,
): Promise<void> {
  const { lead, before } = updated
  const { syncEnabled, autoSync } = context.settings
  const told = before !== undefined && (await tellNews(tx, context, thread, updated))
  if (!before || !syncEnabled || !autoSync) return
  await fillBlanks(tx, context, thread, lead, before)
  for (const name of guarded) await askAboutChange(tx, context, thread, name, lead, before)
  if (bandOf(lead.score) !== bandOf(before.score) && lead.score > before.score)
    await crossLine(tx, context, thread, lead, told)
}

async function fillBlanks(tx: StoreTx, context: SyncContext, thread: Thread, lead: Lead, before: Lead): Promise<void> {
  const changes: Partial<CustomerDraft> = {}
  for (const name of fillable) {
    const value = lead.fields[name]?.value
    if (value !== undefined && before.fields[name] === undefined) changes[name] = value
  }
  if (Object.keys(changes).length === 0) return
  const job = { type: 'update_customer' as const, subject: { leadId: lead.id }, changes, blanksOnly: true }
  const dedupeKey = `fill:${lead.id}:${shortHash(JSON.stringify(changes))}`
  await tx.enqueue(
    leadEntry(lead.id, job, { dedupeKey, priority: priorityOf(lead, thread), dueAt: context.clock.now() }),
  )
}

/**
 * A value that stands in the ERP is never overwritten without a person's consent (RULES.md, conflict rules). What his
 * WeChat profile says he has not said: it fills blanks and questions nothing.
 */
async function askAboutChange(
  tx: StoreTx,
  context: SyncContext,
  thread: Thread,
  name: (typeof guarded)[number],
  lead: Lead,
  before: Lead,
): Promise<void> {
  const [now, then] = [lead.fields[name]?.value, before.fields[name]?.value]
  if (lead.fields[name]?.source === 'profile') return
  if (now === undefined || then === undefined || now === then || now.includes(then) || then.includes(now)) return
  await ask(tx, context, {
    lead,
    key: `change:${name}:${shortHash(now)}`,
    to: recipientFor(lead, thread.accountId, context),
    missing: 'change',
    text: `【${titleOf(before)}】${fieldLabels[name]}有变化：ERP 中是 ${then}，客户现在说 ${now}`,
    options: [
      { label: `改成 ${now}`, action: 'accept', fields: { [name]: now } },
      { label: '保留 ERP 的', action: 'later' },
    ],
  })
}

/** Out of 公海 a customer moves by his score; an owner is told, not replaced. `told`: why it rose is told already. */
async function crossLine(tx: StoreTx, context: SyncContext, thread: Thread, lead: Lead, told: boolean): Promise<void> {
  const when = { priority: priorityOf(lead, thread), dueAt: context.clock.now() }
  if (lead.owner?.kind === 'public_pool') {
    const { target, why } = context.rotation.peek(lead.score, thread.accountId)
    if (target.kind === 'public_pool') return
    const job = { type: 'assign' as const, subject: { leadId: lead.id }, target, why, onlyFromPool: true }
    await tx.enqueue(leadEntry(lead.id, job, { dedupeKey: `assign:${lead.id}:${lead.band}`, ...when }))
    return
  }
  const owner = lead.owner && personOf(lead.owner.userIds, context)
  const contactId = contactOf(owner)
  if (contactId && !told)
    await tx.enqueue({ ...risen({ ...lead, threadId: thread.id }, contactId, when.dueAt), priority: when.priority })
}

/** For the owner of a customer whose score has crossed a line. */
export const risen = (lead: Lead, contactId: string, now: number): NewEntry =>
  sayEntry({
    to: { kind: 'contact', contactId },
    text: `【${titleOf(lead)}】意向升到 ${lead.score} 分，建议尽快联系`,
    dedupeKey: alertKey(lead.threadId, lead.band),
    priority: lead.band === 'hot' ? callPriority.hot : callPriority.normal,
    dueAt: now,
    expiresAfterMs: tellExpiryMs,
    mayWait: true,
  })
