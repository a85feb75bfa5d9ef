import type { AuditRecord, CustomerOrd, LeadId } from '../domain/index.ts'

/** What the watched figures are made of, read from the operation log: it survives a restart and all processes share it. */
export type Fact =
  | { kind: 'call'; at: number; operation: string; outcome: AuditRecord['outcome']; durationMs: number }
  | { kind: 'run'; at: number; entry: number; job: string; ok: boolean }
  | { kind: 'duplicate'; at: number }

export type CallFact = Extract<Fact, { kind: 'call' }>

/** Name in the operation log of a customer that was met again when it should be created. */
export const duplicateOperation = 'duplicate_customer'
const runPrefix = 'run.'

/** How a run of an ERP entry ended. `why`: absent where it went well. */
export interface RunEnd {
  at: number
  entry: number
  job: string
  leadId?: LeadId
  why?: string
}

const outcomes: Record<string, AuditRecord['outcome']> = {
  refused: 'refused',
  not_allowed: 'denied',
  unreachable: 'unreachable',
  unknown: 'unknown',
}

/** The end of a run as a line of the operation log. */
export const runRecord = ({ at, entry, job, leadId, why }: RunEnd): AuditRecord => ({
  at,
  kind: 'system',
  operation: `${runPrefix}${job}`,
  actor: 'sync',
  request: { entry },
  outcome: why === undefined ? 'ok' : (outcomes[why] ?? 'error'),
  leadId,
  message: why,
})

/** A duplicate as a line of the operation log. `by`: what was the same. */
export const duplicateRecord = (met: {
  at: number
  leadId: LeadId
  khid?: string
  ord: CustomerOrd
  by: string
}): AuditRecord => ({
  at: met.at,
  kind: 'decision',
  operation: duplicateOperation,
  actor: 'sync',
  outcome: 'ok',
  leadId: met.leadId,
  khid: met.khid,
  ord: met.ord,
  message: met.by,
})

/** What a line of the log says for the figures; undefined: nothing. */
export function factOf({ at, kind, operation, outcome, durationMs, request }: AuditRecord): Fact | undefined {
  if (kind === 'erp_call') return { kind: 'call', at, operation, outcome, durationMs: durationMs ?? 0 }
  if (operation === duplicateOperation) return { kind: 'duplicate', at }
  if (kind !== 'system' || !operation.startsWith(runPrefix)) return undefined
  const entry = Number((request as { entry?: number } | undefined)?.entry)
  return { kind: 'run', at, entry, job: operation.slice(runPrefix.length), ok: outcome === 'ok' }
}
