import { notFiled, refused, withPicked } from './answer.ts'
import { resolvePerson } from './persons.ts'
import { resolveOwn } from './resolve.ts'
import { jobSubject, refOf } from './subject.ts'
import { ticketLine } from './ticket.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

const name = '指派'

export const assign: Command = {
  name,
  aliases: ['转给', '转', 'assign'],
  summary: '把客户交给一位同事（需确认）',
  examples: ['/erp 指派 华强 给 王强', '/erp 转给 华强 wq'],
  roles: ['sales', 'manager'],
  run: hand,
}

async function hand(input: CommandInput, context: CommandContext): Promise<Answer> {
  const { customer, person } = partsOf(input)
  if (!customer || !person) return refused('格式：/erp 指派 客户 给 同事，例如 /erp 指派 华强 给 王强')
  const who = await resolveOwn(name, customer, input, context)
  if (!who.ok) return who.answer
  const { subject } = who
  const settled = { ...input, picked: { ...input.picked, subject: refOf(subject) } }
  const to = await resolvePerson(name, person, settled, context)
  if (!to.ok) return to.answer
  if (subject.ownerId === to.person.userId) return refused(`【${subject.name}】已经归${to.person.name}，无需指派`)
  if (input.picked.confirmed !== true) {
    const department = to.person.department ? `(${to.person.department})` : ''
    return {
      text: `将把【${subject.name}】指派给 ${to.person.name}${department}。回“是”确认`,
      ask: { yes: withPicked(name, settled, { userId: to.person.userId, confirmed: true }) },
    }
  }
  const job = jobSubject(subject)
  if (!job) return notFiled(subject.name)
  const ticket = await context.desk.assign(job, { kind: 'users', userIds: [to.person.userId] }, context.by)
  return { text: `已受理：【${subject.name}】指派给 ${to.person.name}\n${await ticketLine(ticket, context)}` }
}

/** `华强 给 王强`, `华强给王强`, `华强 王强`. */
export function partsOf(input: CommandInput): { customer?: string; person?: string } {
  const text = input.words.join(' ')
  const match = /^(.+?)\s*(?:给|交给|转给|->|→|\bto\b)\s*(.+)$/iu.exec(text)
  if (match) return { customer: match[1]?.trim(), person: match[2]?.trim() }
  const [customer, person] = [input.words.slice(0, -1).join(' '), input.words.at(-1)]
  return { customer: customer || person, person: customer ? person : undefined }
}
