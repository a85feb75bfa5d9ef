import { type Assessment, bandFrom, type FollowUp, type ThreadMessage } from '../../domain/index.ts'

export type Template = FollowUp['template']

/** Wording of the ERP's own templates (RULES.md, follow-up notes). */
export const wording: Readonly<Record<Template, string>> = {
  106: '谈的很好，让发合同',
  107: '电话无人接听',
  108: '现在还没考虑',
  109: '今天谈的不错，让明天面谈',
  120: '正在考虑中',
}

const unanswered =
  /(?:电话|手机|打(?:了)?(?:您|你|过去|几)?).{0,8}(?:没人?接|无人接|没接通|打不通|不通|关机|占线|没打通|没接到|空号)/

// 再考虑一下 thinks about it, 明年再说 does not.
const thinking = /^(?!.*(?:以后|明年|年后|下次|改天|暂时|现在|目前)).*(?:考虑|想想|想一想|商量|比较|对比|研究)/

/** What the talk came to: signing, meeting, refusing, not answering the phone; otherwise he is thinking it over. */
export function templateFor(messages: readonly ThreadMessage[], a: Assessment): Template {
  const has = (...signals: string[]) => a.reasons.some((reason) => signals.includes(reason.signal))
  const isCold = a.score < bandFrom.warm
  if (a.optedOut || (has('refusal', 'bought_elsewhere', 'opt_out') && isCold)) return 108
  const later = a.reasons.find((reason) => reason.signal === 'postponed')
  if (later && isCold) return thinking.test(later.quote ?? '') ? 120 : 108
  if (a.committed || has('signed', 'signing', 'contract', 'paid', 'ordered')) return 106
  if (rangInVain(messages)) return 107
  if (has('appointment') && !isCold) return 109
  return a.score >= bandFrom.hot ? 106 : 120
}

/** Our side rang in vain, and he has not written since. */
function rangInVain(messages: readonly ThreadMessage[]): boolean {
  const at = messages.findLastIndex((m) => m.role === 'sales' && unanswered.test(m.text.slice(0, 500)))
  return at >= 0 && !messages.slice(at + 1).some((m) => m.role === 'customer')
}
