import type { Clock } from '../../shared/clock.ts'
import { dropOldest } from '../../shared/collections.ts'

const most = 5
const withinMs = 60_000
const remembered = 1_000

export interface Attempts {
  /** Too many wrong tokens came from there within a minute. */
  blocked(from: string): boolean
  failed(from: string): void
  succeeded(from: string): void
}

/** Slows down whoever guesses. */
export function createAttempts(clock: Clock): Attempts {
  const failures = new Map<string, number[]>()
  const recent = (from: string) => (failures.get(from) ?? []).filter((at) => Math.abs(clock.now() - at) < withinMs)
  return {
    blocked: (from) => recent(from).length >= most,
    failed(from) {
      const times = [...recent(from), clock.now()]
      failures.delete(from)
      failures.set(from, times)
      dropOldest(failures, remembered)
    },
    succeeded: (from) => void failures.delete(from),
  }
}
