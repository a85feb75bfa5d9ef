import { AsyncLocalStorage } from 'node:async_hooks'
import { StoreError } from './errors.ts'

/** Refuses work that asks for a transaction from within one: with one connection it would wait for itself. */
export function outsideOnly() {
  const inside = new AsyncLocalStorage<true>()
  return {
    enter: <T>(work: () => Promise<T>): Promise<T> => inside.run(true, work),
    refusal(): StoreError | undefined {
      if (!inside.getStore()) return undefined
      return new StoreError(
        'store_failed',
        'a transaction may use its own tx only: asking the store would wait for ever',
      )
    },
  }
}
