import { maskName } from '../../shared/mask.ts'
import { denied, numbered, refused, withPicked } from './answer.ts'
import { numbersIn } from './list-numbers.ts'
import { readInput } from './parse.ts'
import { isQuestion, questionOf } from './prompts.ts'
import { exactly, findSubjects, loadSubject, settleOwner } from './search.ts'
import { similarSubjects } from './similar.ts'
import { staleLine } from './stale.ts'
import { accessTo, ownerOf, refOf, type Subject, type SubjectRef, shownName } from './subject.ts'
import type { Answer, CommandContext, CommandInput } from './types.ts'

const mostChoices = 9

export type Resolved = { ok: true; subject: Subject; exact: boolean } | { ok: false; answer: Answer }

/**
 * The one customer a person means: what he picked before, an exact match, the only match, or a numbered question.
 */
export async function resolveSubject(
  name: string,
  text: string,
  input: CommandInput,
  context: CommandContext,
): Promise<Resolved> {
  const picked = input.picked.subject as SubjectRef | undefined
  if (picked) {
    const subject = await loadSubject(picked, context)
    return subject ? { ok: true, subject, exact: true } : { ok: false, answer: refused('这个客户已不在了，请重新查找') }
  }
  const number = /^(?:\d{1,2}$|第)/.test(text) ? numbersIn(text)[0] : undefined
  if (number !== undefined) return fromLastList(name, String(number), input, context)
  if (!text) return { ok: false, answer: refused(`要说明是哪个客户，例如 /erp ${name} 华强`) }
  const found = await findSubjects(text, context)
  const exact = exactly(found.subjects, text)
  const candidates = exact.length > 0 ? exact : found.subjects
  if (candidates.length === 1 && candidates[0]) {
    return { ok: true, subject: await settleOwner(candidates[0], context), exact: exact.length === 1 }
  }
  if (candidates.length > 1) return { ok: false, answer: which(name, text, candidates, input, context) }
  return { ok: false, answer: await notFound(name, text, input, context, found.stale) }
}

/** As resolveSubject, where it is his to work on; else he is told whose customer it is and what he can do. */
export async function resolveOwn(
  name: string,
  text: string,
  input: CommandInput,
  context: CommandContext,
): Promise<Resolved> {
  const found = await resolveSubject(name, text, input, context)
  if (!found.ok || accessTo(found.subject, context.me) === 'full') return found
  return { ok: false, answer: notHis(found.subject) }
}

function notHis(subject: Subject): Answer {
  const owner = ownerOf(subject)
  if (owner === '公海') return denied(`无权限：【${subject.name}】在公海，请先发 /erp 领取 ${subject.name}`)
  const claim = { ...readInput(''), name: '申请', picked: { subject: refOf(subject) } }
  return {
    ...denied(`无权限：${maskName(subject.name)} 归${owner}，回 1 申请这个客户（/erp 申请）`),
    ask: { choices: [claim] },
  }
}

/** `补充 2 …`: the second of the list this person last saw in this chat. */
async function fromLastList(
  name: string,
  text: string,
  input: CommandInput,
  context: CommandContext,
): Promise<Resolved> {
  const prompt = await context.store.prompt(context.sender.contactId, context.place.conversationId)
  const standing = prompt && isQuestion(prompt) && prompt.expiresAt > context.clock.now() ? prompt : undefined
  const choice = standing && questionOf(standing).choices?.[Number(text) - 1]
  const subject = choice?.picked.subject as SubjectRef | undefined
  if (!subject) return { ok: false, answer: refused(`没有第 ${text} 个，列表可能已过期，请重新查找或写名称`) }
  return resolveSubject(name, '', { ...input, picked: { ...input.picked, subject } }, context)
}

function which(
  name: string,
  text: string,
  candidates: readonly Subject[],
  input: CommandInput,
  context: CommandContext,
): Answer {
  const shown = candidates.slice(0, mostChoices)
  const lines = shown.map((s) => `${shownName(s, context.me)}｜${ownerOf(s)}`)
  const more = candidates.length > shown.length ? `\n还有 ${candidates.length - shown.length} 个，请说得更具体` : ''
  return {
    text: `『${text}』有 ${candidates.length} 个：\n${numbered(lines)}\n回数字选择${more}`,
    ask: { choices: shown.map((s) => withPicked(name, input, { subject: refOf(s) })) },
  }
}

/** Says so and offers what sounds or looks alike; others' customers are not offered to outsiders of them. */
export async function notFound(
  name: string,
  text: string,
  input: CommandInput,
  context: CommandContext,
  stale?: { asOf?: number; why: string },
): Promise<Answer> {
  const similar = (await similarSubjects(text, context)).filter((s) => accessTo(s, context.me) !== 'masked')
  if (similar.length === 0) {
    return stale
      ? { text: `${staleLine(stale, context)}\n本地没有『${text}』，ERP 恢复后请再查`, outcome: 'unreachable' }
      : refused(`没有『${text}』，请换个关键词，或发 /erp 新建 ${text.slice(0, 20)} 手机:…`)
  }
  return {
    text: `没有『${text}』，是不是\n${numbered(similar.map((s) => `${s.name}｜${ownerOf(s)}`))}\n回数字选择`,
    outcome: 'refused',
    ask: { choices: similar.map((s) => withPicked(name, input, { subject: refOf(s) })) },
  }
}
