import type { InboundMessage } from '../../src/domain/index.ts'

/** What one life of the victim is to do. */
export interface Orders {
  dataDir: string
  erp: { baseUrl: string; username: string; password: string }
  ratePerSecond: number
  timeoutMs: number
  /** Keeps the rate also over restarts; costs each life a second. */
  waitFirstWindow: boolean
  /** Its time, the same for all lives; see `fasterClock`. */
  time: { from: number; since: number; times: number }
  feed: InboundMessage[]
  /** Kills itself when this point is reached for the nth time. */
  dieAt?: { point: string; nth: number }
}

/** What the victim tells. */
export type Report =
  | { kind: 'started' }
  | { kind: 'point'; point: string }
  | { kind: 'received'; id: string; answer: 'new' | 'duplicate' }
  | { kind: 'said'; text: string }
  /** What the ERP only said it had stored was found missing. */
  | { kind: 'resaved' }
  | { kind: 'drained'; dead: number; reasons: string[] }
