import { CrmError, type Customer, type CustomerOrd, type ErpJob, type Khid, type Lead } from '../../domain/index.ts'
import { InvariantError } from '../../shared/errors.ts'
import type { SyncContext } from '../context.ts'
import type { LinkedBy } from '../events.ts'
import { ParkedError, type Run, UndecidableError } from '../outbox/run.ts'
import { follow } from '../pipeline/find-person.ts'
import { resendKey } from '../verify.ts'
import { draftOf } from './draft.ts'
import { finishCreated, finishLinked } from './finish-customer.ts'
import type { JobResult } from './handlers.ts'
import { lookUp } from './look-up.ts'

type Job = Extract<ErpJob, { type: 'sync_customer' }>

/** Finds or creates the customer of a lead: look, allocate, keep the id, save, look where in doubt. */
export async function syncCustomer(job: Job, run: Run, context: SyncContext): Promise<JobResult> {
  const lead = await follow(context.store, job.leadId)
  if (!lead) throw new InvariantError(`线索 ${job.leadId} 不在库中`)
  // Joined into another lead that has its own entry or its customer.
  if (lead.id !== job.leadId) return { words: '已并入同一客户的另一条线索' }
  if (lead.status === 'synced' && lead.customerOrd !== undefined && !isResend(run))
    return { words: `客户已在 ERP 中（${lead.khid ?? lead.customerOrd}）` }
  const never = await stopped(job, lead, context)
  if (never) return never
  const khid = lead.khid
  if (!khid) throw new InvariantError(`线索 ${lead.id} 没有客户编号`)
  if (job.linkTo) {
    const linked = await link(job, lead, job.linkTo, 'person', run, context)
    if (linked) return linked
    throw new UndecidableError(`客户 ${job.linkTo} 已不在 ERP 中，请人工确认`)
  }
  const ord = idOf(run, lead)
  if (ord === undefined) {
    const found = job.separate ? { kind: 'none' as const } : await lookUp(lead, khid, run, context)
    if (found.kind === 'many')
      throw new UndecidableError(`ERP 中有 ${found.ords.length} 个客户符合（${found.by}），请人工确认归哪一个`)
    const linked = found.kind === 'one' && (await link(job, lead, found.ord, found.by, run, context))
    if (linked) return linked
  }
  return create(job, lead, khid, ord, run, context)
}

/** The customer was found missing after it counted as created. */
const isResend = (run: Run) => run.entry.dedupeKey?.startsWith(resendKey) ?? false

/** Opted out or dropped since it was queued: nothing is written, not even on retry. */
async function stopped(job: Job, lead: Lead, { judge }: SyncContext): Promise<JobResult | undefined> {
  if (lead.customerOrd !== undefined && lead.status === 'synced') return undefined
  if (lead.optedOut) return { words: '客户要求不再联系，未建档' }
  if (lead.status === 'ignored') return { words: '线索已忽略，未建档' }
  if (job.trigger === 'command' || lead.customerOrd !== undefined) return undefined
  if (judge.clear(lead, lead.committed ? 'committed' : job.trigger).ok) return undefined
  const back: Lead = { ...lead, status: 'watching', version: lead.version + 1 }
  return { words: '条件已不满足，未建档', also: async (tx) => void (await tx.saveLead(back)) }
}

const idOf = (run: Run, lead: Lead): CustomerOrd | undefined =>
  (run.step('allocate')?.result?.ord as CustomerOrd | undefined) ?? lead.customerOrd

async function create(
  job: Job,
  lead: Lead,
  khid: Khid,
  known: CustomerOrd | undefined,
  run: Run,
  context: SyncContext,
): Promise<JobResult> {
  const { crm } = context
  const ord = known ?? (await run.once('allocate', async () => ({ ord: await crm.allocate(run.call) }))).ord
  const current = await keepOrd(lead, ord, context)
  await context.probe('ord_kept')
  const draft = draftOf(current, khid, job.entered)
  // Not the first try, or another entry's: what stands under this id decides.
  const inDoubt = run.isOpen('save') || (known !== undefined && run.step('save') === undefined)
  const standing = inDoubt ? await crm.getCustomer(ord, run.call) : undefined
  if (standing && isOurs(standing, khid)) await run.settle('save', { ord })
  else {
    const duplicate = await save(run, context, ord, draft)
    const linked = duplicate && (await link(job, current, duplicate.ord, duplicate.by, run, context))
    if (linked) return linked
  }
  return finishCreated(job, current, ord, draft, context)
}

const isOurs = (customer: Customer, khid: Khid) => customer.khid === khid && customer.name.trim() !== ''

/** Saves; where the ERP says that such a customer is there already, finds it instead. */
async function save(run: Run, { crm }: SyncContext, ord: CustomerOrd, draft: ReturnType<typeof draftOf>) {
  try {
    await run.once('save', async () => {
      await crm.saveCustomer(ord, draft, run.call)
      return { ord }
    })
    return undefined
  } catch (error) {
    if (!(error instanceof CrmError) || error.failure !== 'refused' || !/重复|已存在|已有/.test(wordsOf(error)))
      throw error
    const found = await twinOf(run, crm, ord, draft)
    if (!found) throw error
    return found
  }
}

const wordsOf = (error: CrmError) => error.serverMessage ?? error.message

async function twinOf(run: Run, crm: SyncContext['crm'], ord: CustomerOrd, draft: ReturnType<typeof draftOf>) {
  const byKhid = await crm.findByKhid(draft.khid, run.call)
  if (byKhid && byKhid.ord !== ord) return { ord: byKhid.ord, by: 'khid' as LinkedBy }
  // A company of the same name is the same company; a person of the same name is somebody else.
  if (draft.type !== 'company') return undefined
  const page = await crm.listCustomers({ name: draft.name }, { index: 1, size: 20 }, run.call)
  const same = page.rows.filter((row) => row.name === draft.name && row.ord !== ord)
  return same.length === 1 && same[0] ? { ord: same[0].ord, by: 'name' as LinkedBy } : undefined
}

/** The id is on the lead before anything is saved under it. */
async function keepOrd(lead: Lead, ord: CustomerOrd, { store }: SyncContext): Promise<Lead> {
  return store.transact(async (tx) => {
    const current = await tx.lead(lead.id)
    if (!current || current.mergedInto) throw new ParkedError('线索刚与另一条合并，重新开始')
    if (current.customerOrd === ord) return current
    const next: Lead = { ...current, customerOrd: ord, version: current.version + 1 }
    if (!(await tx.saveLead(next))) throw new ParkedError('线索刚被更新，重新开始')
    return next
  })
}

/** Undefined: that customer is gone. */
async function link(
  job: Job,
  lead: Lead,
  ord: CustomerOrd,
  by: LinkedBy,
  run: Run,
  context: SyncContext,
): Promise<JobResult | undefined> {
  // The index may remember somebody who was deleted since.
  const customer = await context.crm.getCustomer(ord, run.call)
  return customer && finishLinked(job, lead, customer, by, run, context)
}
