import {
  type ContactRow,
  type Crm,
  CrmError,
  type Customer,
  type CustomerOrd,
  type Employee,
  type ErpUserId,
} from '../../src/domain/index.ts'

/** An ERP in memory for tests that need its answers but not its wire. `down` makes every call unreachable. */
export class MemoryCrm implements Crm {
  readonly customers: Customer[] = []
  readonly contacts: ContactRow[] = []
  readonly staff: Employee[] = []
  readonly calls: string[] = []
  down = false

  add(customer: Omit<Partial<Customer>, 'ord'> & { ord: number; name: string }): Customer {
    const full: Customer = { ...customer, ord: customer.ord as CustomerOrd }
    this.customers.push(full)
    if (full.mobile) {
      this.contacts.push({
        contactId: full.ord * 10,
        name: full.contactName ?? full.name,
        customerOrd: full.ord,
        customerName: full.name,
        mobile: full.mobile,
      })
    }
    return full
  }

  employ(userId: number, name: string, department: string): void {
    this.staff.push({ userId: userId as ErpUserId, name, department, active: true })
  }

  #answer<T>(operation: string, value: T): Promise<T> {
    this.calls.push(operation)
    if (this.down) return Promise.reject(new CrmError('unreachable', operation, 'connect ECONNREFUSED'))
    return Promise.resolve(value)
  }

  findByKhid: Crm['findByKhid'] = (khid) =>
    this.#answer(
      'findByKhid',
      this.customers.find((c) => c.khid === khid),
    )
  findByMobile: Crm['findByMobile'] = (mobile) =>
    this.#answer(
      'findByMobile',
      this.contacts.filter((c) => c.mobile === mobile),
    )
  listCustomers: Crm['listCustomers'] = (filter, page) => {
    const rows = this.customers.filter(
      (c) =>
        (!filter.text || c.name.includes(filter.text) || c.contactName?.includes(filter.text)) &&
        (!filter.publicPool || !c.ownerName),
    )
    // A list tells the owner by name alone.
    const shown = rows.slice((page.index - 1) * page.size, page.index * page.size).map(({ ownerId: _, ...row }) => row)
    const pages = Math.max(1, Math.ceil(rows.length / page.size))
    return this.#answer('listCustomers', { rows: shown, total: rows.length, page: page.index, pages })
  }
  getCustomer: Crm['getCustomer'] = (ord) =>
    this.#answer(
      'getCustomer',
      this.customers.find((c) => c.ord === ord),
    )
  allocate: Crm['allocate'] = () => this.#answer('allocate', (900 + this.customers.length) as CustomerOrd)
  saveCustomer: Crm['saveCustomer'] = () => this.#answer('saveCustomer', undefined)
  updateCustomer: Crm['updateCustomer'] = () => this.#answer('updateCustomer', undefined)
  assign: Crm['assign'] = () => this.#answer('assign', undefined)
  addFollowUp: Crm['addFollowUp'] = () => this.#answer('addFollowUp', undefined)
  customerAction: Crm['customerAction'] = () => this.#answer('customerAction', '操作成功')
  share: Crm['share'] = () => this.#answer('share', '共享成功')
  listContacts: Crm['listContacts'] = (ord) =>
    this.#answer(
      'listContacts',
      this.contacts.filter((c) => c.customerOrd === ord),
    )
  addContact: Crm['addContact'] = () => this.#answer('addContact', undefined)
  employees: Crm['employees'] = () => this.#answer('employees', this.staff)
  health: Crm['health'] = () => ({ loggedIn: true, waiting: 0, perSecond: 0, ratePerSecond: 5, meanLatencyMs: 42 })
}
