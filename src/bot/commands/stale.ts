import { hourMinute, stamp } from './dates.ts'
import type { CommandContext } from './types.ts'

const causes: Record<string, string> = {
  unreachable: 'ERP 暂时连不上',
  busy: 'ERP 正忙',
  slow: 'ERP 应答较慢',
  session: 'ERP 登录失效，正在处理',
  unknown: 'ERP 没有正常回答',
  refused: 'ERP 拒绝了查询',
  not_allowed: '这个接口未开放',
}

export const causeOf = (failure: string): string => causes[failure] ?? 'ERP 暂时连不上'

/** The line above data that comes from our own memory: why, and how old. */
export function staleLine(stale: { asOf?: number; why: string }, context: Pick<CommandContext, 'clock'>): string {
  const cause = causeOf(stale.why)
  return stale.asOf === undefined
    ? `${cause}（${hourMinute(context.clock.now())}）`
    : `${cause}，以下为 ${stamp(stale.asOf, context.clock.now())} 的数据`
}
