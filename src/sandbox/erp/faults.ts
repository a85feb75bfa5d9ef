/**
 * What can go wrong with a call. `before`: nothing was carried out; `after`: it was, the caller does not know.
 * `refused`: after the call was answered nobody listens for `ms`, so that the next connection is refused.
 * `html_*`, `malformed_json` and `truncated_json` follow `carriedOut`.
 */
export const faultKinds = [
  'timeout_before',
  'timeout_after',
  'reset_before',
  'reset_after',
  'refused',
  'html_500',
  'html_200',
  'malformed_json',
  'truncated_json',
  'slow',
  'expired_session',
  'busy',
  'too_many',
  'ghost_save',
] as const
export type FaultKind = (typeof faultKinds)[number]

export interface FaultRule {
  kind: FaultKind
  /** Part of the path, any case. @default any call */
  path?: string
  /** `customer.save`, or `customer.*`. @default any call */
  operation?: string
  /** Lets so many fitting calls pass first. @default 0 */
  skip?: number
  /** Fires at most so often. @default 1, without limit where `probability` is given */
  times?: number
  /** Chance for each fitting call, 0–1. @default 1 */
  probability?: number
  /** Makes `probability` repeatable. @default 1 */
  seed?: number
  /** `slow`, `refused`: how long, ms. `timeout_*`: cut after this long, 0 = never. `too_many`: Retry-After. */
  ms?: number
  /** Garbled answers: whether the call was carried out. @default true for the JSON kinds, false for HTML */
  carriedOut?: boolean
}

export interface FaultReport extends FaultRule {
  id: number
  fired: number
}

interface Armed extends FaultReport {
  seen: number
  random: () => number
}

/** Rules in the order in which they were armed; the first that fits a call and is due hits it. */
export class Faults {
  #armed: Armed[] = []
  #next = 1

  inject(rule: FaultRule): number {
    const id = this.#next++
    this.#armed.push({ ...rule, id, fired: 0, seen: 0, random: seeded(rule.seed ?? 1) })
    return id
  }

  /** The fault that hits this call; counts it. */
  take(path: string, operation: string): FaultRule | undefined {
    for (const rule of this.#armed) {
      if (!fits(rule, path, operation) || rule.fired >= limitOf(rule)) continue
      if (rule.seen++ < (rule.skip ?? 0)) continue
      if (rule.probability !== undefined && rule.random() >= rule.probability) continue
      rule.fired++
      return rule
    }
    return undefined
  }

  report(): FaultReport[] {
    return this.#armed.map(({ seen: _, random: __, ...rule }) => rule)
  }

  clear(): void {
    this.#armed = []
  }
}

const limitOf = (rule: FaultRule): number => rule.times ?? (rule.probability === undefined ? 1 : Infinity)

function fits(rule: FaultRule, path: string, operation: string): boolean {
  if (rule.path && !path.toLowerCase().includes(rule.path.toLowerCase())) return false
  if (!rule.operation) return true
  return rule.operation.endsWith('*') ? operation.startsWith(rule.operation.slice(0, -1)) : operation === rule.operation
}

/** A linear congruential generator: numbers in [0, 1), the same ones for the same seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
