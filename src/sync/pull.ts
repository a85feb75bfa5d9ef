import { type CallContext, CrmError, type Cursors, callPriority } from '../domain/index.ts'
import type { SyncContext } from './context.ts'
import { markGone } from './gone.ts'
import { giveWay, indexPage } from './pull-page.ts'

export interface PullReport {
  pages: number
  customers: number
  fresh: number
  linked: number
}

/** How far a pull is. */
export interface PullProgress {
  page: number
  pages: number
  /** Seen by this run. */
  customers: number
}

interface PullState {
  /** When the run began that was interrupted. */
  startedAt?: number
  /** Where a pull was interrupted: everything before this page was taken. */
  page?: number
  finishedAt?: number
}

type Mode = 'recent' | 'full'

const pageSize = 100
const cursorOf = (mode: Mode) => `pull.${mode}`
/** Details read per pull for rows whose list does not show the khid. */
const detailsPerPull = 100
/** The ERP asks for patience: so often the same page is tried again. */
const busyTries = 5
const busyMs = 5_000

export const lastPullAt = ({ cursors }: Pick<SyncContext, 'cursors'>): number | undefined =>
  cursors.get<PullState>(cursorOf('recent'))?.finishedAt ?? cursors.get<PullState>(cursorOf('full'))?.finishedAt

/**
 * Brings the ERP's customers into our index. `recent`: the WeChat channel, newest first, until a page holds nothing new.
 * `full`: all customers; learns changed owners and names. Both go on where they were interrupted.
 */
export async function pull(
  context: SyncContext,
  mode: Mode,
  signal?: AbortSignal,
  onPage?: (progress: PullProgress) => void,
): Promise<PullReport> {
  const { cursors, clock } = context
  const report: PullReport = { pages: 0, customers: 0, fresh: 0, linked: 0 }
  const before = cursors.get<PullState>(cursorOf(mode)) ?? {}
  await context.roster?.refresh('sync')
  let reached = before.page ?? 1
  let details = detailsPerPull
  const startedAt = before.startedAt ?? clock.now()
  for (let index = mode === 'full' ? reached : 1; ; ) {
    const page = await readPage(context, mode, index, signal)
    const taken = await indexPage(context, page.rows, details)
    details -= taken.details
    report.pages++
    report.customers += page.rows.length
    report.fresh += taken.fresh
    report.linked += taken.linked
    onPage?.({ page: index, pages: page.pages, customers: report.customers })
    const nothingNew = mode === 'recent' && taken.fresh === 0
    const ended = index >= page.pages || page.rows.length === 0 || (nothingNew && index >= reached)
    // New rows push older ones to later pages, so that nothing before the interruption is missed by the leap.
    index = nothingNew ? Math.max(index + 1, reached) : index + 1
    reached = Math.max(reached, index)
    await keepState(cursors, mode, ended ? { finishedAt: clock.now() } : { page: reached, startedAt })
    if (ended && mode === 'full') await markGone(context, startedAt, detailsPerPull)
    if (ended) return report
  }
}

/** Another process may have pulled as well: whoever got further, and the later end, stand. */
const keepState = (
  cursors: Cursors,
  mode: Mode,
  reached: Required<Pick<PullState, 'page' | 'startedAt'>> | { finishedAt: number },
) =>
  cursors.change<PullState, void>(cursorOf(mode), (now = {}) => ({
    value:
      'page' in reached
        ? { ...now, page: Math.max(now.page ?? 1, reached.page), startedAt: now.startedAt ?? reached.startedAt }
        : { finishedAt: Math.max(now.finishedAt ?? 0, reached.finishedAt) },
    result: undefined,
  }))

async function readPage(context: SyncContext, mode: Mode, index: number, signal: AbortSignal | undefined) {
  const { crm, clock, settings } = context
  const filter = mode === 'recent' ? { source: settings.sourceId, sort: '-date1' } : { sort: '-date1' }
  const call: CallContext = { actor: 'sync', priority: callPriority.backlog, signal }
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted()
    await giveWay(context, signal)
    try {
      return await crm.listCustomers(filter, { index, size: pageSize }, call)
    } catch (error) {
      if (!(error instanceof CrmError) || error.failure !== 'busy' || attempt >= busyTries) throw error
      await clock.sleep(error.retryAfterMs ?? busyMs, signal)
    }
  }
}
