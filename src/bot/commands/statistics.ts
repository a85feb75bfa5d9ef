import type { ReportPeriod } from '../../domain/index.ts'
import { messageOf } from '../../shared/errors.ts'
import { refused } from './answer.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

export const statistics: Command = {
  name: '统计',
  aliases: ['日报', '周报', '月报', 'stats', 'report'],
  listed: ['日报', '周报'],
  summary: '今天、本周或本月的线索、建档和逾期，附一张图',
  examples: ['/erp 日报', '/erp 周报', '/erp 统计 本月', '/erp 统计 近30天'],
  roles: ['sales', 'manager'],
  run: report,
}

/** The words come whether or not the picture can be drawn. */
async function report(input: CommandInput, context: CommandContext): Promise<Answer> {
  const { reporter, me, logger } = context
  if (!reporter) return refused('统计没有启用')
  const period = periodIn(input.rest, context.message.text)
  if (!period) return refused(`没有『${input.rest.slice(0, 20)}』的统计，可选 今天、本周、本月、近7天、近30天`)
  const text = await reporter.text(me, period)
  try {
    return { text, picture: await reporter.picture(me, period) }
  } catch (error) {
    logger.warn('picture_failed', { error: messageOf(error).slice(0, 200) })
    return { text }
  }
}

/** The words after the verb say which, else the verb itself: 周报, of the last seven days, is never empty on a Monday. */
function periodIn(rest: string, line: string): ReportPeriod | undefined {
  // Another month or week than this one is not told.
  if (/上|去|前|(?:^|\s)\d{1,2}\s*月/.test(rest)) return undefined
  if (rest.trim() === '') return /月/.test(line) ? 'this_month' : /周|week/i.test(line) ? 'week' : 'day'
  if (/30|三十|近[一1]?个?月/.test(rest)) return 'month'
  if (/月|month/i.test(rest)) return 'this_month'
  if (/[7七]|近[一1]?周/.test(rest)) return 'week'
  if (/周|星期|week/i.test(rest)) return 'this_week'
  return /今|日|天|day/i.test(rest) ? 'day' : undefined
}
