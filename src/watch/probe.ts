import { type Crm, callPriority } from '../domain/index.ts'
import type { Reach } from './reach.ts'

/** Asks the ERP something small when nobody else has asked for a while. */
export interface Probe {
  /** Looks whether it is time. `maxSilentMs`: how old the last sign may be. Returns at once. */
  look(maxSilentMs?: number): void
}

/** A quiet night must not hide that the ERP is away: a call every five minutes, more often while it does not answer. */
const idleMs = 5 * 60_000
const doubtMs = 15_000

export function createProbe(crm: Pick<Crm, 'listCustomers'>, reach: Reach, onFault: (error: unknown) => void): Probe {
  let asking = false
  async function ask(): Promise<void> {
    asking = true
    try {
      await crm.listCustomers({}, { index: 1, size: 1 }, { actor: 'watch', priority: callPriority.backlog })
    } catch (error) {
      // How it failed is heard where all calls are.
      onFault(error)
    } finally {
      asking = false
    }
  }
  return {
    look(maxSilentMs = reach.well() ? idleMs : doubtMs) {
      if (!asking && reach.silentMs() >= maxSilentMs) void ask()
    },
  }
}
