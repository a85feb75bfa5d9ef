import type { ErpSandbox, FaultRule } from '../../src/sandbox/erp/index.ts'

/** Numbers in [0, 1), the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const writes = ['customer.allocate', 'customer.save', 'customer.assign', 'note.add', 'contact.save'] as const
const reads = ['contact.list', 'customer.list', 'customer.detail'] as const
const all = [...writes, ...reads]

interface Trouble {
  name: string
  rule: Omit<FaultRule, 'operation'>
  on: readonly string[]
}

/** The list of what an ERP does to a caller. */
export const troubles: readonly Trouble[] = [
  { name: 'write: time-out before commit', rule: { kind: 'timeout_before' }, on: writes },
  { name: 'write: time-out after commit', rule: { kind: 'timeout_after' }, on: writes },
  { name: 'write: reset before commit', rule: { kind: 'reset_before' }, on: writes },
  { name: 'write: reset after commit', rule: { kind: 'reset_after' }, on: writes },
  { name: 'write: HTML 500, not carried out', rule: { kind: 'html_500', carriedOut: false }, on: writes },
  { name: 'write: HTML 500, carried out', rule: { kind: 'html_500', carriedOut: true }, on: writes },
  { name: 'write: HTML 200, carried out', rule: { kind: 'html_200', carriedOut: true }, on: writes },
  { name: 'write: malformed JSON', rule: { kind: 'malformed_json' }, on: writes },
  { name: 'write: truncated JSON', rule: { kind: 'truncated_json' }, on: writes },
  { name: 'read: time-out', rule: { kind: 'timeout_before' }, on: reads },
  { name: 'read: truncated JSON', rule: { kind: 'truncated_json' }, on: reads },
  { name: 'expired session', rule: { kind: 'expired_session' }, on: all },
  { name: '429', rule: { kind: 'too_many' }, on: all },
  { name: 'busy', rule: { kind: 'busy' }, on: all },
  { name: 'refused connections', rule: { kind: 'refused', ms: 300 }, on: all },
  { name: 'slow answer', rule: { kind: 'slow', ms: 700 }, on: all },
  { name: '保存成功 and nothing stored', rule: { kind: 'ghost_save' }, on: ['customer.save'] },
]

/** Arms some of them for each life, first those that have not fired yet. */
export class Mischief {
  readonly #erp: ErpSandbox
  readonly #random: () => number
  readonly #armed = new Map<number, string>()
  /** How often each has fired. */
  readonly fired: Record<string, number> = Object.fromEntries(troubles.map(({ name }) => [name, 0]))

  constructor(erp: ErpSandbox, random: () => number) {
    this.#erp = erp
    this.#random = random
  }

  arm(count: number): void {
    this.end()
    const rarest = troubles
      .map((trouble) => ({ trouble, order: (this.fired[trouble.name] ?? 0) + this.#random() }))
      .sort((a, b) => a.order - b.order)
    for (const { trouble } of rarest.slice(0, count)) {
      const operation = trouble.on[Math.floor(this.#random() * trouble.on.length)]
      const skip = this.fired[trouble.name] ? Math.floor(this.#random() * 4) : 0
      this.#armed.set(this.#erp.inject({ ...trouble.rule, operation, skip }), trouble.name)
    }
  }

  /** No more trouble. */
  end(): void {
    for (const { id, fired } of this.#erp.faults()) {
      const name = this.#armed.get(id)
      if (name) this.fired[name] = (this.fired[name] ?? 0) + fired
    }
    this.#armed.clear()
    this.#erp.clearFaults()
  }

  get unfired(): string[] {
    return troubles.map(({ name }) => name).filter((name) => !this.fired[name])
  }
}
