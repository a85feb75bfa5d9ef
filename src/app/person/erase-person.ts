import type { Lead } from '../../domain/index.ts'
import type { App } from '../app.ts'
import { commandLine } from '../recorded.ts'
import { findPerson, type PersonQuery } from './find-person.ts'

export interface Erasure {
  leads: number
  messages: number
  tasks: number
  /** Writes to the ERP that had not been made yet. */
  cancelled: number
  /** What stays, in words, each with what to do. */
  remains: string[]
}

/** Erases what is stored here about one person; he is not captured again. What stands in the ERP is named, not touched. */
export async function erasePerson(app: App, query: PersonQuery): Promise<Erasure> {
  const { leads, customers } = await findPerson(app, query)
  const erasure: Erasure = { leads: leads.length, messages: 0, tasks: 0, cancelled: 0, remains: [] }
  for (const lead of leads) {
    erasure.cancelled += await cancelOpen(app, lead)
    await cancelSaying(app, lead)
    erasure.messages += await app.data.store.forget(lead.id)
    if (lead.customerOrd !== undefined)
      erasure.remains.push(`ERP 客户 ${lead.khid ?? ''}（ID ${lead.customerOrd}）及其联系人、洽谈进展：请在 ERP 中删除`)
  }
  erasure.tasks = await app.book.dropAbout(leads.map(({ id }) => id))
  for (const { ord, khid } of customers) {
    if (leads.some(({ customerOrd }) => customerOrd === ord)) continue
    erasure.remains.push(`ERP 客户 ${khid ?? ''}（ID ${ord}）：请在 ERP 中删除`)
  }
  if (leads.length > 0)
    erasure.remains.push(
      `操作日志里有他的姓名和脱敏的号码，${app.config.settings.AUDIT_DAYS} 天后移出；以前的备份与导出文件请自行删除`,
    )
  return erasure
}

/** What is in hand ends by itself; what has not begun is not begun any more. */
async function cancelOpen({ data, clock }: App, lead: Lead): Promise<number> {
  let cancelled = 0
  for (const { id, state } of await data.store.entries({ leadId: lead.id, state: ['ready', 'dead'], limit: 10_000 })) {
    const decision = state === 'dead' ? 'discard' : 'cancel'
    if (await data.store.decideEntry(id, decision, `${commandLine}删除个人信息`, clock.now())) cancelled++
  }
  return cancelled
}

/** What was to be said about him to colleagues is not said any more; its words go with the rest. */
async function cancelSaying({ data, clock }: App, { fields }: Lead): Promise<void> {
  const telling = [fields.mobile, fields.phone, fields.email, fields.wechatId, fields.company, fields.name]
    .map((field) => field?.value ?? '')
    .filter((value) => value.length > 1)
  for (const { id, job } of await data.store.entries({ kind: 'chat', state: ['ready'], limit: 10_000 })) {
    const words = job.type === 'say' ? JSON.stringify(job) : ''
    if (telling.some((value) => words.includes(value)))
      await data.store.decideEntry(id, 'cancel', `${commandLine}删除个人信息`, clock.now())
  }
}
