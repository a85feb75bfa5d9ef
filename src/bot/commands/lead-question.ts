import type { LeadId, LeadQuestion, Prompt } from '../../domain/index.ts'
import { numbered, refused } from './answer.ts'
import { byText, byWord, type Read, type Step, stepOf, withAssumed } from './lead-answer.ts'
import {
  bracketed,
  calledLead,
  currentLead,
  isLeadQuestion,
  isSettled,
  leadsOf,
  namedIn,
  type OpenLead,
  openLead,
  openPrompts,
} from './open-leads.ts'
import { type ReplyWord, readInput } from './parse.ts'
import { withoutNumber } from './said-contact.ts'
import { isOtherThan, keptOf } from './stated.ts'
import { leadSubject } from './subject.ts'
import { ticketLine } from './ticket.ts'
import type { Answer, Command, CommandContext, Invocation } from './types.ts'

const mostOffered = 10

/** A number picks an option of this question, 是 takes the lead, 否 leaves it. Undefined: this was no answer. */
export async function answerByWord(
  prompt: Prompt,
  word: ReplyWord,
  context: CommandContext,
): Promise<Answer | undefined> {
  const open = await openLead(prompt, context)
  const step = byWord(word, open.question.options.map(stepOf))
  if (!step) return undefined
  return 'problem' in step ? refused(step.problem) : settle(step, open, context)
}

/** Other short words give the missing thing, to whom they name; among several whom they do not tell is asked. */
export async function answerByText(prompts: readonly Prompt[], context: CommandContext): Promise<Answer | undefined> {
  const { text } = context.message
  const open = await leadsOf(prompts, context)
  const read = open.map((one) => ({ one, step: byText(text, one.question) }))
  const given = read.flatMap(({ one, step }) => (step && !('problem' in step) ? [{ one, step }] : []))
  const named = await meant(open, context)
  const [first] = given
  if (!first) return complaint(read, named)
  const fitting = onePerLead(given)
  const choose = (some: readonly Given[], said = '') => which(some, said, text)
  const asNamed = fitting.filter(({ one }) => named.some((other) => sameLead(other, one)))
  if (named.length > 0 && asNamed.length === 0) {
    return fitting.length === 1 ? confirm(fitting[0] as Given, text) : choose(fitting)
  }
  const live = fitting.filter(({ one }) => !isSettled(one))
  const candidates = asNamed.length > 0 ? asNamed : live.length > 0 ? live : fitting
  const [only, another] = candidates
  if (!only || another) {
    const others = asNamed.length > 0 ? [] : candidates.map(({ one, step }) => isOtherThan(step.fields, one.lead))
    return choose(candidates, others[0] && others.every(Boolean) ? notAwaited(others[0]) : '')
  }
  const other = only.step.said === 'words' ? isOtherThan(only.step.fields, only.one.lead) : undefined
  if (other && fitting.length > 1) return choose(fitting, notAwaited(other))
  if (other || only.step.doubtful) return confirm(only, text, other)
  return settle(withAssumed(only.step, only.one.question), only.one, context)
}

/** 孙强的 after “这个号码给谁？”: the one of the offered that is named. */
export async function chosenByName(
  choices: readonly Invocation[],
  context: CommandContext,
): Promise<Invocation | undefined> {
  if (choices.length < 2 || choices.some(({ name }) => name !== acceptLead.name)) return undefined
  const { text } = context.message
  const prompts = await openPrompts(context)
  const offered = (await leadsOf(prompts, context)).filter(({ prompt }) =>
    choices.some(({ picked }) => picked.promptId === prompt.id),
  )
  const [only, another] = namedIn(text, offered)
  return another ? undefined : choices.find(({ picked }) => only && picked.promptId === only.prompt.id)
}

/** The question that is quoted. */
export function quotedAmong(prompts: readonly Prompt[], quoted: string | undefined): Prompt | undefined {
  const said = bare(quoted ?? '')
  return prompts.find((prompt) => {
    const { asked } = prompt.data as unknown as LeadQuestion
    return isLeadQuestion(prompt) && asked !== undefined && asked !== '' && said.includes(bare(asked))
  })
}
const bare = (text: string) => text.replace(/\s/gu, '')

const notAwaited = (name: string) => `没有在等『${name}』的。`

interface Given {
  one: OpenLead
  step: Step
}

