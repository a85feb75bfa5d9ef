import type { CallPriority } from './crm.ts'

/** One HTTP call's way past the gate. */
export interface GatePass {
  /** Resolves when the call may leave; called right before its bytes go out. */
  depart(signal?: AbortSignal): Promise<void>
  /** The bytes were handed to the network. */
  sent(): void
  /** The server has answered: it has seen the call by now. */
  answered(): void
}

export interface GateState {
  /** Calls that wait. */
  waiting: number
  /** Calls that left within the last second. */
  perSecond: number
  ratePerSecond: number
  /** Everyone waits until then, epoch ms. */
  pausedUntil?: number
}

/** Holds back HTTP calls so that the ERP never sees more than its rate. In memory by default; several processes share one. */
export interface RateGate {
  /** Runs `work` when it is its turn. `signal` takes a waiting call out; a running one watches it itself. */
  run<T>(work: (pass: GatePass) => Promise<T>, options: { priority: CallPriority; signal?: AbortSignal }): Promise<T>
  /** Nobody leaves for so long, ms. A shorter pause does not cut a longer one. */
  pause(ms: number): void
  state(): GateState
  close(): Promise<void>
}

export interface StoredSession {
  token: string
  /** When it was made, epoch ms. */
  at: number
  /** `appversion` of the server. */
  version?: string
}

/** A login the server refused: never tried again with the same credentials. */
export interface LoginRefusal {
  /** Stands for user, password and captcha, salted; tells nothing about them. */
  fingerprint: string
  code: string
  /** The server's own words. */
  serverMessage: string
  at: number
}

/** Remembers a refused login for the next process, as every further try counts towards a locked account. */
export interface RefusalMemory {
  get(): LoginRefusal | undefined
  set(refusal: LoginRefusal | undefined): Promise<void>
}

/** Where the one ERP session lives. In memory by default; several processes share one, as a second login can end the first. */
export interface SessionStore {
  current(): Promise<StoredSession | undefined>
  /**
   * Replaces `stale` by what `login` yields. Of all who ask at once a single one logs in, the others get its session.
   * When the stored session is no longer `stale`, it is returned without a login.
   */
  renew(stale: string | undefined, login: () => Promise<StoredSession>): Promise<StoredSession>
  /** Forgets the session if it is still this one. */
  drop(token: string): Promise<void>
  refusal(): Promise<LoginRefusal | undefined>
  setRefusal(refusal: LoginRefusal | undefined): Promise<void>
}
