import {
  callPriority,
  type Lead,
  type OfficeBook,
  reachable,
  type StaffMember,
  silentAfterMs,
  type Task,
} from '../../domain/index.ts'
import { chinaDay, dayMs, isEndOfDay } from '../../shared/china-time.ts'
import type { SyncContext } from '../context.ts'
import { titleOf } from '../pipeline/question.ts'
import { personOf } from '../pipeline/recipient.ts'
import { timeOfDay } from './hours.ts'
import type { ProactiveSettings } from './settings.ts'
import { tell } from './tell.ts'

/** A reminder or morning line that could not be said for so long is not worth saying any more, ms. */
const lateMs = 2 * 3_600_000
const mostLines = 10

const bound = (context: SyncContext): StaffMember[] => reachable(context.staff.all())

/** Tells to-dos whose hour is near, each once. */
export async function remind(context: SyncContext, book: OfficeBook, settings: ProactiveSettings): Promise<void> {
  const now = context.clock.now()
  const due = book.tasks().filter((task) => {
    const at = task.dueAt - settings.remindMinutes * 60_000
    // Without an hour the morning tells it.
    return !isEndOfDay(task.dueAt) && task.remindedAt === undefined && at <= now && now < task.dueAt + lateMs
  })
  for (const task of due) {
    const person = bound(context).find((one) => one.name === task.owner)
    await book.changeTask(task.id, { remindedAt: now })
    if (!person) continue
    await tell(context, person, {
      text: `⏰ ${shown(task)}\n做完发 /erp 待办`,
      dedupeKey: `todo:${task.id}:${task.dueAt}`,
      // He asked for this hour himself.
      priority: callPriority.hot,
      expiresAfterMs: lateMs,
    })
  }
}

const shown = (task: Task): string => [task.about?.name, task.text].filter(Boolean).join('｜')

/** One message in the morning: to-dos of the day, what is late, customers nobody talked to for days. */
export async function morning(context: SyncContext, book: OfficeBook, settings: ProactiveSettings): Promise<void> {
  const now = context.clock.now()
  const at = timeOfDay(settings.morningAt, now)
  if (now < at || now > at + lateMs) return
  const silent = await silentLeads(context, now)
  for (const person of bound(context)) {
    const tasks = book.tasks(person.name).filter((task) => chinaDay(task.dueAt) <= chinaDay(now))
    const late = tasks.filter((task) => chinaDay(task.dueAt) < chinaDay(now))
    const own = silent.filter(
      (lead) => lead.owner?.kind === 'users' && personOf(lead.owner.userIds, context) === person,
    )
    if (tasks.length + own.length === 0) continue
    const lines = [
      ...tasks.map((task) => `· ${chinaDay(task.dueAt) < chinaDay(now) ? '逾期 ' : ''}${shown(task)}`),
      ...own.map(
        (lead) =>
          `· ${titleOf(lead)} 已 ${Math.floor((now - lead.lastMessageAt) / dayMs)} 天没联系（${lead.score} 分）`,
      ),
    ]
    const more = lines.length > mostLines ? [`……另有 ${lines.length - mostLines} 条`] : []
    await tell(context, person, {
      text: [
        `☀️ 今天待办 ${tasks.length - late.length}，逾期 ${late.length}，该跟进 ${own.length}`,
        ...lines.slice(0, mostLines),
        ...more,
        '处理：/erp 待办，/erp 线索',
      ].join('\n'),
      dedupeKey: `morning:${person.name}:${chinaDay(now)}`,
      expiresAfterMs: lateMs,
    })
  }
}

/** Owned customers with interest who were silent for days; each stretch of silence is told on its first mornings only. */
async function silentLeads({ store }: SyncContext, now: number): Promise<Lead[]> {
  const leads = await store.leads({
    minScore: 60,
    status: ['synced', 'asking', 'queued'],
    order: 'score',
    limit: 2_000,
  })
  return leads.filter((lead) => {
    if (lead.mergedInto || lead.committed || lead.band === 'cold') return false
    const silence = now - lead.lastMessageAt - silentAfterMs[lead.band]
    return silence > 0 && silence <= 3 * dayMs
  })
}

/** 日报 with its picture, once a day to everybody who sells. */
export async function dailyReport(context: SyncContext, settings: ProactiveSettings): Promise<void> {
  const { reporter } = context
  const now = context.clock.now()
  const at = timeOfDay(settings.reportAt, now)
  if (!reporter || now < at || now > at + lateMs) return
  for (const person of bound(context)) {
    if (person.role === 'operator') continue
    await tell(context, person, {
      text: `📊 日报\n${await reporter.text(person, 'day')}`,
      picture: { staff: person.name, period: 'day' },
      dedupeKey: `report:${person.name}:${chinaDay(now)}`,
      expiresAfterMs: lateMs,
    })
  }
}
