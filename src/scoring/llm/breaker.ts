import type { Clock } from '../../shared/clock.ts'

/** Leaves a failing server alone for a while, then lets one call through to see. */
export interface Breaker {
  /** May a call start now? After the pause only one may, until its outcome is known. */
  allows(): boolean
  succeeded(): void
  failed(): void
  /** The call ended without saying anything about the server. */
  unsaid(): void
}

export function createBreaker(options: { failures: number; openMs: number; clock: Clock }): Breaker {
  const { clock } = options
  let inRow = 0
  let openUntil = 0
  let probing = false
  return {
    allows() {
      if (inRow < options.failures) return true
      if (probing || clock.now() < openUntil) return false
      probing = true
      return true
    },
    succeeded() {
      inRow = 0
      probing = false
    },
    failed() {
      inRow += 1
      probing = false
      if (inRow >= options.failures) openUntil = clock.now() + options.openMs
    },
    unsaid() {
      probing = false
    },
  }
}
