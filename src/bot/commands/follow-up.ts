import { type FollowUp, longestNote } from '../../domain/index.ts'
import { notFiled, refused, withPicked } from './answer.ts'
import { knownFirst } from './customer-first.ts'
import { readInput } from './parse.ts'
import { resolveOwn } from './resolve.ts'
import { jobSubject, refOf, type Subject } from './subject.ts'
import { ticketLine } from './ticket.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

const name = '跟进'

export const followUp: Command = {
  name,
  aliases: ['记录', '洽谈', 'note'],
  spoken: { 记一下: '', 记录一下: '', 记: '', 写跟进: '', 记跟进: '', 跟进记录: '', 洽谈进展: '', 跟进一下: '' },
  summary: '给客户记一条洽谈进展',
  examples: ['/erp 跟进 华强 已报价3.2万，周五回复', '/erp 跟进 华强 电话没人接'],
  roles: ['sales', 'manager'],
  freeText: true,
  run: note,
}

async function note(input: CommandInput, context: CommandContext): Promise<Answer> {
  const { who, text } = await knownFirst(input.rest, context)
  if (!who) return refused('格式：/erp 跟进 客户 内容，例如 /erp 跟进 华强 已报价3.2万')
  if (!text) return refused(`要记什么？例如 /erp 跟进 ${who} 已报价3.2万，周五回复`)
  if (text.length > longestNote) return refused(`内容 ${text.length} 字，最多 ${longestNote} 字，请分两条`)
  const resolved = await resolveOwn(name, who, input, context)
  if (!resolved.ok) return resolved.answer
  const { subject } = resolved
  // A note on an exact match can be undone; anything less is asked first.
  if (!resolved.exact) {
    return {
      text: `要给【${subject.name}】记这条洽谈进展吗？回“是”确认`,
      ask: { yes: withPicked(name, input, { subject: refOf(subject) }) },
    }
  }
  const job = jobSubject(subject)
  if (!job) return notFiled(subject.name)
  const ticket = await context.desk.followUp(job, followUpOf(text), context.by)
  const answer = { text: `已受理：【${subject.name}】记洽谈进展\n${await ticketLine(ticket, context)}` }
  return { ...answer, ...offerTask(answer.text, text, subject, context) }
}

/** A date in a note is mostly something to be done then. */
function offerTask(said: string, note: string, subject: Subject, context: CommandContext): Partial<Answer> {
  const { calendar, book, clock } = context
  const now = clock.now()
  const date = book && calendar?.dateIn(note, now)
  if (!date || date.dueAt <= now) return {}
  const yes = {
    ...readInput(''),
    name: '待办',
    picked: { subject: refOf(subject), text: note.slice(0, 60), dueAt: date.dueAt },
  }
  return { text: `${said}\n发现“${date.words}”，建待办吗？回“是”`, ask: { yes } }
}

/** Template and channel as the words suggest; both are lists of the ERP (RULES.md). */
export function followUpOf(text: string): FollowUp {
  return { text, template: templateOf(text), channel: channelOf(text) }
}

function templateOf(text: string): FollowUp['template'] {
  if (/没人接|无人接听|没接|打不通|关机/.test(text)) return 107
  if (/不考虑|没考虑|不需要|没兴趣|拒绝/.test(text)) return 108
  if (/(?:明天|明日|后天).*(?:面谈|见面|拜访|上门)|约.*面谈/.test(text)) return 109
  return /谈的很好|谈得很好|很满意|成交|下单|签约|签合同|付款|打款|定金/.test(text) ? 106 : 120
}

function channelOf(text: string): FollowUp['channel'] {
  if (/电话|致电|通话|没人接|无人接听|打不通|回电/.test(text)) return 481
  if (/邮件|邮箱|email/i.test(text)) return 482
  return /上门|拜访|面谈|见面/.test(text) ? 483 : 484
}
