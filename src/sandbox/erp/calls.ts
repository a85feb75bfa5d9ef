/** One ERP call as the server saw it. */
export interface CallRecord {
  /** 1, 2, 3 … since the start. */
  number: number
  /** Arrival in ms, monotonic, with fractions. */
  at: number
  path: string
  /** `customer.save`, `contact.list` …; `no_such_page` for an unknown path. */
  operation: string
  session: string
  outcome: Outcome
  /** The fault that hit it. */
  fault?: string
}

/** `open`: no answer yet. `cut`: never answered. */
export type Outcome = 'open' | 'done' | 'refused' | 'no_session' | 'busy' | 'error' | 'cut'

/** The latest calls, and the most that came in any sliding second. */
export class Calls {
  readonly #keep: number
  #kept: CallRecord[] = []
  #counts = new Map<string, number>()
  #total = 0
  // Arrivals of the last second: a queue in an array, read from #head on.
  #recent: number[] = []
  #head = 0
  #most = 0

  constructor(keep: number) {
    this.#keep = keep
  }

  arrive(at: number, path: string): CallRecord {
    this.#total++
    this.#slide(at)
    const call: CallRecord = { number: this.#total, at, path, operation: '', session: '', outcome: 'open' }
    this.#kept.push(call)
    // In batches, so that dropping stays cheap.
    if (this.#kept.length > this.#keep * 1.25) this.#kept = this.#kept.slice(-this.#keep)
    return call
  }

  name(call: CallRecord, operation: string): void {
    call.operation = operation
    this.#counts.set(operation, (this.#counts.get(operation) ?? 0) + 1)
  }

  #slide(at: number): void {
    this.#recent.push(at)
    while ((this.#recent[this.#head] as number) <= at - 1000) this.#head++
    if (this.#head > 4096) {
      this.#recent = this.#recent.slice(this.#head)
      this.#head = 0
    }
    this.#most = Math.max(this.#most, this.perSecond)
  }

  /** Arrivals within the second that ends with the latest call. */
  get perSecond(): number {
    return this.#recent.length - this.#head
  }

  get most(): number {
    return this.#most
  }

  get kept(): readonly CallRecord[] {
    return this.#kept
  }

  count(operation?: string): number {
    return operation === undefined ? this.#total : (this.#counts.get(operation) ?? 0)
  }

  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts)
  }

  clear(): void {
    this.#kept = []
    this.#counts = new Map()
    this.#recent = []
    this.#head = 0
    this.#most = 0
    this.#total = 0
  }
}
