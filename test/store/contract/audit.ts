import { describe, expect } from 'vitest'
import type { AuditRecord } from '../../../src/domain/index.ts'
import { start } from '../records.ts'
import type { OpenStore } from '../store-contract.ts'
import { withStore } from './setup.ts'

const record = (at: number, extra: Partial<AuditRecord> = {}): AuditRecord => ({
  at: start + at,
  kind: 'erp_call',
  operation: 'sales.customer.list',
  actor: 'sync',
  outcome: 'ok',
  ...extra,
})

export function auditContract(open: OpenStore): void {
  const it = withStore(open)
  describe('the operation log', () => {
    it('keeps every record as it was and is asked by time, number, actor and operation', async (under) => {
      const full = record(2, { khid: 'WX1', actor: '王强', request: { a: [1] }, response: '好', durationMs: 5 })
      await under.store.audit(record(1))
      await under.store.transact((tx) => tx.audit(full))
      await under.store.audit(record(3, { operation: 'login' }))
      const store = await under.reopen()
      expect(await store.auditRecords({})).toEqual([record(3, { operation: 'login' }), full, record(1)])
      expect(await store.auditRecords({ khid: 'WX1' })).toEqual([full])
      expect(await store.auditRecords({ actor: '王强' })).toEqual([full])
      expect(await store.auditRecords({ operation: 'login' })).toHaveLength(1)
      expect(await store.auditRecords({ since: start + 2, until: start + 3 })).toEqual([full])
      expect(await store.auditRecords({ limit: 2 })).toHaveLength(2)
    })
  })
}
