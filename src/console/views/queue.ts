import {
  jobLabels,
  type Lead,
  type LeadId,
  type OutboxEntry,
  type OutboxJob,
  openStates,
  type Store,
} from '../../domain/index.ts'
import { maskText } from '../../shared/mask.ts'
import { titleOf } from './lead-row.ts'

export interface EntryRow {
  id: number
  kind: 'erp' | 'chat'
  what: string
  state: string
  about?: string
  attempts: number
  actor: string
  createdAt: number
  updatedAt: number
  dueAt: number
  reason?: string
}

export interface QueueView {
  dead: EntryRow[]
  open: EntryRow[]
  /** Of the open ones, by what they do: how many, and since when the oldest waits. */
  groups: Array<{ what: string; ready: number; running: number; oldestAt: number }>
}

const actorWords: Record<string, string> = { sync: '自动同步', bot: '机器人' }
const mostDead = 100
const mostOpen = 500
const shownOpen = 50
const longestReason = 300

export async function queueView(store: Pick<Store, 'entries' | 'lead'>): Promise<QueueView> {
  const [dead, open] = await Promise.all([
    store.entries({ state: ['dead'], limit: mostDead }),
    store.entries({ state: openStates, limit: mostOpen }),
  ])
  const row = rowsWith(store)
  return {
    dead: await Promise.all(dead.map(row)),
    open: await Promise.all(open.slice(0, shownOpen).map(row)),
    groups: groupsOf(open),
  }
}

function rowsWith(store: Pick<Store, 'lead'>) {
  const leads = new Map<LeadId, Promise<Lead | undefined>>()
  const leadOf = (id: LeadId | undefined) => {
    if (id === undefined) return undefined
    if (!leads.has(id)) leads.set(id, store.lead(id))
    return leads.get(id)
  }
  return async (entry: OutboxEntry): Promise<EntryRow> => {
    const lead = await leadOf(leadIdOf(entry.job))
    return {
      id: entry.id,
      kind: entry.job.type === 'say' ? 'chat' : 'erp',
      what: jobLabels[entry.job.type],
      state: entry.state,
      about: lead ? titleOf(lead) : ordOf(entry.job),
      attempts: entry.attempts,
      actor: actorWords[entry.actor] ?? maskText(entry.actor),
      createdAt: entry.createdAt,
      updatedAt: entry.updatedAt,
      dueAt: entry.dueAt,
      reason: entry.reason && maskText(entry.reason).slice(0, longestReason),
    }
  }
}

function leadIdOf(job: OutboxJob): LeadId | undefined {
  if ('leadId' in job) return job.leadId
  return 'subject' in job && 'leadId' in job.subject ? job.subject.leadId : undefined
}

const ordOf = (job: OutboxJob) => ('subject' in job && 'ord' in job.subject ? `客户 ${job.subject.ord}` : undefined)

function groupsOf(open: readonly OutboxEntry[]): QueueView['groups'] {
  const groups = new Map<string, QueueView['groups'][number]>()
  for (const { job, state, createdAt } of open) {
    const what = jobLabels[job.type]
    const group = groups.get(what) ?? { what, ready: 0, running: 0, oldestAt: createdAt }
    if (state === 'running') group.running++
    else group.ready++
    group.oldestAt = Math.min(group.oldestAt, createdAt)
    groups.set(what, group)
  }
  return [...groups.values()]
}
