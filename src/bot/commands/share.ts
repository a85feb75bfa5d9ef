import { notFiled, withPicked } from './answer.ts'
import { jobSubject } from './subject.ts'
import { ticketLine } from './ticket.ts'
import { customerAndColleague } from './to-colleague.ts'
import type { Command } from './types.ts'

const name = '共享'

export const share: Command = {
  name,
  aliases: ['share'],
  summary: '把客户共享给一位同事（需确认）',
  examples: ['/erp 共享 华强 给 王强'],
  roles: ['sales', 'manager'],
  async run(input, context) {
    const found = await customerAndColleague(name, input, context)
    if (!found.ok) return found.answer
    const { subject, person, settled } = found
    if (input.picked.confirmed !== true) {
      const yes = withPicked(name, settled, { userId: person.userId, confirmed: true })
      return { text: `把【${subject.name}】共享给 ${person.name}。回“是”确认`, ask: { yes } }
    }
    const job = jobSubject(subject)
    if (!job || subject.ord === undefined) return notFiled(subject.name)
    const ticket = await context.desk.submit({ type: 'share', subject: job, userIds: [person.userId] }, context.by)
    return { text: `已受理：【${subject.name}】共享给 ${person.name}\n${await ticketLine(ticket, context)}` }
  },
}
