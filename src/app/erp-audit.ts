import type { AuditRecord, CustomerOrd } from '../domain/index.ts'
import type { CallRecord } from '../erp/index.ts'

const outcomes: Record<CallRecord['outcome'], AuditRecord['outcome']> = {
  ok: 'ok',
  refused: 'refused',
  not_allowed: 'denied',
  busy: 'unreachable',
  unreachable: 'unreachable',
  session: 'error',
  unknown: 'unknown',
}

/** One ERP call as a line of the operation log; the client has masked it already. */
export function auditOf({ at, operation, actor, request, response, outcome, ...rest }: CallRecord): AuditRecord {
  const { durationMs, khid, ord, message } = rest
  return {
    at,
    kind: 'erp_call',
    operation,
    actor,
    request,
    response,
    outcome: outcomes[outcome],
    durationMs,
    khid,
    ord: ord as CustomerOrd | undefined,
    message,
  }
}
