import { type CustomerOrd, type FieldValue, type Lead, sameCompany } from '../domain/index.ts'
import type { SyncContext } from './context.ts'

/**
 * A customer was renamed in the ERP: his leads are called so as well (RULES.md: the ERP wins for 公司 and 姓名), but for one
 * that says something newer than either name.
 */
export async function takeName(
  { store, clock }: Pick<SyncContext, 'store' | 'clock'>,
  ord: CustomerOrd,
  from: string,
  to: string,
): Promise<void> {
  await store.transact(async (tx) => {
    for (const lead of await tx.leadsOfCustomer(ord)) {
      const next = renamed(lead, from, { value: to, source: 'erp', confidence: 1, at: clock.now() })
      if (next) await tx.saveLead(next)
    }
  })
}

function renamed(lead: Lead, from: string, to: FieldValue): Lead | undefined {
  const field = lead.fields.company ? 'company' : 'name'
  const value = lead.fields[field]?.value
  if (lead.mergedInto || value === undefined || (value !== from && !sameCompany(value, from))) return undefined
  return { ...lead, fields: { ...lead.fields, [field]: to }, version: lead.version + 1 }
}
