import { notFiled, refused, withPicked } from './answer.ts'
import { partsOf } from './assign.ts'
import { resolvePerson } from './persons.ts'
import { resolveOwn } from './resolve.ts'
import { jobSubject, refOf } from './subject.ts'
import { ticketLine } from './ticket.ts'
import type { Command } from './types.ts'

const name = '共享'

export const share: Command = {
  name,
  aliases: ['share'],
  summary: '把客户共享给一位同事（需确认）',
  examples: ['/erp 共享 华强 给 王强'],
  roles: ['sales', 'manager'],
  async run(input, context) {
    const { customer, person } = partsOf(input)
    if (!customer || !person) return refused('格式：/erp 共享 客户 给 同事，例如 /erp 共享 华强 给 王强')
    const who = await resolveOwn(name, customer, input, context)
    if (!who.ok) return who.answer
    const { subject } = who
    const settled = { ...input, picked: { ...input.picked, subject: refOf(subject) } }
    const to = await resolvePerson(name, person, settled, context)
    if (!to.ok) return to.answer
    if (input.picked.confirmed !== true) {
      const yes = withPicked(name, settled, { userId: to.person.userId, confirmed: true })
      return { text: `把【${subject.name}】共享给 ${to.person.name}。回“是”确认`, ask: { yes } }
    }
    const job = jobSubject(subject)
    if (!job || subject.ord === undefined) return notFiled(subject.name)
    const ticket = await context.desk.submit({ type: 'share', subject: job, userIds: [to.person.userId] }, context.by)
    return { text: `已受理：【${subject.name}】共享给 ${to.person.name}\n${await ticketLine(ticket, context)}` }
  },
}
