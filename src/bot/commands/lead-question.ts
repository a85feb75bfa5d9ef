import type { LeadQuestion, Prompt } from '../../domain/index.ts'
import { refused } from './answer.ts'
import { lastAnsweredAt } from './answered.ts'
import { byText, byWord, howToAnswer, type Read } from './lead-answer.ts'
import { type Given, goOn, settle } from './lead-settle.ts'
import { bracketed, isLeadQuestion, isSettled, leadsOf, namedIn, type OpenLead, settledWords } from './open-leads.ts'
import type { ReplyWord } from './parse.ts'
import { withoutNumber } from './said-contact.ts'
import { isOtherThan } from './stated.ts'
import type { Answer, CommandContext } from './types.ts'
import { which } from './whose-answer.ts'

/** A number picks an option of this question; 是 and 否 answer the last one only. Undefined: this was no answer. */
export async function answerByWord(
  open: OpenLead,
  word: ReplyWord,
  context: CommandContext,
): Promise<Answer | undefined> {
  if (isSettled(open)) return { text: settledWords(open) }
  const step = byWord(word, open.question)
  if (!step) return undefined
  if ('problem' in step) return refused(`${bracketed(open.lead)}${step.problem}`)
  const isLast = word.kind === 'number' || open.prompt.createdAt > (await lastAnsweredAt(context))
  if (!isLast) return refused(`还在等的是${bracketed(open.lead)}：${howToAnswer(open.question)}`)
  return settle(step, open, context)
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
  if (other || only.step.doubtful || replaces(only)) return confirm(only, text, other)
  return settle(only.step, only.one, context)
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

/** Another number for somebody who was filed meanwhile with one. */
const replaces = ({ one, step }: Given): boolean => {
  const known = one.lead?.fields.mobile?.value
  return isSettled(one) && known !== undefined && step.fields.mobile !== undefined && known !== step.fields.mobile
}

const confirm = (given: Given, text: string, other?: string): Answer => {
  const { one, step } = given
  const { mobile } = step.fields
  if (replaces(given)) {
    return { text: `${bracketed(one.lead)}已建档，手机改为 ${mobile} 吗？回“是”确认`, ask: { yes: goOn(given) } }
  }
  const what = mobile ? `手机号 ${mobile} ` : `『${text.trim()}』作为${step.doubtful ?? '答复'}`
  const but = other ? `，不是『${other}』` : ''
  const head = one.lead ? `在等的是${bracketed(one.lead)}${but}。` : ''
  return { text: `${head}用${what}建档吗？回“是”确认`, ask: { yes: goOn(given) } }
}
