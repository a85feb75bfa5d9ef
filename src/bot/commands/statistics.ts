import type { StaffMember } from '../../domain/index.ts'
import { messageOf } from '../../shared/errors.ts'
import { refused, withPicked } from './answer.ts'
import { type Asked, askedIn } from './period.ts'
import type { Colleague } from './persons.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'
import { whoseIs } from './whose.ts'

export const statistics: Command = {
  name: '统计',
  aliases: ['日报', '周报', '月报', 'stats', 'report'],
  listed: ['日报', '周报'],
  summary: '今天、昨天、本周或本月的线索、建档和逾期，附一张图；主管可看一位同事的',
  examples: ['/erp 日报', '/erp 周报', '/erp 统计 本月', '/erp 统计 近30天', '/erp 统计 李娜 本月'],
  roles: ['sales', 'manager'],
  run: report,
}

/** The words come whether or not the picture can be drawn. */
async function report(input: CommandInput, context: CommandContext): Promise<Answer> {
  const { reporter, me, logger } = context
  if (!reporter) return refused('统计没有启用')
  const none = refused(
    `没有『${input.rest.slice(0, 20)}』的统计，可选 今天、本周、本月、昨天、近7天、近30天，主管可加同事的名字`,
  )
  // A number that tells namesakes apart brings its period along: the verb it answered is gone.
  const asked = (input.picked.asked as Asked | undefined) ?? askedIn(input.rest, context.message.text)
  if (!asked) return none
  const whose = await whoseIs('统计', asked.name, withPicked('统计', input, { asked }), context, none)
  if (!whose.ok) return whose.answer
  const viewed = whose.person ? asSales(whose.person) : me
  const text = `${whose.person ? `${viewed.name}｜` : ''}${await reporter.text(viewed, asked.period)}`
  try {
    return { text, picture: await reporter.picture(viewed, asked.period) }
  } catch (error) {
    logger.warn('picture_failed', { error: messageOf(error).slice(0, 200) })
    return { text }
  }
}

/** What a colleague sees of his own. */
const asSales = ({ name, userId }: Colleague): StaffMember => ({
  name,
  role: 'sales',
  erpUserId: userId,
  contactIds: [],
  active: true,
})
