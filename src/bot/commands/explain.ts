import { CrmError, loginTroubleText, readOnlyCode, type StaffRole } from '../../domain/index.ts'
import { messageOf } from '../../shared/errors.ts'
import { causeOf, whyOf } from './stale.ts'
import type { Answer } from './types.ts'

const nextStep: Record<CrmError['failure'], string> = {
  refused: '请按提示修改后再试',
  not_allowed: '需要时请运维在 ERP_ALLOW 中放行',
  busy: '请过两分钟再试',
  unreachable: '没有改动，恢复后请再试',
  session: '没有改动，登录恢复后请再试',
  unknown: '正在核实，请勿重复提交',
}

/** An error as people read it: cause, next step for `role`, a ticket to quote. Never a stack trace. */
export function explain(error: unknown, ticket: string, role: StaffRole): Answer {
  if (error instanceof CrmError && error.code === readOnlyCode) return { text: error.message, outcome: 'refused' }
  if (error instanceof CrmError && error.failure === 'session' && role === 'operator') {
    return { text: `${loginTroubleText(troubleOf(error))} #${ticket}`, outcome: 'unreachable' }
  }
  if (error instanceof CrmError) {
    const words = error.serverMessage ? `：${error.serverMessage.slice(0, 80)}` : ''
    return {
      text: `${causeOf(whyOf(error)).replace('查询', '')}${words}。${nextStep[error.failure]} #${ticket}`,
      outcome: error.failure === 'refused' ? 'refused' : 'unreachable',
    }
  }
  return { text: `没办成，出了内部错误。请稍后再试，仍不行请把编号发给运维 #${ticket}`, outcome: 'error' }
}

export const troubleOf = ({ code, serverMessage, message }: CrmError) => ({ code, words: serverMessage ?? message })

/** For the log. */
export const causeText = (error: unknown): string => messageOf(error).slice(0, 300)
