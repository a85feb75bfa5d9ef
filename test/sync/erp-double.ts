import {
  type ContactRow,
  type Crm,
  CrmError,
  type CrmFailure,
  type Customer,
  type CustomerDraft,
  type CustomerOrd,
  type CustomerRow,
  type ErpUserId,
  type FollowUp,
  type Khid,
} from '../../src/domain/index.ts'

/** What goes wrong with one call. `before`/`after`: whether the ERP carried it out; a lie answers 成功 and stores nothing. */
export type Fault =
  | { failure: CrmFailure; when: 'before' | 'after'; message?: string }
  | { lie: true }
  | { slowMs: number }

export interface StoredCustomer extends Customer {
  notes: FollowUp[]
  assigned: number
  poolOpen: boolean
}

type Operation = keyof Crm

/** An ERP with memory: allocates, saves, assigns, keeps notes; strict about unknown ids; goes wrong on demand. */
export class ErpDouble implements Crm {
  readonly customers = new Map<number, StoredCustomer>()
  readonly calls: Array<{ operation: string; ord?: number }> = []
  readonly fired: Record<string, number> = {}
  /** Next faults by operation, or by any (`*`). */
  readonly faults = new Map<Operation | '*', Fault[]>()
  /** Decides for every call, after the queue of faults. */
  chance: ((operation: string) => Fault | undefined) | undefined
  down = false
  sleep: (ms: number) => Promise<void> = async () => {}
  #next = 1000

  fail(operation: Operation | '*', ...faults: Fault[]): void {
    this.faults.set(operation, [...(this.faults.get(operation) ?? []), ...faults])
  }

  count(operation: string): number {
    return this.calls.filter((call) => call.operation === operation).length
  }

