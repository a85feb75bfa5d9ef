import { notFiled, refused, withPicked } from './answer.ts'
import { jobSubject } from './subject.ts'
import { ticketLine } from './ticket.ts'
import { customerAndColleague } from './to-colleague.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

const name = '指派'

export const assign: Command = {
  name,
  aliases: ['转给', '分配', '转', 'assign'],
  spoken: { 分给: '', 转交: '', 移交: '', 派给: '', 转让: '' },
  summary: '把客户交给一位同事（需确认）',
  examples: ['/erp 指派 华强 给 王强', '/erp 转给 华强 wq'],
  roles: ['sales', 'manager'],
  run: hand,
}

async function hand(input: CommandInput, context: CommandContext): Promise<Answer> {
  const found = await customerAndColleague(name, input, context)
  if (!found.ok) return found.answer
  const { subject, person, settled } = found
  if (subject.ownerId === person.userId) return refused(`【${subject.name}】已经归${person.name}，无需指派`)
  if (input.picked.confirmed !== true) {
    const department = person.department ? `(${person.department})` : ''
    return {
      text: `将把【${subject.name}】指派给 ${person.name}${department}。回“是”确认`,
      ask: { yes: withPicked(name, settled, { userId: person.userId, confirmed: true }) },
    }
  }
  const job = jobSubject(subject)
  if (!job) return notFiled(subject.name)
  const ticket = await context.desk.assign(job, { kind: 'users', userIds: [person.userId] }, context.by)
  return { text: `已受理：【${subject.name}】指派给 ${person.name}\n${await ticketLine(ticket, context)}` }
}
