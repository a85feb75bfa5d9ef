import type { Turn } from './signals/fulfilment.ts'
import type { SalesContext } from './signals/sales-context.ts'
import type { Traces } from './signals/traces.ts'
import { emptyWording, type WordingState } from './wording/wording-state.ts'

/** What intent needs to remember: one trace per signal, never a list of messages. Plain JSON. */
export interface IntentState {
  seq: number
  customerMessages: number
  salesMessages: number
  firstAt: number
  lastCustomerAt: number
  /** Last time the customer said something that keeps his request alive. */
  anchorAt: number
  live: Traces
  /** Evidence from before a refusal; comes back when he takes the refusal back. */
  closed: Traces
  /** Positions in `sellerHints`. */
  hints: number[]
  /** The sales side's words that the customer's next turn answers. */
  context?: SalesContext
  /** The customer's last turn, for our side's answer to it. */
  turn?: Turn & { quote: string; messageId: string; at: number }
  /** Our side turned an offer away. */
  declined?: boolean
  /** The customer has spoken since `context` was made: the next sales message begins anew. */
  answered: boolean
  /** Somebody else has just offered something in the group: a no is said to him. */
  beside?: boolean
  /** He named goods of the house, by its own list. */
  house?: boolean
  wording: WordingState
}

export const emptyIntent = (): IntentState => ({
  seq: 0,
  customerMessages: 0,
  salesMessages: 0,
  firstAt: 0,
  lastCustomerAt: 0,
  anchorAt: 0,
  live: {},
  closed: {},
  hints: [],
  answered: true,
  wording: emptyWording(),
})