/** Whom the words are about: the quoted question's, else those they name. */
async function meant(open: readonly OpenLead[], { message }: CommandContext): Promise<OpenLead[]> {
  const prompts = open.map(({ prompt }) => prompt)
  const quoted = quotedAmong(prompts, message.quoted)
  if (quoted) return open.filter(({ prompt }) => prompt === quoted)
  const named = namedIn(withoutNumber(message.text), open)
  return named.length > 0 || !message.quoted ? named : namedIn(withoutNumber(message.quoted), open)
}

const sameLead = (a: OpenLead, b: OpenLead) => (a.lead?.id ?? a.question.leadId) === (b.lead?.id ?? b.question.leadId)

/** The newest question of each lead, the oldest lead first. */
const onePerLead = (given: readonly Given[]): Given[] =>
  given.filter(({ one }, i) => given.findIndex((other) => sameLead(other.one, one)) === i).reverse()

function complaint(read: ReadonlyArray<{ one: OpenLead; step: Read }>, named: readonly OpenLead[]): Answer | undefined {
  const about = named.length === 1 ? named[0] : read.length === 1 ? read[0]?.one : undefined
  const wrong = (read.find(({ one }) => one === about) ?? read.find(({ step }) => step))?.step
  return wrong && 'problem' in wrong ? refused(`${bracketed(about?.lead)}${wrong.problem}`) : undefined
}

/** Carries an answer out; the question stays for another try where the ERP needs something else. */
async function settle(
  step: Step,
  { prompt, question }: OpenLead,
  context: CommandContext,
): Promise<Answer | undefined> {
  if (!(await context.store.takePrompt(prompt.id))) return undefined
  const answer = await carryOut(step, question.leadId, context)
  if (answer.outcome === 'refused') await context.store.savePrompt(prompt)
  return answer
}

function which(given: readonly Given[], before: string, text: string): Answer {
  const offered = given.slice(0, mostOffered)
  const [first] = offered
  const what = first?.step.fields.mobile ? '这个号码' : `『${text.trim().slice(0, 20)}』`
  const lines = offered.map(({ one }) => calledLead(one.lead) || '微信客户')
  return {
    text: `${before}有 ${given.length} 个在等：\n${numbered(lines)}\n${what}给谁？回数字`,
    ask: { choices: offered.map(goOn) },
  }
}

const confirm = (given: Given, text: string, other?: string): Answer => {
  const { one, step } = given
  const { mobile } = step.fields
  const what = mobile ? `手机号 ${mobile} ` : `『${text.trim()}』作为${step.doubtful ?? '答复'}`
  const but = other ? `，不是『${other}』` : ''
  const head = one.lead ? `在等的是${bracketed(one.lead)}${but}。` : ''
  return { text: `${head}用${what}建档吗？回“是”确认`, ask: { yes: goOn(given) } }
}

const goOn = ({ one: { question, prompt }, step }: Given): Invocation => ({
  ...readInput(''),
  name: acceptLead.name,
  picked: {
    leadId: question.leadId,
    fields: withAssumed(step, question).fields,
    said: step.said,
    promptId: prompt.id,
  },
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
  const { desk, by } = context
  const lead = await currentLead(leadId, context)
  const who = bracketed(lead)
  if (step.action === 'later') return later(leadId, context)
  if (step.action === 'ignore') {
    await desk.ignore(leadId, by)
    const name = lead ? ` ${leadSubject(lead).name}` : ''
    return { text: `已忽略${who}，不再建档。找回发 /erp 恢复${name}` }
  }
  const { fields, notes } = step.said ? keptOf(step.fields, lead, step.said) : { fields: step.fields, notes: [] }
  const taken = await desk.accept(leadId, fields, by)
  if ('problem' in taken) return refused(`${who}${taken.problem}`)
  return { text: [`✅ 已受理建档${who}`, ...notes, await ticketLine(taken, context)].join('\n') }
}

/** 稍后 comes back the next morning. */
async function later(leadId: LeadId, { book, calendar, clock, me, store }: CommandContext): Promise<Answer> {
  const now = clock.now()
  const dueAt = calendar?.dateIn('明天上午9点', now)?.dueAt
  const lead = await currentLead(leadId, { store })
  if (!book || dueAt === undefined || !lead) return { text: '好的，先放着。要建档时发 /erp 线索' }
  const { name } = leadSubject(lead)
  await book.addTask({ owner: me.name, text: '决定是否建档', dueAt, createdAt: now, about: { leadId, name } })
  return { text: `好的，${bracketed(lead)}明天上午提醒您。要建档时也可发 /erp 线索` }
}
