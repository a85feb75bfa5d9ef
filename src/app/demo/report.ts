import type { Khid, Store } from '../../domain/index.ts'
import type { ErpSandbox } from '../../sandbox/erp/index.ts'
import { systemClock } from '../../shared/clock.ts'
import { maskMobile } from '../../shared/mask.ts'
import { renderTable } from '../table.ts'
import type { DemoThread } from './conversations.ts'

const header = ['客户编号', '客户', '类型', '手机', '评分', '价值评估', '负责人', '洽谈进展']

/** What stands in the ERP, the best first: read from the ERP itself, only the score is ours. */
export async function customerTable(erp: ErpSandbox, store: Store): Promise<string> {
  const rows: string[][] = []
  const nameOf = new Map(erp.describe().people.map(({ userId, name }) => [userId, name]))
  for (const { ord, intsort, fields, owners, pool } of erp.customers()) {
    const mobile = erp.contacts(ord)[0]?.fields.mobile
    const lead = await store.findLead(`khid:${fields.khid as Khid}`)
    rows.push([
      fields.khid ?? '',
      fields.name ?? '',
      intsort === 1 ? '单位' : '个人',
      mobile ? maskMobile(mobile) : '',
      lead ? String(lead.score) : '',
      erp.label('jz', fields.jz) ?? '',
      pool ? '公海' : owners.map((id) => nameOf.get(id) ?? id).join('、') || '未指派',
      String(erp.notes(ord).length),
    ])
  }
  const score = (row: string[]) => Number(row[header.indexOf('评分')])
  return renderTable(
    header,
    rows.toSorted((a, b) => score(b) - score(a)),
  )
}

/** What it took, and how it stayed below the cap. */
export async function summaryLine(
  world: {
    erp: ErpSandbox
    bot: { app: { data: { store: Store }; config: { settings: { ERP_RATE_PER_SECOND: number } } } }
    startedAt: number
  },
  threads: readonly DemoThread[],
): Promise<string> {
  const { erp, bot, startedAt } = world
  const { store } = bot.app.data
  const messages = threads.reduce((sum, thread) => sum + thread.messages.length, 0)
  const counts = await store.countLeads()
  const leads = Object.entries(counts).reduce((sum, [status, n]) => (status === 'watching' ? sum : sum + n), 0)
  const seconds = (systemClock.now() - startedAt) / 1000
  const calls = erp.countOf()
  return `会话 ${threads.length} 个，消息 ${messages} 条，线索 ${leads} 条，客户 ${erp.customers().length} 个；ERP 调用 ${calls} 次，平均 ${(calls / seconds).toFixed(1)} 次/秒，最快 ${erp.maxPerSlidingSecond()} 次/秒（上限 ${bot.app.config.settings.ERP_RATE_PER_SECOND}），用时 ${seconds.toFixed(1)} 秒`
}
