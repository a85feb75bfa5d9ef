import { type Assessment, bandFrom } from '../../domain/index.ts'
import { dueText } from '../summary/dates.ts'
import type { Template } from './template.ts'

/** What is to be done next: what was promised first, else what the state of the talk asks for. */
export function nextStep(template: Template, a: Assessment, now: number): string {
  if (a.optedOut) return '客户要求不再联系，停止打扰'
  const open = a.promises.filter((p) => p.dueAt !== undefined && p.dueAt >= now)
  const ours = open.filter((p) => p.by === 'sales').sort((x, y) => (x.dueAt ?? 0) - (y.dueAt ?? 0))[0]
  if (ours) return `兑现“${ours.text}”${dueText(ours.dueAt)}`
  const theirs = open.filter((p) => p.by === 'customer').sort((x, y) => (x.dueAt ?? 0) - (y.dueAt ?? 0))[0]
  if (theirs) return `跟进客户所说“${theirs.text}”${dueText(theirs.dueAt)}`
  if (a.unread.length > 0) return '请客户把语音或图片里的内容打成文字'
  return {
    106: '准备合同，确认交付和付款',
    107: '换个时间再打电话',
    108: '暂不打扰，有新品或到期时再问',
    109: '确认面谈的时间和地点',
    120: a.score >= bandFrom.warm ? '发报价或资料，约定下次沟通' : '了解具体需求',
  }[template]
}
