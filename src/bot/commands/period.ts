import type { ReportPeriod } from '../../domain/index.ts'

/** Words of a period, with what makes them one beyond doubt: 周 alone may be somebody's name. */
const worded: ReadonlyArray<[ReportPeriod, string]> = [
  ['yesterday', '昨天|昨日|yesterday'],
  ['month', '(?:最?近|过去)?\\s*(?:30|三十)\\s*[天日]|(?:最?近|过去)\\s*(?:一|1)?个?月'],
  ['week', '(?:最?近|过去)?\\s*[7七]\\s*[天日]|(?:最?近|过去)\\s*(?:一|1)?(?:周|个?星期)'],
  ['this_month', '(?:本|这个?|当)月|this month'],
  ['this_week', '(?:本|这个?)(?:周|星期)|this week'],
  ['day', '今天|今日|本日|当[天日]|today'],
]
const alone: ReadonlyArray<[ReportPeriod, RegExp]> = [
  ['this_month', /^(?:月|月报|month)$/i],
  ['this_week', /^(?:周|星期|周报|week)$/i],
  ['day', /^(?:日|天|日报|day)$/i],
]
/** Another month or week than this one is not told. */
const other = /^(?:上(?!官)|去|前)|\d{1,2}\s*月|季度?$|^(?:今|明|本|全)?年/

export interface Asked {
  period: ReportPeriod
  /** What is left: the name of a colleague, or nothing. */
  name: string
}

/** The words after the verb say which, else the verb itself: 周报, of the last seven days, is never empty on a Monday. */
export function askedIn(rest: string, line: string): Asked | undefined {
  const words = rest.trim()
  for (const [period, pattern] of worded) {
    const left = words.replace(new RegExp(`(?:${pattern})(?:的?(?:统计|日报|报表))?`, 'i'), ' ')
    if (left !== words) return nameIn(left, period)
  }
  const pieces = words.split(/\s+/)
  for (const [period, pattern] of alone) {
    const left = pieces.filter((piece) => !pattern.test(piece))
    if (left.length < pieces.length) return nameIn(left.join(' '), period)
  }
  return nameIn(words, /月/.test(line.replace(words, '')) ? 'this_month' : ofVerb(line.replace(words, '')))
}

const ofVerb = (verb: string): ReportPeriod => (/周|week/i.test(verb) ? 'week' : 'day')

function nameIn(left: string, period: ReportPeriod): Asked | undefined {
  const name = left.trim().replace(/\s+/g, ' ')
  return other.test(name) ? undefined : { period, name }
}
