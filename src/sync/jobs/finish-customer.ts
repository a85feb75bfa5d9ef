import {
  bandOf,
  type CallPriority,
  type Customer,
  type CustomerDraft,
  type CustomerOrd,
  callPriority,
  contactOf,
  type ErpJob,
  type Lead,
  leadEntry,
  normalizeCompany,
  ownerLabel,
  type StoreTx,
  sameCompany,
  sayEntry,
} from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'
import type { LinkedBy } from '../events.ts'
import type { Run } from '../outbox/run.ts'
import { ownerNow } from '../owner.ts'
import { sameName } from '../pipeline/merge-fields.ts'
import { ask, titleOf } from '../pipeline/question.ts'
import { personOf, recipientFor } from '../pipeline/recipient.ts'
import type { Turn } from '../rotation.ts'
import { asSaid, barredFrom, barredWords } from './asker.ts'
import { blanksToFill, draftOf, keptInErp } from './draft.ts'
import type { JobResult } from './handlers.ts'

type Job = Extract<ErpJob, { type: 'sync_customer' }>
const tellExpiryMs = 6 * 3_600_000

/** A new customer: the owner comes next, then the note. */
export async function finishCreated(
  job: Job,
  lead: Lead,
  ord: CustomerOrd,
  draft: CustomerDraft,
  context: SyncContext,
): Promise<JobResult> {
  const route = job.route ?? (await turnFor(lead, context))
  await context.unverified.add({ leadId: lead.id, ord, savedAt: context.clock.now() })
  await context.store.upsertCustomers([
    {
      ord,
      khid: draft.khid,
      name: draft.name,
      normalizedName: normalizeCompany(draft.name),
      contactName: draft.contactName,
      mobile: draft.mobile,
      wechatId: draft.wechatId,
      email: draft.email,
      seenAt: context.clock.now(),
    },
  ])
  const synced: Lead = { ...lead, customerOrd: ord, status: lead.optedOut ? 'opted_out' : 'synced' }
  return {
    words: `已建档：${draft.name}（${draft.khid}）`,
    async also(tx) {
      await makeNotesDue(tx, synced, context)
      await keep(tx, synced, context)
      await enqueueAssign(tx, context, synced, route, priorityOf(job, synced), { created: true })
    },
    announce: () => context.emit({ type: 'customer_created', lead: synced, ord }),
  }
}

/** A customer who was there: blanks are filled, differences asked; the owner changes only out of 公海. */
export async function finishLinked(
  job: Job,
  lead: Lead,
  customer: Customer,
  by: LinkedBy,
  run: Pick<Run, 'call'>,
  context: SyncContext,
): Promise<JobResult> {
  const { ord } = customer
  const owner = await ownerNow(customer, context, run.call)
  const barred = job.trigger === 'command' && barredFrom(owner, run.call.actor, context)
  const said = barred ? asSaid(lead) : lead
  const silent = Object.keys(said.fields).length === 0
  const changes = silent ? {} : blanksToFill(customer, draftOf(said, lead.khid as CustomerDraft['khid']))
  const entered = (!barred && job.entered) || {}
  if (entered.remark && !customer.remark) changes.remark = entered.remark
  const route = owner?.kind === 'public_pool' ? (job.route ?? (await turnFor(lead, context))) : undefined
  // The number that stands in the ERP is the customer's; ours goes there where it has none.
  const khid = customer.khid ?? lead.khid
  const synced: Lead = { ...lead, khid, customerOrd: ord, owner, status: 'synced' }
  await context.store.upsertCustomers([
    {
      ...customer,
      ownerName: customer.ownerName || (owner && ownerLabel(owner)),
      normalizedName: normalizeCompany(customer.name),
      seenAt: context.clock.now(),
    },
  ])
  return {
    words: barred
      ? barredWords(lead, owner)
      : `客户已在 ERP 中：${customer.name}（负责人 ${owner ? ownerLabel(owner) : '未知'}），已关联${keptInErp(customer, entered)}`,
    async also(tx) {
      await makeNotesDue(tx, synced, context)
      await keep(tx, synced, context)
      if (Object.keys(changes).length > 0) await enqueueFill(tx, context, synced, changes, priorityOf(job, synced))
      if (by === 'company' || by === 'name')
        await enqueueContact(tx, context, { ...synced, fields: said.fields }, customer, priorityOf(job, synced))
      if (route) await enqueueAssign(tx, context, synced, route, priorityOf(job, synced), { onlyFromPool: true })
      else await tellOwner(tx, context, synced, run.call.actor)
      if (!barred) await askAboutDifference(tx, context, synced, customer)
    },
    announce: () => context.emit({ type: 'customer_linked', lead: synced, ord, by }),
  }
}

async function turnFor(lead: Lead, context: SyncContext): Promise<Turn> {
  const thread = await context.store.thread(lead.threadId)
  return context.rotation.give(lead.id, lead.score, thread?.accountId ?? '')
}

