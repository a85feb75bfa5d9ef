import { type FieldName, fieldLabels, type Lead, type LeadId } from '../../domain/index.ts'
import { refused } from './answer.ts'
import { rememberAnswered } from './answered.ts'
import { dropLead } from './capture.ts'
import { type Step, withAssumed } from './lead-answer.ts'
import { bracketed, currentLead, isSettled, type OpenLead, openLead, openPrompts } from './open-leads.ts'
import { readInput } from './parse.ts'
import { keptOf } from './stated.ts'
import { accessTo, leadSubject, ownerOf } from './subject.ts'
import { ticketLine } from './ticket.ts'
import type { Answer, Command, CommandContext, Invocation } from './types.ts'

/** Words read as the answer to one of the questions. */
export interface Given {
  one: OpenLead
  step: Step
}

/** Carries an answer out; the question stays for another try where the ERP needs something else. */
export async function settle(step: Step, open: OpenLead, context: CommandContext): Promise<Answer | undefined> {
  const { prompt, question, lead } = open
  const barred = barredFrom(open, context)
  if (barred) return barred
  if (!(await context.store.takePrompt(prompt.id))) return undefined
  // Who is filed already needs nothing taken for granted.
  const whole = isSettled(open) ? step : withAssumed(step, question, lead)
  const answer = await carryOut(whole, question.leadId, context)
  if (answer.outcome === 'refused') await context.store.savePrompt(prompt)
  else await rememberAnswered(prompt, context)
  return answer
}

/** Filed meanwhile and a colleague's: what was asked for is his to enter. */
function barredFrom(open: OpenLead, { me }: CommandContext): Answer | undefined {
  const { lead } = open
  if (!lead || !isSettled(open) || lead.owner?.kind !== 'users') return undefined
  const subject = leadSubject(lead)
  if (accessTo(subject, me) === 'full') return undefined
  return refused(`${bracketed(lead)}已在 ERP 中，归${ownerOf(subject)}，没有写入。要接手请发 /erp 申请 ${subject.name}`)
}

/** Goes on with this answer once it is confirmed or chosen. */
export const goOn = ({ one: { question, prompt }, step }: Given): Invocation => ({
  ...readInput(''),
  name: acceptLead.name,
  picked: { leadId: question.leadId, fields: step.fields, said: step.said, promptId: prompt.id },
})

/** Goes on after a confirmed answer; not shown in 帮助. */
export const acceptLead: Command = {
  name: '建档补充',
  summary: '用刚才的回答建档',
  examples: [],
  roles: ['sales', 'manager'],
  async run({ picked }, context) {
    const { fields, said, promptId } = picked as Partial<Pick<Step, 'fields' | 'said'> & { promptId: string }>
    if (!picked.leadId || !promptId) return refused('没有待回答的线索')
    const prompt = (await openPrompts(context)).find(({ id }) => id === promptId)
    const answer =
      prompt &&
      (await settle({ action: 'accept', fields: fields ?? {}, said }, await openLead(prompt, context), context))
    return answer ?? refused('这条线索已经处理过了')
  },
}

async function carryOut(step: Step, leadId: LeadId, context: CommandContext): Promise<Answer> {
  const lead = await currentLead(leadId, context)
  const who = bracketed(lead)
  if (step.action === 'later') return later(leadId, context)
  if (step.action === 'decline') return { text: `好的，${who}未做任何改动` }
  if (step.action === 'ignore') {
    await dropLead(leadId, context)
    const name = lead ? ` ${leadSubject(lead).name}` : ''
    return { text: `已忽略${who}，不再建档。找回发 /erp 恢复${name}` }
  }
  const { fields, notes } = step.said ? keptOf(step.fields, lead, step.said) : { fields: step.fields, notes: [] }
  const taken = await context.desk.accept(leadId, fields, context.by)
  if ('problem' in taken) return refused(`${who}${taken.problem}`)
  return { text: [doneWords(lead, fields), ...notes, await ticketLine(taken, context)].join('\n') }
}

/** Who stands in the ERP is not filed but changed. */
function doneWords(lead: Lead | undefined, fields: Readonly<Record<string, string>>): string {
  if (lead?.status !== 'synced') return `✅ 已受理建档${bracketed(lead)}`
  const changed = (Object.keys(fieldLabels) as FieldName[]).filter(
    (key) => fields[key] && fields[key] !== lead.fields[key]?.value,
  )
  return `✅ 已受理：${bracketed(lead)}更新${changed.map((key) => fieldLabels[key]).join('、')}`
}

/** 稍后 comes back the next morning. */
async function later(leadId: LeadId, { book, calendar, clock, me, store }: CommandContext): Promise<Answer> {
  const now = clock.now()
  const dueAt = calendar?.dateIn('明天上午9点', now)?.dueAt
  const lead = await currentLead(leadId, { store })
  if (lead?.status === 'synced') return { text: `好的，${bracketed(lead)}未做任何改动` }
  if (!book || dueAt === undefined || !lead) return { text: '好的，先放着。要建档时发 /erp 线索' }
  const { name } = leadSubject(lead)
  await book.addTask({ owner: me.name, text: '决定是否建档', dueAt, createdAt: now, about: { leadId, name } })
  return { text: `好的，${bracketed(lead)}明天上午提醒您。要建档时也可发 /erp 线索` }
}
