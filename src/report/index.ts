import type { OfficeBook, Reporter, ReportPeriod, StaffMember } from '../domain/index.ts'
import { chinaDate, chinaMidnight } from '../shared/china-time.ts'
import type { Clock } from '../shared/clock.ts'
import { daysOf, figuresOf, type Source } from './figures.ts'
import { wordsOf } from './words.ts'

const titles: Record<ReportPeriod, string> = {
  day: '日报',
  yesterday: '日报',
  week: '周报',
  month: '月报',
  this_week: '周报',
  this_month: '月报',
}

/** 日报, 周报 and 月报 out of what the store knows: needs no ERP. The chart library is loaded with the first picture. */
export function createReporter(deps: {
  store: Source['store']
  book?: Pick<OfficeBook, 'tasks'>
  clock: Clock
}): Reporter {
  const figures = (person: StaffMember, period: ReportPeriod) => figuresOf(deps, person, period, deps.clock.now())
  return {
    text: async (person, period) => wordsOf(await figures(person, period)),
    async picture(person, period) {
      const { draw } = await import('./chart.ts')
      const day = chinaDate(chinaMidnight(daysOf(period, deps.clock.now()).last))
      const whose = person.role === 'manager' ? '团队' : person.name
      const data = await draw(`${whose}${titles[period]} ${day}`, await figures(person, period))
      return { name: `${titles[period]}-${day}.png`, data }
    },
  }
}
