import type { CrmError } from '../../domain/index.ts'
import { hourMinute, stamp } from './dates.ts'
import type { CommandContext } from './types.ts'

const causes: Record<string, string> = {
  unreachable: 'ERP 暂时连不上',
  busy: 'ERP 正忙',
  slow: 'ERP 应答较慢',
  queued: '对 ERP 的查询还在排队（限速）',
  session: 'ERP 登录失效，正在处理',
  erp_login_unclear: 'ERP 应答不正常（登录时没有回登录结果），等运维检查 ERP 地址和服务',
  erp_captcha_required: 'ERP 登录要验证码，等运维输入',
  erp_account_locked: 'ERP 账号被锁定，等管理员解锁',
  erp_login_refused: 'ERP 不接受机器人的用户名或密码，等运维处理',
  unknown: 'ERP 没有正常回答',
  refused: 'ERP 拒绝了查询',
  not_allowed: '这个接口未开放',
}

/** As `causeOf` and `staleLine` know it. */
export const whyOf = ({ code, failure }: CrmError): string => (causes[code] === undefined ? failure : code)

export const causeOf = (failure: string): string => causes[failure] ?? 'ERP 暂时连不上'

/** The line above data that comes from our own memory: why, and how old. */
export function staleLine(stale: { asOf?: number; why: string }, context: Pick<CommandContext, 'clock'>): string {
  const cause = causeOf(stale.why)
  return stale.asOf === undefined
    ? `${cause}（${hourMinute(context.clock.now())}）`
    : `${cause}，以下为 ${stamp(stale.asOf, context.clock.now())} 的数据`
}
