import { describe } from 'vitest'
import type { Store } from '../../src/domain/index.ts'
import type { TestClock } from '../support/test-clock.ts'
import { auditContract } from './contract/audit.ts'
import { customerContract } from './contract/customers.ts'
import { leadContract } from './contract/leads.ts'
import { messageContract } from './contract/messages.ts'
import { outboxContract } from './contract/outbox.ts'
import { outboxEntriesContract } from './contract/outbox-entries.ts'
import { outboxModelContract } from './contract/outbox-model.ts'
import { promptContract } from './contract/prompts.ts'
import { threadContract } from './contract/threads.ts'
import { timeContract } from './contract/times.ts'

/** A store of its own for one test, and what the test needs to look at it. */
export interface StoreUnderTest {
  store: Store
  clock: TestClock
  /** Closes and opens again over the same data. */
  reopen(): Promise<Store>
  close(): Promise<void>
}

export type OpenStore = () => Promise<StoreUnderTest>

/** What a store must do, whatever it is built on. Run against every implementation of the port. */
export function storeContract(name: string, open: OpenStore): void {
  describe(name, () => {
    messageContract(open)
    threadContract(open)
    leadContract(open)
    outboxContract(open)
    outboxEntriesContract(open)
    outboxModelContract(open)
    timeContract(open)
    promptContract(open)
    customerContract(open)
    auditContract(open)
  })
}
