import { type Lead, leadName } from '../../domain/index.ts'
import { maskText } from '../../shared/mask.ts'
import type { SyncEvent } from '../../sync/index.ts'
import type { DemoThread } from './conversations.ts'

export type Print = (line: string) => void

const speakers = { customer: '客户', sales: '销售', other: '群友' } as const

/** One line of a conversation, as it is said. */
export function chatLine(thread: DemoThread, message: DemoThread['messages'][number]): string {
  const where = thread.topic ?? thread.nickname
  const who = message.speaker ?? speakers[message.role]
  return `💬 ${where}｜${who}：${maskText(message.text)}`
}

const titleOf = (lead: Lead) => leadName(lead) || lead.id.slice(-6)

/** What the sync does, in one line; undefined where it is nothing to tell. */
export function eventLine(event: SyncEvent, titleOfOrd: (ord: number) => string): string | undefined {
  switch (event.type) {
    case 'customer_created':
      return `   ✅ ERP 新建客户 ${event.lead.khid}  ${titleOf(event.lead)}（评分 ${event.lead.score}）`
    case 'customer_linked':
      return `   🔗 ERP 已有此客户，关联 ${titleOf(event.lead)}`
    case 'assigned':
      return `   👤 指派 ${titleOfOrd(event.ord)} → ${event.owner}（${event.why}）`
    case 'noted':
      return `   📝 洽谈进展 ${titleOfOrd(event.ord)}：${maskText(event.text).replaceAll('\n', ' ').slice(0, 60)}`
    case 'question':
      return `   ❓ 待确认：${maskText(event.text).split('\n')[0]}`
    case 'would_have':
      return `   ⏸ 本应建档：${titleOf(event.lead)}（自动同步已关闭）`
    case 'dead':
      return `   ❌ ${event.job} 没有完成：${maskText(event.reason)}`
    case 'alert':
      return `   ⚠️ ${maskText(event.text)}`
    default:
      return undefined
  }
}
