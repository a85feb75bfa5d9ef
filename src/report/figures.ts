import {
  bandFrom,
  countedLeads,
  isFiled,
  isHandMade,
  isHot,
  isOwnedBy,
  type Lead,
  leadName,
  type OfficeBook,
  type ReportPeriod,
  type StaffMember,
  type Store,
  silentAfterMs,
} from '../domain/index.ts'
import { chinaDay, chinaMidnight, chinaWallClock } from '../shared/china-time.ts'

/** The days a report counts, both included, as days since 1970 in China. */
export function daysOf(period: ReportPeriod, now: number): { first: number; last: number } {
  const today = chinaDay(now)
  switch (period) {
    case 'day':
      return { first: today, last: today }
    case 'yesterday':
      return { first: today - 1, last: today - 1 }
    case 'week':
      return { first: today - 6, last: today }
    case 'month':
      return { first: today - 29, last: today }
    case 'this_week':
      // 1970-01-01 was a Thursday.
      return { first: today - ((today + 3) % 7), last: today }
    case 'this_month':
      return { first: today - chinaWallClock(now).getUTCDate() + 1, last: today }
  }
}
/** A picture of fewer days is no trend. */
const leastTrendDays = 7

/** What one report says, all of it counted from the store. */
export interface Figures {
  period: ReportPeriod
  /** Customers and leads in the view: a salesperson's own, a manager's all. */
  fresh: number
  /** Those of them that are nobody's yet, in the view of a salesperson: he may take them, 团队 counts them for nobody. */
  unowned: number
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

export interface Source {
  store: Pick<Store, 'leads' | 'threadsOfLead' | 'threadMessages'>
  book?: Pick<OfficeBook, 'tasks'>
}

export async function figuresOf(
  { store, book }: Source,
  person: StaffMember,
  period: ReportPeriod,
  now: number,
): Promise<Figures> {
  const leads = (await countedLeads(store)).filter((lead) => concerns(lead, person))
  const days = daysOf(period, now)
  const fresh = leads.filter((lead) => isWithin(days, lead.firstContactAt))
  const active = await talkedIn(store, leads, days)
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
    unowned: person.role === 'manager' ? 0 : fresh.filter((lead) => lead.owner?.kind !== 'users').length,
    byHand: fresh.filter((lead) => isHandMade(lead) && isFiled(lead)).length,
    active: active.length,
    hot: hot.length,
    mean: active.length === 0 ? 0 : Math.round(active.reduce((sum, lead) => sum + lead.score, 0) / active.length),
    asking: leads.filter((lead) => lead.status === 'asking').length,
    funnel: funnelOf(active),
    trend: trendOf(leads, days),
    overdue: {
      tasks: tasks.filter((task) => task.dueAt < now).length,
      hot: silent('hot').length,
      warm: silent('warm').length,
    },
    next: [...hot.filter((lead) => !isFiled(lead)), ...silent('hot')].slice(0, 5).map(leadName),
  }
}

type Days = ReturnType<typeof daysOf>

const isWithin = ({ first, last }: Days, at: number): boolean => chinaDay(at) >= first && chinaDay(at) <= last

/** Those of whom a word was said on these days. */
async function talkedIn(store: Source['store'], leads: readonly Lead[], days: Days): Promise<Lead[]> {
  const active: Lead[] = []
  for (const lead of leads) {
    if (isHandMade(lead) || chinaDay(lead.lastMessageAt) < days.first || chinaDay(lead.firstContactAt) > days.last)
      continue
    // Who wrote again since may have written then as well: his messages tell.
    if (isWithin(days, lead.lastMessageAt) || (await spokeIn(store, lead, days))) active.push(lead)
  }
  return active
}

async function spokeIn(store: Source['store'], lead: Lead, days: Days): Promise<boolean> {
  const before = { sentAt: chinaMidnight(days.first) - 1, seq: Number.MAX_SAFE_INTEGER }
  for (const thread of await store.threadsOfLead(lead.id)) {
    const [message] = await store.threadMessages(thread, before, 1)
    if (message && isWithin(days, message.sentAt)) return true
  }
  return false
}

function concerns(lead: Lead, person: StaffMember): boolean {
  if (person.role === 'manager') return true
  if (lead.owner?.kind === 'users') {
    return person.erpUserId !== undefined && isOwnedBy(lead, person.erpUserId)
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

function trendOf(leads: readonly Lead[], { first, last }: Days): Figures['trend'] {
  const count = Math.max(leastTrendDays, last - first + 1)
  return Array.from({ length: count }, (_, i) => last - count + 1 + i).map((day) => {
    const born = leads.filter((lead) => chinaDay(lead.firstContactAt) === day)
    const date = chinaWallClock(chinaMidnight(day))
    return {
      label: `${date.getUTCMonth() + 1}-${date.getUTCDate()}`,
      fresh: born.length,
      synced: born.filter(isFiled).length,
    }
  })
}
