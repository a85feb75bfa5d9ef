import { countedLeads, isFiled, type Lead, loginCure, type SyncStatus } from '../../domain/index.ts'
import { stamp } from './dates.ts'
import type { Command, CommandContext } from './types.ts'

export const status: Command = {
  name: '状态',
  aliases: ['status'],
  summary: '看 ERP、队列和今天的消息量',
  examples: ['/erp 状态'],
  roles: ['operator'],
  run: (_input, context) => statusNow(context),
}

export const statusNow = async (context: CommandContext): Promise<string> =>
  statusText(await context.desk.status(), await countedLeads(context.store), context)

/** Conclusion, risk, figures, what to do. */
export function statusText(
  now: SyncStatus,
  leads: readonly Lead[],
  { clock, watch }: Pick<CommandContext, 'clock' | 'watch'>,
): string {
  const { erp, outbox, chat } = now
  const open = outbox.ready + outbox.running
  const figures = watch?.figures() ?? []
  const lines = [
    `队列 ${open}，失败 ${outbox.dead}，${erpWords(now)}`,
    erp.loginTrouble ? `⚠️ ${loginCure(erp.loginTrouble.code)}` : '',
    now.pausedByOperator ? '⚠️ 写入已被运维暂停' : '',
    ...figures.filter((one) => one.crossed).map((one) => `⚠️ ${one.label} ${one.text}（应${one.limit}）`),
    outbox.oldestDueMs > 60_000 ? `⚠️ 最早的一项已等 ${Math.round(outbox.oldestDueMs / 60_000)} 分钟` : '',
    `今日消息 ${now.messagesToday}，线索 ${leads.length}（已建档 ${leads.filter(isFiled).length}）`,
    `ERP 每秒 ${erp.perSecond}/${erp.ratePerSecond}，待发微信 ${chat.ready}${chat.dead ? `，未送达 ${chat.dead}` : ''}`,
    figures.length > 0 ? `近一小时：${figures.map((one) => `${one.short} ${one.text}`).join('，')}` : '',
    (now.processes ?? 1) > 1 ? `${now.processes} 个进程在线，队列、线索、消息、限速是合计` : '',
    now.lastPullAt ? `最近拉取 ${stamp(now.lastPullAt, clock.now())}` : '',
    outbox.dead > 0 ? '处理失败项：/erp 队列' : '',
  ]
  return lines.filter(Boolean).join('\n')
}

function erpWords({ erp, breaker }: SyncStatus): string {
  if (erp.loginTrouble) return `ERP 登录失败：${erp.loginTrouble.words}`
  if (breaker === 'closed') return `ERP 正常 ${Math.round(erp.meanLatencyMs)}ms`
  return `ERP 暂时连不上（${breaker === 'probing' ? '正在试探' : '已暂停写入'}）`
}
