import type { Crm, CustomerOrd } from '../../src/domain/index.ts'

/** An ERP that takes no time and knows nobody: what is left is our own work. */
export function instantErp(): Crm {
  let next = 10_000_000
  const nothing = async () => undefined
  const crm: Partial<Record<keyof Crm, unknown>> = {
    findByKhid: nothing,
    findByMobile: async () => [],
    listCustomers: async () => ({ rows: [], total: 0, page: 1, pages: 1 }),
    getCustomer: async (ord: CustomerOrd) => ({ ord, name: '李强', contacts: [] }),
    allocate: async () => ++next as CustomerOrd,
    saveCustomer: nothing,
    assign: nothing,
    addFollowUp: nothing,
    health: () => ({ loggedIn: true, waiting: 0, perSecond: 0, ratePerSecond: 1_000, meanLatencyMs: 0 }),
  }
  return crm as unknown as Crm
}
