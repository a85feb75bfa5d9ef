import {
  bandFrom,
  countedLeads,
  isFiled,
  isHandMade,
  isHot,
  type Lead,
  leadName,
  type OfficeBook,
  type ReportPeriod,
  type StaffMember,
  type Store,
  silentAfterMs,
} from '../domain/index.ts'
import { chinaDay, chinaMidnight, chinaWallClock } from '../shared/china-time.ts'

/** The first day a report counts, as days since 1970 in China. */
export function firstDayOf(period: ReportPeriod, now: number): number {
  const today = chinaDay(now)
  switch (period) {
    case 'day':
      return today
    case 'week':
      return today - 6
    case 'month':
      return today - 29
    case 'this_week':
      // 1970-01-01 was a Thursday.
      return today - ((today + 3) % 7)
    case 'this_month':
      return today - chinaWallClock(now).getUTCDate() + 1
  }
}
/** A picture of fewer days is no trend. */
const leastTrendDays = 7

/** What one report says, all of it counted from the store. */
export interface Figures {
  period: ReportPeriod
  /** Customers and leads in the view: a salesperson's own, a manager's all. */
  fresh: number
  /** New customers that somebody entered in the chat commands, without any conversation. */
  byHand: number
  active: number
  hot: number
  mean: number
  asking: number
  /** From first word to order, of those active in the period. */
  funnel: Array<{ label: string; count: number }>
  /** New leads per day and how many of them stand in the ERP. */
  trend: Array<{ label: string; fresh: number; synced: number }>
  overdue: { tasks: number; hot: number; warm: number }
  /** Whom to call first. */
  next: string[]
}

interface Source {
  store: Pick<Store, 'leads'>
  book?: Pick<OfficeBook, 'tasks'>
}

export async function figuresOf(
  { store, book }: Source,
  person: StaffMember,
  period: ReportPeriod,
  now: number,
): Promise<Figures> {
  const leads = (await countedLeads(store)).filter((lead) => concerns(lead, person))
  const firstDay = firstDayOf(period, now)
  const fresh = leads.filter((lead) => chinaDay(lead.firstContactAt) >= firstDay)
  const active = leads.filter((lead) => !isHandMade(lead) && chinaDay(lead.lastMessageAt) >= firstDay)
  const tasks = book?.tasks(person.role === 'manager' ? undefined : person.name) ?? []
  const silent = (band: 'hot' | 'warm') =>
    leads.filter(
      (lead) =>
        lead.band === band && !lead.optedOut && !lead.committed && now - lead.lastMessageAt > silentAfterMs[band],
    )
  const hot = active.filter(isHot)
  return {
    period,
    fresh: fresh.length,
    byHand: fresh.filter((lead) => isHandMade(lead) && isFiled(lead)).length,
    active: active.length,
    hot: hot.length,
    mean: active.length === 0 ? 0 : Math.round(active.reduce((sum, lead) => sum + lead.score, 0) / active.length),
    asking: leads.filter((lead) => lead.status === 'asking').length,
    funnel: funnelOf(active),
    trend: trendOf(leads, now, Math.max(leastTrendDays, chinaDay(now) - firstDay + 1)),
    overdue: {
      tasks: tasks.filter((task) => task.dueAt < now).length,
      hot: silent('hot').length,
      warm: silent('warm').length,
    },
    next: [...hot.filter((lead) => !isFiled(lead)), ...silent('hot')].slice(0, 5).map(leadName),
  }
}

function concerns(lead: Lead, person: StaffMember): boolean {
  if (person.role === 'manager') return true
  if (lead.owner?.kind === 'users') {
    return person.erpUserId !== undefined && lead.owner.userIds.includes(person.erpUserId)
  }
  return !isFiled(lead)
}

function funnelOf(active: readonly Lead[]): Figures['funnel'] {
  const stage = (label: string, holds: (lead: Lead) => boolean) => ({ label, count: active.filter(holds).length })
  return [
    stage('有聊天', () => true),
    stage('有意向', (lead) => lead.score >= bandFrom.warm || isFiled(lead) || lead.committed),
    stage('已建档', isFiled),
    stage('已成交', (lead) => lead.committed),
  ]
}

function trendOf(leads: readonly Lead[], now: number, days: number): Figures['trend'] {
  const today = chinaDay(now)
  return Array.from({ length: days }, (_, i) => today - days + 1 + i).map((day) => {
    const born = leads.filter((lead) => chinaDay(lead.firstContactAt) === day)
    const date = chinaWallClock(chinaMidnight(day))
    return {
      label: `${date.getUTCMonth() + 1}-${date.getUTCDate()}`,
      fresh: born.length,
      synced: born.filter(isFiled).length,
    }
  })
}
