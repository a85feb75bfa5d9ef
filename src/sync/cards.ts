import {
  type Lead,
  type OutboxEntry,
  type Owner,
  ownerLabel,
  saidOf,
  signedPoints,
  type Transition,
} from '../domain/index.ts'
import { titleOf } from './pipeline/question.ts'

const jobNames: Record<string, string> = {
  sync_customer: '建档',
  assign: '指派',
  follow_up: '跟进',
  update_customer: '修改',
  add_contact: '添加联系人',
  customer_action: '操作',
  share: '共享',
}

/** What became of a command. */
export function resultCard(
  entry: OutboxEntry,
  transition: Transition,
  { words, unchanged }: { words?: string; unchanged?: true } = {},
): string {
  const ticket = `#T${entry.id}`
  if (transition.state === 'done')
    return `${unchanged ? 'ℹ️' : '✅'} ${ticket} ${words ?? `${jobNames[entry.job.type]}完成`}`
  const reason = 'reason' in transition ? transition.reason : ''
  return `❌ ${ticket} ${jobNames[entry.job.type] ?? ''}没有完成：${reason}`
}

/** Whether it was written is not known yet. */
export const unsureCard = (entry: Pick<OutboxEntry, 'id' | 'job'>): string =>
  `⏳ #T${entry.id} ${jobNames[entry.job.type] ?? ''}正在核实是否已写入，请勿重复提交，有结果会通知您`

/** A customer who was known before he got this owner. */
function whoseWas(before: Owner | undefined, now: Owner | undefined): string | undefined {
  if (!before) return 'ERP 中原来就有'
  if (before.kind === 'public_pool') return 'ERP 中原来就有，原在公海'
  const label = ownerLabel(before)
  return now && ownerLabel(now) === label ? undefined : `ERP 中原来就有，原负责人 ${label}`
}

/** What the new owner needs to pick up the phone: who, what he wants, why it counts, what to do next. For direct chats. */
export function handOverCard(lead: Lead, why: string, customer: 'new' | { from: Owner | undefined }): string {
  const { mobile, phone, wechatId, job } = lead.fields
  const said = saidOf(lead.reasons).at(-1)
  const wants = lead.profile.split('\n').find((line) => line.startsWith('需求：'))
  return [
    `📌 ${customer === 'new' ? '新客户' : '已有客户'}：${titleOf(lead)}${job ? `（${job.value}）` : ''}`,
    customer !== 'new' && whoseWas(customer.from, lead.owner),
    [mobile && `手机 ${mobile.value}`, phone && `电话 ${phone.value}`, wechatId && `微信 ${wechatId.value}`]
      .filter(Boolean)
      .join('  '),
    wants?.slice(0, 120),
    `评分 ${lead.score}：${lead.reasons
      .slice(0, 5)
      .map((r) => `${r.label}${signedPoints(r.points)}`)
      .join('、')}`,
    said && `客户说：“${said.slice(0, 60)}”`,
    `分配：${why}`,
    `下一步：${lead.band === 'hot' ? '尽快电话联系，确认数量和交期' : '今天内联系，发资料或报价'}，之后发 /erp 跟进 ${titleOf(lead).split(' ')[0]} 内容`,
  ]
    .filter(Boolean)
    .join('\n')
}
