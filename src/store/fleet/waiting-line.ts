import type { Slot } from './slots.ts'

export interface Waiter {
  priority: number
  /** The waiter's turn has come. */
  give(slot: Slot): void
  fail(error: unknown): void
}

/** Who waits for a slot: the best priority first (0), then who came first. */
export function createWaitingLine() {
  const waiters: Waiter[] = []

  const remove = (waiter: Waiter) => {
    const at = waiters.indexOf(waiter)
    if (at >= 0) waiters.splice(at, 1)
  }

  return {
    get length() {
      return waiters.length
    },
    wait(priority: number, signal: AbortSignal | undefined): Promise<Slot> {
      return new Promise((done, fail) => {
        if (signal?.aborted) return fail(signal.reason)
        const onAbort = () => waiter.fail(signal?.reason)
        const end = () => {
          signal?.removeEventListener('abort', onAbort)
          remove(waiter)
        }
        const waiter: Waiter = {
          priority,
          give(slot) {
            end()
            done(slot)
          },
          fail(error) {
            end()
            fail(error)
          },
        }
        signal?.addEventListener('abort', onAbort, { once: true })
        const behind = waiters.findIndex((other) => other.priority > priority)
        waiters.splice(behind < 0 ? waiters.length : behind, 0, waiter)
      })
    },
    next: (): Waiter | undefined => waiters[0],
    failAll(error: unknown): void {
      for (const waiter of [...waiters]) waiter.fail(error)
    },
  }
}
