import {
  CrmError,
  callPriority,
  jobLabels,
  type OutboxEntry,
  type StoreTx,
  sayEntry,
  type Transition,
} from '../../domain/index.ts'
import { resultCard, unsureCard } from '../cards.ts'
import type { SyncContext } from '../context.ts'
import type { RunFailure } from '../events.ts'
import type { JobResult } from '../jobs/handlers.ts'
import type { RunEnd } from './policy.ts'

// Who hears how a run ended: whoever gave the order, the operators, and those who count.

interface Ended {
  entry: OutboxEntry
  end: RunEnd
  transition: Transition
}

const resultExpiryMs = 6 * 3_600_000

/** With the entry's own transaction: the order and its answer are one fact. */
export async function tellRequester(
  tx: StoreTx,
  { clock }: SyncContext,
  { entry, end, transition, result }: Ended & { result: Pick<JobResult, 'words' | 'unchanged'> | undefined },
): Promise<void> {
  const ended = transition.state !== 'ready'
  // Whoever sees nothing happen would send it again.
  const unsure = transition.state === 'ready' && failureIn(end) === 'unknown'
  if (!entry.replyTo || !(ended || unsure)) return
  await tx.enqueue(
    sayEntry({
      to: entry.replyTo,
      text: unsure ? unsureCard(entry) : resultCard(entry, transition, result),
      dedupeKey: unsure ? `unsure:${entry.id}` : `result:${entry.id}:${entry.lease?.fence ?? 0}`,
      // Whoever asked is waiting, also at night.
      priority: entry.priority === callPriority.command ? callPriority.command : callPriority.hot,
      dueAt: clock.now(),
      expiresAfterMs: resultExpiryMs,
    }),
  )
}

export function announceEnd(context: SyncContext, { entry, end, transition }: Ended): void {
  const why = failureIn(end)
  if (entry.job.type === 'say' || end.kind === 'parked' || why === 'busy') return
  const how = transition.state === 'dead' ? 'dead' : transition.state === 'ready' ? 'waits' : 'done'
  context.emit({ type: 'ran', entryId: entry.id, job: entry.job.type, leadId: leadOf(entry), end: how, why })
}

export async function bury(context: SyncContext, entry: OutboxEntry, reason: string): Promise<void> {
  context.emit({ type: 'dead', entryId: entry.id, job: entry.job.type, leadId: leadOf(entry), reason })
  const what = jobLabels[entry.job.type]
  await context.alerts.raise(`dead:${entry.id}`, `${what} #T${entry.id} 失败：${reason}（/erp 队列 查看）`, {
    kind: 'dead',
  })
}

function leadOf({ job }: OutboxEntry) {
  if ('leadId' in job) return job.leadId
  return 'subject' in job && 'leadId' in job.subject ? job.subject.leadId : undefined
}

function failureIn(end: RunEnd): RunFailure | undefined {
  if (end.kind === 'undecidable') return 'undecidable'
  if (end.kind !== 'failed') return undefined
  return end.error instanceof CrmError ? end.error.failure : 'fault'
}
