import type { AuditRecord } from '../../src/domain/index.ts'
import type { Fact } from '../../src/watch/facts.ts'

export const minutes = (n: number) => n * 60_000
export const hours = (n: number) => minutes(60 * n)

export const call = (at: number, more: Partial<Extract<Fact, { kind: 'call' }>> = {}): Fact => ({
  kind: 'call',
  at,
  operation: 'sales.customer.list',
  outcome: 'ok',
  durationMs: 200,
  ...more,
})

export const run = (at: number, entry: number, ok: boolean, job = 'sync_customer'): Fact => ({
  kind: 'run',
  at,
  entry,
  job,
  ok,
})

/** A call as the operation log keeps it. */
export const logged = (at: number, more: Partial<AuditRecord> = {}): AuditRecord => ({
  at,
  kind: 'erp_call',
  operation: 'sales.customer.list',
  actor: 'bot',
  outcome: 'ok',
  durationMs: 200,
  ...more,
})
