import { test } from 'vitest'
import type { OpenStore, StoreUnderTest } from '../store-contract.ts'

/** A test over a store of its own. */
export const withStore =
  (open: OpenStore) =>
  (name: string, work: (under: StoreUnderTest) => Promise<void>): void => {
    test(name, async () => {
      const under = await open()
      try {
        await work(under)
      } finally {
        await under.close()
      }
    })
  }
