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
  const period = periodIn(input.rest, context.message.text)
  if (!period) return refused(`没有『${input.rest.slice(0, 20)}』的统计，可选 今天、本周、本月`)
  const text = await reporter.text(me, period)
  try {
    return { text, picture: await reporter.picture(me, period) }
  } catch (error) {
    logger.warn('picture_failed', { error: messageOf(error).slice(0, 200) })
    return { text }
  }
}

/** The words after the verb say which, else the verb itself: 周报. */
function periodIn(rest: string, line: string): ReportPeriod | undefined {
  const said = rest.trim() === '' ? line : rest
  if (/上|去|前/.test(rest)) return undefined
  if (/月|month|30/i.test(said)) return 'month'
  if (/周|星期|week/i.test(said)) return 'week'
  return rest.trim() === '' || /今|日|天|day/i.test(said) ? 'day' : undefined
}
