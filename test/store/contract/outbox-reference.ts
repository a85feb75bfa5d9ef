import type { EntryId, EntryState, Transition } from '../../../src/domain/index.ts'

export interface ModelEntry {
  id: EntryId
  lane: string
  priority: number
  dueAt: number
  dedupeKey?: string
  state: EntryState
  fence: number
  leaseUntil: number
  attempts: number
  started: boolean
}

export interface Model {
  now: number
}

const isOpen = (one: ModelEntry) => one.state === 'ready' || one.state === 'running'

/** The outbox in its plainest words: a list, looked through from the start each time. */
export class OutboxModel implements Model {
  now: number
  readonly scope: string
  readonly #entries: ModelEntry[] = []

  constructor(now: number, scope: string) {
    this.now = now
    this.scope = scope
  }

  all(): readonly ModelEntry[] {
    return this.#entries
  }

  nth(n: number): ModelEntry | undefined {
    return this.#entries[n % Math.max(1, this.#entries.length)]
  }

  enqueue(id: EntryId | undefined, entry: Pick<ModelEntry, 'lane' | 'priority' | 'dueAt' | 'dedupeKey'>): boolean {
    const known = entry.dedupeKey !== undefined && this.#entries.some((one) => one.dedupeKey === entry.dedupeKey)
    if (known || id === undefined) return false
    this.#entries.push({ ...entry, id, state: 'ready', fence: 0, leaseUntil: 0, attempts: 0, started: false })
    return true
  }

  claim(limit: number, leaseMs: number): ModelEntry[] {
    const lanes = [...new Set(this.#entries.map((one) => one.lane))]
    const heads = lanes.flatMap((lane) => {
      const open = this.#entries.filter((one) => one.lane === lane && isOpen(one))
      const head = open[0]
      if (!head || open.some((one) => one.state === 'running') || head.dueAt > this.now) return []
      return [{ head, rank: Math.min(...open.map((one) => one.priority)) }]
    })
    heads.sort((a, b) => a.rank - b.rank || a.head.dueAt - b.head.dueAt || a.head.id - b.head.id)
    const left = this.#entries
      .filter((one) => one.state === 'running' && one.leaseUntil < this.now)
      .sort((a, b) => a.leaseUntil - b.leaseUntil || a.id - b.id)
    const taken = [...heads.map(({ head }) => head), ...left].slice(0, limit)
    for (const one of taken)
      Object.assign(one, { state: 'running', fence: one.fence + 1, leaseUntil: this.now + leaseMs })
    return taken
  }

  #held(id: EntryId, fence: number): ModelEntry | undefined {
    return this.#entries.find((one) => one.id === id && one.fence === fence && one.state === 'running')
  }

  finish(id: EntryId, fence: number, end: Transition): boolean {
    const one = this.#held(id, fence)
    if (!one) return false
    one.state = end.state
    if (end.state === 'ready') {
      one.dueAt = end.dueAt
      one.attempts += Number(end.counts)
    }
    return true
  }

  step(id: EntryId): boolean {
    const one = this.#entries.find((known) => known.id === id && known.state === 'running')
    if (one) one.started = true
    return one !== undefined
  }

  decide(id: EntryId, what: 'retry' | 'discard' | 'cancel'): boolean {
    const one = this.#entries.find((known) => known.id === id)
    if (!one) return false
    if (what === 'retry') {
      if (one.state !== 'dead' && one.state !== 'expired') return false
      Object.assign(one, { state: 'ready', dueAt: this.now, attempts: 0 })
      return true
    }
    const allowed = what === 'discard' ? ['dead', 'ready'] : ['ready']
    if (!allowed.includes(one.state) || (what === 'cancel' && one.started)) return false
    one.state = 'cancelled'
    return true
  }
}
