import { CrmError, type CustomerDraft, type CustomerOrd, type ErpJob, normalizeCompany } from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'
import type { Run } from '../outbox/run.ts'
import { ownerNow, rememberOwner, saveOwner } from '../owner.ts'
import type { JobResult } from './handlers.ts'
import { withCustomer } from './missing-customer.ts'
import { resolveSubject } from './subject.ts'

type JobOf<T extends ErpJob['type']> = Extract<ErpJob, { type: T }>

/** Edits are the same twice: an unknown outcome is simply repeated. */
export async function updateCustomer(
  job: JobOf<'update_customer'>,
  run: Run,
  context: SyncContext,
): Promise<JobResult> {
  const subject = await resolveSubject(job.subject, context)
  const changes = job.blanksOnly ? await stillBlank(subject.ord, job.changes, run, context) : job.changes
  if (Object.keys(changes).length === 0) return { words: 'ERP 中都已有内容，没有改动' }
  await withCustomer(subject, run, context, () =>
    run.once('update', async () => {
      await context.crm.updateCustomer(subject.ord, changes, run.call)
      return {}
    }),
  )
  const known = await context.store.knownCustomer(subject.ord)
  const { name, mobile, wechatId, email, khid } = changes
  if (known) {
    const next = { ...known, name: name ?? known.name, mobile: mobile ?? known.mobile, email: email ?? known.email }
    const ids = { wechatId: wechatId ?? known.wechatId, khid: khid ?? known.khid }
    await context.store.upsertCustomers([{ ...next, ...ids, normalizedName: normalizeCompany(next.name) }])
  }
  return { words: '客户资料已更新' }
}

/** A field that somebody filled since is his (RULES.md, conflict rules). */
async function stillBlank(
  ord: CustomerOrd,
  changes: Partial<CustomerDraft>,
  run: Run,
  { crm }: SyncContext,
): Promise<Partial<CustomerDraft>> {
  const standing = await crm.getCustomer(ord, run.call)
  if (!standing) return changes
  const blank = Object.entries(changes).filter(([name]) => !standing[name as keyof typeof standing])
  return Object.fromEntries(blank) as Partial<CustomerDraft>
}

/** After an unknown outcome the contact list tells. */
export async function addContact(job: JobOf<'add_contact'>, run: Run, context: SyncContext): Promise<JobResult> {
  const { crm } = context
  const { ord } = await resolveSubject(job.subject, context)
  const { contact } = job
  const rows = await crm.listContacts(ord, run.call)
  const there = rows.some((row) => (contact.mobile ? row.mobile === contact.mobile : row.name === contact.name))
  if (there) await run.settle('contact', {})
  else
    await run.once('contact', async () => {
      await crm.addContact(ord, contact, run.call)
      return {}
    })
  return { words: `已添加联系人 ${contact.name}` }
}

/** A refusal after an unknown outcome most likely means that it had worked: a person looks. */
export async function customerAction(
  job: JobOf<'customer_action'>,
  run: Run,
  context: SyncContext,
): Promise<JobResult> {
  const { ord } = await resolveSubject(job.subject, context)
  const inDoubt = run.isOpen('action')
  try {
    const { words } = await run.once('action', async () => ({
      words: await context.crm.customerAction(ord, job.action, run.call),
    }))
    if (job.action === 'take_back') await learnOwner(ord, run, context)
    return { words }
  } catch (error) {
    if (inDoubt && error instanceof CrmError && error.failure === 'refused')
      return { words: `上次结果不明，再试时 ERP 回答：${error.serverMessage ?? error.message}，请看一眼客户` }
    throw error
  }
}

/** Whose it is then only the server knows; a look that fails leaves it to the pull. */
async function learnOwner(ord: CustomerOrd, run: Run, context: SyncContext): Promise<void> {
  try {
    const customer = await context.crm.getCustomer(ord, run.call)
    const owner = customer && (await ownerNow(customer, context, run.call))
    if (!owner) return
    await rememberOwner(ord, owner, context)
    await context.store.transact((tx) => saveOwner(tx, ord, owner, context))
  } catch (error) {
    if (!(error instanceof CrmError)) throw error
  }
}

export async function share(job: JobOf<'share'>, run: Run, context: SyncContext): Promise<JobResult> {
  const { ord } = await resolveSubject(job.subject, context)
  const { words } = await run.once('share', async () => ({
    words: await context.crm.share(ord, job.userIds, run.call),
  }))
  return { words }
}
