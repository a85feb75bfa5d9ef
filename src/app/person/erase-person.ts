import { forgetLead } from '../../domain/index.ts'
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

const why = `${commandLine}删除个人信息`

/** Erases what is stored here about one person; he is not captured again. What stands in the ERP is named, not touched. */
export async function erasePerson(app: App, query: PersonQuery): Promise<Erasure> {
  const { leads, customers } = await findPerson(app, query)
  const erasure: Erasure = { leads: leads.length, messages: 0, tasks: 0, cancelled: 0, remains: [] }
  for (const lead of leads) {
    const { messages, stoppedWrites } = await forgetLead(
      { store: app.data.store, contacts: app.contacts },
      lead,
      why,
      app.clock.now(),
    )
    erasure.messages += messages
    erasure.cancelled += stoppedWrites
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
