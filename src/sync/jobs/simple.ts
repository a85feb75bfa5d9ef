import { CrmError, type ErpJob } from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'
import { normalizeCompany } from '../normalize-company.ts'
import type { Run } from '../outbox/run.ts'
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
  await withCustomer(subject, run, context, () =>
    run.once('update', async () => {
      await context.crm.updateCustomer(subject.ord, job.changes, run.call)
      return {}
    }),
  )
  const known = await context.store.knownCustomer(subject.ord)
  const { name, mobile, wechatId, email, khid } = job.changes
  if (known) {
    const next = { ...known, name: name ?? known.name, mobile: mobile ?? known.mobile, email: email ?? known.email }
    const ids = { wechatId: wechatId ?? known.wechatId, khid: khid ?? known.khid }
    await context.store.upsertCustomers([{ ...next, ...ids, normalizedName: normalizeCompany(next.name) }])
  }
  return { words: '客户资料已更新' }
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
    return { words }
  } catch (error) {
    if (inDoubt && error instanceof CrmError && error.failure === 'refused')
      return { words: `上次结果不明，再试时 ERP 回答：${error.serverMessage ?? error.message}，请看一眼客户` }
    throw error
  }
}

export async function share(job: JobOf<'share'>, run: Run, context: SyncContext): Promise<JobResult> {
  const { ord } = await resolveSubject(job.subject, context)
  const { words } = await run.once('share', async () => ({
    words: await context.crm.share(ord, job.userIds, run.call),
  }))
  return { words }
}
