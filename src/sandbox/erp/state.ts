import type { JournalEntry } from './journal.ts'
import type { Contact, Contract, Customer, Note, NoteSubject, Product, Project, Stock } from './model.ts'
import { SubstringIndex } from './substring-index.ts'

/** What stands in the ERP. Everything is stored through `put*`, so that the journal and the indexes see it. */
export class State {
  readonly customers = new Map<number, Customer>()
  readonly contacts = new Map<number, Contact>()
  /** Allocated and not yet saved: `ord` → proposed number. */
  readonly allocated = new Map<number, string>()
  readonly allocatedContacts = new Set<number>()
  readonly contracts = new Map<number, Contract>()
  readonly projects = new Map<number, Project>()
  readonly products = new Map<number, Product>()
  readonly stock = new Map<number, Stock>()
  readonly #notes = new Map<string, Note[]>()
  readonly #byKhid = new Map<string, number>()
  readonly #byName = new Map<string, Set<number>>()
  readonly #byMobile = new Map<string, Set<number>>()
  readonly #contactsOf = new Map<number, number[]>()
  readonly khids = new SubstringIndex(4)
  readonly names = new SubstringIndex(2)
  readonly mobiles = new SubstringIndex(4)
  /** Counts every change; what was found before a change may be stale after it. */
  version = 0
  #nextOrd = 1001
  #nextPerson = 5001
  #nextNote = 1
  /** A save that answers 保存成功 and stores nothing. */
  #ghost = false
  readonly #record: (entry: JournalEntry) => void

  constructor(record: (entry: JournalEntry) => void) {
    this.#record = record
  }

  /** Carries `work` out without keeping what it stores. */
  pretend<T>(work: () => T): T {
    const before = this.#ghost
    this.#ghost = true
    try {
      return work()
    } finally {
      this.#ghost = before
    }
  }

  /** The `ord` that the next customer gets. */
  get nextOrd(): number {
    return this.#nextOrd
  }

  allocate(): number {
    const ord = this.#nextOrd
    this.#store('allocated', ord)
    return ord
  }

  allocateContact(): number {
    const person = this.#nextPerson
    this.#store('person', person)
    return person
  }

  putCustomer(customer: Customer): void {
    this.#store('customer', customer)
  }

  putContact(contact: Contact): void {
    this.#store('contact', contact)
  }

  putNote(note: Omit<Note, 'id'>): void {
    this.#store('note', { ...note, id: this.#nextNote })
  }

  putContract(contract: Contract): void {
    this.#store('contract', contract)
  }

  putProduct(product: Product): void {
    this.#store('product', product)
  }

  byKhid(khid: string): Customer | undefined {
    const ord = this.#byKhid.get(khid)
    return ord === undefined ? undefined : this.customers.get(ord)
  }

  namesakes(name: string): Customer[] {
    return [...(this.#byName.get(name) ?? [])].flatMap((ord) => this.customers.get(ord) ?? [])
  }

  contactsWithMobile(mobile: string): Contact[] {
    return [...(this.#byMobile.get(mobile) ?? [])].flatMap((person) => this.contacts.get(person) ?? [])
  }

  contactsOf(ord: number): Contact[] {
    return (this.#contactsOf.get(ord) ?? []).flatMap((person) => this.contacts.get(person) ?? [])
  }

  notesOf(subject: NoteSubject, ord: number): readonly Note[] {
    return this.#notes.get(`${subject} ${ord}`) ?? []
  }

  allNotes(): Note[] {
    return [...this.#notes.values()].flat()
  }

  #store(kind: string, value: unknown): void {
    if (this.#ghost) return
    this.apply({ kind, value })
    this.#record({ kind, value })
  }

  /** Takes over what came to be, now or before a restart. */
  apply({ kind, value }: JournalEntry): void {
    this.version++
    switch (kind) {
      case 'allocated':
        this.#applyAllocated(value as number)
        break
      case 'person':
        this.allocatedContacts.add(value as number)
        this.#nextPerson = Math.max(this.#nextPerson, (value as number) + 1)
        break
      case 'customer':
        this.#applyCustomer(value as Customer)
        break
      case 'contact':
        this.#applyContact(value as Contact)
        break
      case 'note':
        this.#applyNote(value as Note)
        break
      case 'contract':
        this.contracts.set((value as Contract).ord, value as Contract)
        break
      case 'project':
        this.projects.set((value as Project).ord, value as Project)
        break
      case 'product':
        this.products.set((value as Product).ord, value as Product)
        break
      case 'stock':
        this.stock.set((value as Stock).ord, value as Stock)
        break
    }
  }

  #applyAllocated(ord: number): void {
    this.allocated.set(ord, proposedKhid(ord))
    this.#nextOrd = Math.max(this.#nextOrd, ord + 1)
  }

  #applyCustomer(customer: Customer): void {
    const { ord } = customer
    const before = this.customers.get(ord)
    this.customers.set(ord, customer)
    this.allocated.delete(ord)
    this.#nextOrd = Math.max(this.#nextOrd, ord + 1)
    const { khid = '', name = '' } = customer.fields
    if (before?.fields.khid !== khid) {
      if (before?.fields.khid) this.#byKhid.delete(before.fields.khid)
      if (khid) this.#byKhid.set(khid, ord)
      this.khids.add(ord, khid)
    }
    if (before?.fields.name !== name) {
      if (before?.fields.name) this.#byName.get(before.fields.name)?.delete(ord)
      addTo(this.#byName, name, ord)
      this.names.add(ord, name)
    }
  }

  #applyContact(contact: Contact): void {
    const { person, company } = contact
    const before = this.contacts.get(person)
    this.contacts.set(person, contact)
    this.allocatedContacts.delete(person)
    this.#nextPerson = Math.max(this.#nextPerson, person + 1)
    if (before?.company !== company) {
      if (before) {
        const others = (this.#contactsOf.get(before.company) ?? []).filter((id) => id !== person)
        this.#contactsOf.set(before.company, others)
      }
      this.#contactsOf.set(company, [...(this.#contactsOf.get(company) ?? []), person])
    }
    const { mobile = '' } = contact.fields
    if ((before?.fields.mobile ?? '') !== mobile) {
      if (before?.fields.mobile) this.#byMobile.get(before.fields.mobile)?.delete(person)
      if (mobile) addTo(this.#byMobile, mobile, person)
      this.mobiles.add(person, mobile)
    }
  }

  #applyNote(note: Note): void {
    const key = `${note.subject} ${note.ord}`
    const notes = this.#notes.get(key)
    if (notes) notes.push(note)
    else this.#notes.set(key, [note])
    this.#nextNote = Math.max(this.#nextNote, note.id + 1)
    const customer = note.subject === 'tel' ? this.customers.get(note.ord) : undefined
    if (customer) this.customers.set(note.ord, { ...customer, latestNote: note.text })
  }
}

/** The number that a fresh document proposes. */
export const proposedKhid = (ord: number): string => `KH${String(ord).padStart(6, '0')}`

function addTo(map: Map<string, Set<number>>, key: string, id: number): void {
  const ids = map.get(key)
  if (ids) ids.add(id)
  else map.set(key, new Set([id]))
}
