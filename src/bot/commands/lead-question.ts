import { type LeadId, type LeadOption, type LeadQuestion, leadQuestionKind, type Prompt } from '../../domain/index.ts'
import { refused } from './answer.ts'
import { takeFields } from './fields.ts'
import { isCompanyName, isPersonsName, isSaidInPassing, readContact } from './likely.ts'
import { type ReplyWord, readInput } from './parse.ts'
import { leadSubject } from './subject.ts'
import { ticketLine } from './ticket.ts'
import type { Answer, Command, CommandContext } from './types.ts'

export const isLeadQuestion = (prompt: Prompt): boolean => prompt.kind === leadQuestionKind

/** A number picks an option; other short words give the missing thing. Undefined: this was no answer. */
export async function answerLeadQuestion(
  prompt: Prompt,
  word: ReplyWord | undefined,
  context: CommandContext,
): Promise<Answer | undefined> {
  const { message } = context
  const question = prompt.data as unknown as LeadQuestion
  const step = word
    ? byWord(word, question.options.map(stepOf))
    : withAssumed(byText(message.text, question, context), question)
  if (!step) return undefined
  if ('problem' in step) return refused(step.problem)
  if (step.doubtful) return confirm(step, step.doubtful, message.text.trim(), prompt, question)
  if (!(await context.store.takePrompt(prompt.id))) return undefined
  const answer = await carryOut(step, question.leadId, context)
  // Not what the ERP needs yet: the question stays for another try.
  if (answer.outcome === 'refused') await context.store.savePrompt(prompt)
  return answer
}

interface Step {
  action: LeadOption['action']
  fields: Record<string, string>
  /** What the words are taken for, where they may as well be something else: asked first. */
  doubtful?: string
}

const stepOf = ({ action, fields = {} }: LeadOption): Step => ({ action, fields })

function byWord(word: ReplyWord, options: readonly Step[]): Step | { problem: string } | undefined {
  if (word.kind === 'number') {
    return (
      options[word.number - 1] ??
      (options.length > 0 ? { problem: `没有第 ${word.number} 项，请回 1–${options.length}` } : undefined)
    )
  }
  if (word.kind === 'yes') return options.find((o) => o.action === 'accept') ?? { action: 'accept', fields: {} }
  return word.kind === 'no'
    ? (options.find((o) => o.action === 'ignore') ?? { action: 'later', fields: {} })
    : undefined
}

/** What was said goes before what was taken for granted. */
function withAssumed(step: ReturnType<typeof byText>, { assumed }: LeadQuestion): ReturnType<typeof byText> {
  if (!step || 'problem' in step || !assumed) return step
  const { type, ...rest } = assumed
  return { ...step, fields: { ...rest, ...(type && !step.fields.company && { type }), ...step.fields } }
}

/** 138… where the mobile is missing, a company's name where that is, `字段:值` always. */
function byText(
  text: string,
  { missing }: LeadQuestion,
  { place }: CommandContext,
): Step | { problem: string } | undefined {
  const said = text.trim()
  // In a room people talk to each other: only numbers answer there.
  if (place.kind === 'internal_room' || said === '' || said.length > 60 || said.includes('\n')) return undefined
  const { fields, remaining } = takeFields(said)
  if (Object.keys(fields).length > 0 && remaining.trim() === '') return { action: 'accept', fields: leadFields(fields) }
  const contact = readContact(said)
  if (contact) return { action: 'accept', fields: contact }
  if (missing === 'has_mobile' || missing === 'phone_verified') {
    return /\d{5,}/.test(said) ? { problem: `『${said.slice(0, 20)}』不是有效的手机号，应为 11 位，请重发` } : undefined
  }
  if (isSaidInPassing(said)) return undefined
  if (missing === 'has_company') {
    return { action: 'accept', fields: { company: said }, doubtful: isCompanyName(said) ? undefined : '公司名' }
  }
  if (missing === 'has_name') {
    return { action: 'accept', fields: { name: said }, doubtful: isPersonsName(said) ? undefined : '姓名' }
  }
  return undefined
}

/** People write 公司 and 联系人; a lead has company and name. */
function leadFields({ name, contactName, ...rest }: Record<string, string>): Record<string, string> {
  return { ...rest, ...(name && { company: name }), ...(contactName && { name: contactName }) }
}

const confirm = (step: Step, what: string, said: string, prompt: Prompt, { leadId }: LeadQuestion): Answer => ({
  text: `用『${said}』作为${what}建档吗？回“是”确认`,
  ask: {
    yes: { ...readInput(''), name: acceptLead.name, picked: { leadId, fields: step.fields, promptId: prompt.id } },
  },
})

/** Goes on after a confirmed answer; not shown in 帮助. */
export const acceptLead: Command = {
  name: '建档补充',
  summary: '用刚才的回答建档',
  examples: [],
  roles: ['sales', 'manager'],
  async run({ picked }, context) {
    const { leadId, fields, promptId } = picked as {
      leadId?: LeadId
      fields?: Record<string, string>
      promptId?: string
    }
    if (!leadId || !promptId) return refused('没有待回答的线索')
    if (!(await context.store.takePrompt(promptId))) return refused('这条线索已经处理过了')
    return carryOut({ action: 'accept', fields: fields ?? {} }, leadId, context)
  },
}

async function carryOut(step: Step, leadId: LeadId, context: CommandContext): Promise<Answer> {
  const { desk, by } = context
  if (step.action === 'later') return later(leadId, context)
  if (step.action === 'ignore') {
    await desk.ignore(leadId, by)
    return { text: '已忽略，不再建档。找回发 /erp 恢复' }
  }
  const taken = await desk.accept(leadId, step.fields, by)
  return 'problem' in taken ? refused(taken.problem) : { text: `✅ 已受理建档\n${await ticketLine(taken, context)}` }
}

/** 稍后 comes back the next morning. */
async function later(leadId: LeadId, { book, calendar, clock, me, store }: CommandContext): Promise<Answer> {
  const now = clock.now()
  const dueAt = calendar?.dueAt('明天上午9点', now)
  const lead = await store.lead(leadId)
  if (!book || dueAt === undefined || !lead) return { text: '好的，先放着。要建档时发 /erp 线索' }
  const { name } = leadSubject(lead)
  await book.addTask({ owner: me.name, text: '决定是否建档', dueAt, createdAt: now, about: { leadId, name } })
  return { text: '好的，明天上午提醒您。要建档时也可发 /erp 线索' }
}
