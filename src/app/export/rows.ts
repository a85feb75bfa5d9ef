import { type FollowUp, type Lead, type LeadId, type LeadStatus, valueLevelOf } from '../../domain/index.ts'
import { maskText } from '../../shared/mask.ts'
import type { App } from '../app.ts'
import { type LeadView, viewLead } from '../lead-view.ts'

const pageSize = 500
/** So many of the newest writes are looked through for notes. */
export const searchedEntries = 50_000

export const statusLabels: Record<LeadStatus, string> = {
  watching: '观察中',
  asking: '待确认',
  queued: '待写入',
  synced: '已建档',
  shadow: '本应写入',
  ignored: '已忽略',
  opted_out: '已退出',
}

export interface LeadLine extends LeadView {
  level: string
  reasons: string
  firstContactAt: number
}

/** All leads, the newest conversation first, page by page. */
export async function* leadLines({ data }: App, masked: boolean): AsyncGenerator<LeadLine> {
  for (let offset = 0; ; offset += pageSize) {
    const page = await data.store.leads({ limit: pageSize, offset, order: 'recent' })
    for (const lead of page) if (lead.mergedInto === undefined) yield lineOf(lead, masked)
    if (page.length < pageSize) return
  }
}

function lineOf(lead: Lead, masked: boolean): LeadLine {
  const reasons = lead.reasons.map(({ label, points }) => `${label}${points > 0 ? '+' : ''}${points}`).join(' ')
  return { ...viewLead(lead, masked), level: valueLevelOf(lead.score), reasons, firstContactAt: lead.firstContactAt }
}

const channels: Record<FollowUp['channel'], string> = { 481: '电话', 482: '邮件', 483: '上门', 484: '微信' }

export interface NoteLine {
  at: number
  khid: string
  ord?: number
  name: string
  channel: string
  by: string
  text: string
}

/** Notes that were written to the ERP, the newest first. */
export async function* noteLines({ data }: App, masked: boolean): AsyncGenerator<NoteLine> {
  const entries = await data.store.entries({ kind: 'erp', state: ['done'], limit: searchedEntries })
  for (const { job, updatedAt, actor } of entries) {
    if (job.type !== 'follow_up') continue
    const lead = 'leadId' in job.subject ? await leadOf({ data }, job.subject.leadId) : undefined
    const ord = 'ord' in job.subject ? job.subject.ord : lead?.customerOrd
    const known = ord === undefined ? undefined : await data.store.knownCustomer(ord)
    yield {
      at: updatedAt,
      khid: lead?.khid ?? known?.khid ?? '',
      ord,
      name: lead?.fields.company?.value ?? lead?.fields.name?.value ?? known?.name ?? '',
      channel: channels[job.note.channel],
      by: actor,
      text: masked ? maskText(job.note.text) : job.note.text,
    }
  }
}

async function leadOf({ data }: Pick<App, 'data'>, id: LeadId): Promise<Lead | undefined> {
  const lead = await data.store.lead(id)
  return lead?.mergedInto ? data.store.lead(lead.mergedInto) : lead
}
