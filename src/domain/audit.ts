import type { CustomerOrd, LeadId } from './ids.ts'

export interface AuditRecord {
  at: number
  kind: 'erp_call' | 'command' | 'decision' | 'system'
  /** Operation or command name. */
  operation: string
  actor: string
  /** Masked. */
  request?: unknown
  /** Masked. */
  response?: unknown
  outcome: 'ok' | 'refused' | 'unreachable' | 'unknown' | 'denied' | 'error'
  durationMs?: number
  leadId?: LeadId
  khid?: string
  ord?: CustomerOrd
  message?: string
}

export interface AuditQuery {
  since?: number
  until?: number
  khid?: string
  actor?: string
  operation?: string
  limit?: number
}