  async #do<T>(operation: Operation, ord: number | undefined, act: () => T, lied: T): Promise<T> {
    this.calls.push({ operation, ord })
    if (this.down) throw new CrmError('unreachable', operation, 'connect ECONNREFUSED')
    const fault = this.faults.get(operation)?.shift() ?? this.faults.get('*')?.shift() ?? this.chance?.(operation)
    if (!fault) return act()
    if ('slowMs' in fault) {
      this.#fired('slow')
      await this.sleep(fault.slowMs)
      return act()
    }
    if ('lie' in fault) {
      this.#fired('lie')
      return lied
    }
    this.#fired(`${fault.failure}_${fault.when}`)
    if (fault.when === 'after') act()
    throw new CrmError(fault.failure, operation, fault.message ?? fault.failure, { serverMessage: fault.message })
  }

  #fired(name: string): void {
    this.fired[name] = (this.fired[name] ?? 0) + 1
  }

  #standing(ord: number, operation: string): StoredCustomer {
    const customer = this.customers.get(ord)
    if (!customer) throw new CrmError('refused', operation, '客户不存在', { serverMessage: '客户不存在' })
    return customer
  }

  /** A customer somebody entered by hand. */
  enter(customer: Omit<Partial<StoredCustomer>, 'ord'> & { name: string }): CustomerOrd {
    const ord = this.#next++ as CustomerOrd
    this.customers.set(ord, { notes: [], assigned: 0, poolOpen: false, ...customer, ord })
    return ord
  }

  findByKhid: Crm['findByKhid'] = (khid) =>
    this.#do('findByKhid', undefined, () => this.all().find((c) => c.khid === khid), undefined)

  findByMobile: Crm['findByMobile'] = (mobile) =>
    this.#do(
      'findByMobile',
      undefined,
      () =>
        this.all()
          .filter((c) => c.mobile === mobile)
          .map((c): ContactRow => ({ contactId: c.ord, name: c.contactName ?? c.name, customerOrd: c.ord, mobile })),
      [],
    )

  listCustomers: Crm['listCustomers'] = (filter, page) =>
    this.#do(
      'listCustomers',
      undefined,
      () => {
        const rows = this.all()
          .filter((c) => !filter.name || c.name.includes(filter.name))
          .filter((c) => !filter.publicPool || c.poolOpen)
          .sort((a, b) => b.ord - a.ord)
        const shown = rows.slice((page.index - 1) * page.size, page.index * page.size)
        return {
          rows: shown.map(
            ({ ord, name, ownerName, mobile, latestNote, contactName }): CustomerRow => ({
              ord,
              name,
              ownerName,
              mobile,
              latestNote,
              contactName,
            }),
          ),
          total: rows.length,
          page: page.index,
          pages: Math.max(1, Math.ceil(rows.length / page.size)),
        }
      },
      { rows: [], total: 0, page: 1, pages: 1 },
    )

  getCustomer: Crm['getCustomer'] = (ord) => this.#do('getCustomer', ord, () => this.customers.get(ord), undefined)

  allocate: Crm['allocate'] = () => this.#do('allocate', undefined, () => this.#next++ as CustomerOrd, 0 as CustomerOrd)

  saveCustomer: Crm['saveCustomer'] = (ord, draft) =>
    this.#do('saveCustomer', ord, () => this.#save(ord, draft), undefined)

  #save(ord: CustomerOrd, draft: CustomerDraft): void {
    const twin = this.all().find(
      (c) => c.ord !== ord && (c.khid === draft.khid || (draft.type === 'company' && c.name === draft.name)),
    )
    if (twin) throw new CrmError('refused', 'saveCustomer', '客户名称重复', { serverMessage: '客户名称重复' })
    const before = this.customers.get(ord)
    this.customers.set(ord, {
      notes: [],
      assigned: 0,
      poolOpen: false,
      ...before,
      ...(draft as Partial<Customer>),
      name: draft.name,
      ord,
    })
  }

  updateCustomer: Crm['updateCustomer'] = (ord, changes) =>
    this.#do(
      'updateCustomer',
      ord,
      () => {
        Object.assign(this.#standing(ord, 'updateCustomer'), changes)
      },
      undefined,
    )

  assign: Crm['assign'] = (ord, target) =>
    this.#do(
      'assign',
      ord,
      () => {
        const customer = this.#standing(ord, 'assign')
        customer.assigned++
        customer.poolOpen = target.kind === 'public_pool'
        customer.ownerId = target.kind === 'users' ? (target.userIds[0] as ErpUserId) : undefined
        customer.ownerName = target.kind === 'users' ? `员工${target.userIds[0]}` : undefined
      },
      undefined,
    )

  addFollowUp: Crm['addFollowUp'] = (ord, note) =>
    this.#do(
      'addFollowUp',
      ord,
      () => {
        const customer = this.#standing(ord, 'addFollowUp')
        customer.notes.push(note)
        customer.latestNote = note.text
      },
      undefined,
    )

  customerAction: Crm['customerAction'] = (ord) => this.#do('customerAction', ord, () => '操作成功', '操作成功')
  share: Crm['share'] = (ord) => this.#do('share', ord, () => '共享成功', '共享成功')
  listContacts: Crm['listContacts'] = (ord) => this.#do('listContacts', ord, () => [], [])
  addContact: Crm['addContact'] = (ord) => this.#do('addContact', ord, () => undefined, undefined)
  employees: Crm['employees'] = () => this.#do('employees', undefined, () => [], [])
  health: Crm['health'] = () => ({ loggedIn: true, waiting: 0, perSecond: 0, ratePerSecond: 5, meanLatencyMs: 1 })

  all(): StoredCustomer[] {
    return [...this.customers.values()]
  }

  /** What counts: customers by khid, their owner and their notes' markers; no ids that differ from run to run. */
  state(): Array<{ khid?: Khid; name: string; mobile?: string; owner?: number; notes: string[] }> {
    return this.all()
      .map((c) => ({
        khid: c.khid,
        name: c.name,
        mobile: c.mobile,
        owner: c.ownerId,
        notes: c.notes.map((n) => n.text).sort(),
      }))
      .sort((a, b) => String(a.khid).localeCompare(String(b.khid)))
  }
}
