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

/** 客户简介, 备注, notes: words of a conversation, which are to be erasable; the log is not. */
const prose = new Set(['product', 'intro', 'intro2', 'title1', 'title2', '@intro2', '@title1', '@title2'])

const withoutProse = (request: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(request).map(([id, value]) =>
      prose.has(id) && typeof value === 'string' && !/^\d*$/.test(value) ? [id, '（文字）'] : [id, value],
    ),
  )

/** One ERP call as a line of the operation log; the client has masked it already. */
export function auditOf({ at, operation, actor, request, response, outcome, ...rest }: CallRecord): AuditRecord {
  const { durationMs, khid, ord, message } = rest
  return {
    at,
    kind: 'erp_call',
    operation,
    actor,
    request: withoutProse(request),
    response,
    outcome: outcomes[outcome],
    durationMs,
    khid,
    ord: ord as CustomerOrd | undefined,
    message,
  }
}
