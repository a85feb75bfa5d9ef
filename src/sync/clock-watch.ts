import type { Store } from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'

/** Smaller steps back are the clock being trimmed. */
const noticedMs = 30_000

/**
 * Sees when the clock is set back and moves what waits for a time with it: nothing stalls for the hour that comes twice,
 * nothing comes before its turn.
 */
export function createClockWatch({ clock, store, logger }: { clock: Clock; store: Store; logger: Logger }) {
  let last = clock.now()
  return {
    async look(): Promise<void> {
      const now = clock.now()
      const byMs = now - last
      last = now
      if (byMs > -noticedMs) return
      logger.warn('clock_set_back', { byMs })
      await store.moveDueTimes(byMs)
    },
  }
}