const priorityOf = (job: Job, lead: Lead): CallPriority =>
  job.trigger === 'command' ? callPriority.command : lead.band === 'hot' ? callPriority.hot : callPriority.normal

async function keep(tx: StoreTx, lead: Lead, { clock }: SyncContext): Promise<void> {
  const current = await tx.lead(lead.id)
  if (!current) return
  // Words that came meanwhile stay; only what the ERP settled is laid over.
  const next: Lead = {
    ...current,
    khid: lead.khid,
    customerOrd: lead.customerOrd,
    owner: lead.owner ?? current.owner,
    status: current.optedOut ? 'opted_out' : lead.status,
    updatedAt: clock.now(),
    version: current.version + 1,
  }
  await tx.saveLead(next)
  await tx.claim(lead.id, [`ord:${lead.customerOrd}`])
}

async function enqueueAssign(
  tx: StoreTx,
  { clock }: SyncContext,
  lead: Lead,
  route: Turn | NonNullable<Job['route']>,
  priority: CallPriority,
  more: { onlyFromPool: true } | { created: true },
) {
  const { target, why } = route
  const job = { type: 'assign' as const, subject: { leadId: lead.id }, target, why, ...more }
  await tx.enqueue(leadEntry(lead.id, job, { dedupeKey: `assign:${lead.id}`, priority, dueAt: clock.now() }))
}

/** An owner is told, not replaced (RULES.md, assignment); where nobody knows him, somebody is to look. */
async function tellOwner(tx: StoreTx, context: SyncContext, lead: Lead, actor: string | undefined): Promise<void> {
  const { owner } = lead
  const person = owner?.kind === 'users' ? personOf(owner.userIds, context) : undefined
  const contactId = contactOf(person ?? (owner ? undefined : recipientFor(lead, '', context)))
  // Whoever gave the command gets its result.
  if (contactId === undefined || bandOf(lead.score) === 'cold' || (person && person.name === actor)) return
  const whose = person ? '是您的客户' : '已有这个客户，负责人未知，没有改派，请核对'
  await tx.enqueue(
    sayEntry({
      to: { kind: 'contact', contactId },
      text: `【${titleOf(lead)}】在微信上有意向（${lead.score} 分）：ERP 中${whose}${person ? '，建议尽快联系' : ''}`,
      dedupeKey: `linked:${lead.id}`,
      priority: lead.band === 'hot' ? callPriority.hot : callPriority.normal,
      dueAt: context.clock.now(),
      expiresAfterMs: tellExpiryMs,
      mayWait: true,
    }),
  )
}

async function enqueueFill(
  tx: StoreTx,
  { clock }: SyncContext,
  lead: Lead,
  changes: Partial<CustomerDraft>,
  priority: CallPriority,
) {
  const job = { type: 'update_customer' as const, subject: { leadId: lead.id }, changes, blanksOnly: true }
  await tx.enqueue(leadEntry(lead.id, job, { dedupeKey: `fill:${lead.id}:link`, priority, dueAt: clock.now() }))
}

async function enqueueContact(
  tx: StoreTx,
  { clock }: SyncContext,
  lead: Lead,
  customer: Customer,
  priority: CallPriority,
) {
  const { name, mobile, job, email } = lead.fields
  if (!name || (customer.contactName && sameName(customer.contactName, name.value))) return
  const contact = { name: name.value, mobile: mobile?.value, job: job?.value, email: email?.value }
  await tx.enqueue(
    leadEntry(
      lead.id,
      { type: 'add_contact', subject: { leadId: lead.id }, contact },
      { dedupeKey: `contact:${lead.id}`, priority, dueAt: clock.now() },
    ),
  )
}

async function askAboutDifference(tx: StoreTx, context: SyncContext, lead: Lead, customer: Customer): Promise<void> {
  const company = lead.fields.company?.value
  if (!company || customer.type === 'personal' || sameCompany(company, customer.name)) return
  await ask(tx, context, {
    lead,
    key: 'difference:company',
    to: recipientFor(lead, '', context),
    missing: 'change',
    text: `【${titleOf(lead)}】在 ERP 中是【${customer.name}】，公司名不同`,
    options: [
      { label: `改成 ${company}`, action: 'accept', fields: { company } },
      { label: '保留 ERP 的', action: 'later' },
    ],
  })
}

/**
 * Conversations that fell silent before the customer was there get their note now. Threads before leads, as in the
 * pipeline: whoever decides meanwhile that it is too early for a note comes wholly before us or wholly after.
 */
async function makeNotesDue(tx: StoreTx, lead: Lead, { clock }: SyncContext): Promise<void> {
  for (const thread of await tx.threadsOfLead(lead.id)) {
    if (thread.noteDueAt !== undefined || thread.notedUpTo !== undefined || !thread.cursor) continue
    await tx.saveThread({ ...thread, noteDueAt: clock.now(), version: thread.version + 1 })
  }
}
