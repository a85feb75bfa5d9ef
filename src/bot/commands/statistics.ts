import type { ReportPeriod } from '../../domain/index.ts'
import { messageOf } from '../../shared/errors.ts'
import { refused } from './answer.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

export const statistics: Command = {
  name: '统计',
  aliases: ['日报', '周报', '月报', 'stats', 'report'],
  summary: '今天、本周或本月的线索、建档和逾期，附一张图',
  examples: ['/erp 日报', '/erp 周报', '/erp 统计 本月'],
  roles: ['sales', 'manager'],
  run: report,
}

/** The words come whether or not the picture can be drawn. */
async function report(input: CommandInput, context: CommandContext): Promise<Answer> {
  const { reporter, me, logger } = context
  if (!reporter) return refused('统计没有启用')
  const period = periodIn(`${input.rest} ${context.message.text}`)
  const text = await reporter.text(me, period)
  try {
    return { text, picture: await reporter.picture(me, period) }
  } catch (error) {
    logger.warn('picture_failed', { error: messageOf(error).slice(0, 200) })
    return { text }
  }
}

const periodIn = (said: string): ReportPeriod => (/月/.test(said) ? 'month' : /周/.test(said) ? 'week' : 'day')
