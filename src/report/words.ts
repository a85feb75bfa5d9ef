import type { ReportPeriod } from '../domain/index.ts'
import type { Figures } from './figures.ts'

export const periodLabels: Record<ReportPeriod, string> = {
  day: '今天',
  yesterday: '昨天',
  week: '近 7 天',
  month: '近 30 天',
  this_week: '本周',
  this_month: '本月',
}

/** Conclusion, risk, figures, suggestion: at most a handful of lines. */
export function wordsOf(figures: Figures): string {
  const { period, fresh, unowned, byHand, active, hot, mean, asking, overdue, next, funnel } = figures
  const risks = [
    overdue.tasks > 0 && `逾期待办 ${overdue.tasks}`,
    overdue.hot > 0 && `高意向超 2 天没联系 ${overdue.hot}`,
    overdue.warm > 0 && `中意向超 5 天没联系 ${overdue.warm}`,
    asking > 0 && `等您回答 ${asking}`,
  ].filter(Boolean)
  return [
    `${periodLabels[period]}：新线索 ${fresh}${unowned > 0 ? `（未分配 ${unowned}）` : ''}，有聊天 ${active}，其中高意向 ${hot}`,
    risks.length > 0 ? `⚠️ ${risks.join('，')}` : '',
    `${funnel.map(({ label, count }) => `${label} ${count}`).join(' → ')}，平均 ${mean} 分${byHand > 0 ? `，另手工建档 ${byHand}` : ''}`,
    next.length > 0 ? `建议先处理：${next.join('、')}` : '',
  ]
    .filter(Boolean)
    .join('\n')
}
