import type { Clock } from '../../shared/clock.ts'
import type { CallRecord } from './calls.ts'
import type { FaultReport, FaultRule } from './faults.ts'
import type { Contact, Customer, Note } from './model.ts'
import type { Variants } from './variants.ts'

/** Who may log in. */
export interface SandboxAccount {
  user: string
  password: string
  /** The person behind the account; see `people`. */
  userId: number
}

/** An employee of the sandbox's company. */
export interface SandboxPerson {
  userId: number
  name: string
  /** Name of the department. */
  department: string
  /** @default false */
  frozen?: boolean
}

/** What may not occur twice: `company` among companies, `all` among all customers, `allow` anything goes. */
export type DuplicatePolicy = 'allow' | 'company' | 'all'

export interface ErpSandboxOptions {
  /** Loopback port; 0 = a free one. @default 0 */
  port?: number
  /** @default `bot` / `sandbox` */
  accounts?: readonly SandboxAccount[]
  /** @default six invented people, among them the user ids 63 and 64 */
  people?: readonly SandboxPerson[]
  /** How long a session lives after the login, ms. @default 7_200_000 (2 h) */
  sessionLifetimeMs?: number
  /** A second login of an account ends its first session. @default false */
  singleSession?: boolean
  /** After so many wrong passwords the captcha `rndcode` is demanded. @default 3 */
  captchaAfter?: number
  /** After so many wrong passwords the account is locked. @default 6 */
  lockAfter?: number
  /** What the captcha picture would show. @default `8642` */
  captcha?: string
  /** @default khid all, name company, mobile allow */
  duplicates?: { khid?: DuplicatePolicy; name?: DuplicatePolicy; mobile?: DuplicatePolicy }
  /** Added to every answer, ms. @default 0 */
  latencyMs?: number
  /** Calls above this in any sliding second are answered with 429. @default no limit */
  ratePerSecond?: number
  /** How a call above the limit is refused: HTTP 429 with Retry-After, or 系统繁忙 with HTTP 200. @default `429` */
  rateAnswer?: '429' | 'busy'
  /** Append-only journal, 0600, synced before each answer; read at the next start. @default none */
  dataFile?: string
  /** Differences between real servers; see `Variants`. */
  variants?: Partial<Variants>
  /** How many calls `calls` keeps; older ones are dropped. @default 50_000 */
  keepCalls?: number
  /** Wall clock of the server. */
  clock?: Clock
  /** Monotonic time in ms with fractions, for arrival times. @default performance.now */
  monotonic?: () => number
  /** A customer base to start with; kept out of the journal. */
  seed?: readonly SeedCustomer[]
}

/** A customer that stands in the ERP from the start. */
export interface SeedCustomer {
  name: string
  khid?: string
  /** @default company */
  type?: 'company' | 'personal'
  contactName?: string
  mobile?: string
  /** Owner; absent = 公海. */
  userId?: number
  /** Further fields under their ERP ids. */
  fields?: Record<string, string>
}

/** What a person needs to connect. */
export interface ErpSandboxDescription {
  baseUrl: string
  account: { user: string; password: string }
  people: readonly SandboxPerson[]
}

/** A running 智邦国际 ERP over HTTP, on loopback. */
export interface ErpSandbox {
  /** `http://127.0.0.1:PORT`. */
  readonly baseUrl: string
  readonly port: number
  /** The latest calls, oldest first. */
  readonly calls: readonly CallRecord[]
  describe(): ErpSandboxDescription
  /** Environment with which the bot connects to this ERP. */
  readonly env: Record<string, string>
  /** Label of an option: `label('jz', '175')`. */
  label(field: string, id: string | undefined): string | undefined
  customers(): Customer[]
  customer(ord: number): Customer | undefined
  contacts(ord?: number): Contact[]
  /** Follow-up notes of a customer, oldest first. */
  notes(ord?: number): Note[]
  /** The most calls that arrived within any 1000 ms. */
  maxPerSlidingSecond(): number
  /** Calls since the start, also those that `calls` has dropped. */
  countOf(operation?: string): number
  /** Arms a fault; see `FaultRule`. Returns its number. */
  inject(rule: FaultRule): number
  faults(): FaultReport[]
  clearFaults(): void
  /** Changes variants while running, as after an update of the server. */
  vary(variants: Partial<Variants>): void
  /** Ends every session, as a restart of the ERP would. */
  endSessions(): void
  setPassword(user: string, password: string): void
  /** Stops listening: connections are refused until `accept`. */
  refuse(): Promise<void>
  accept(): Promise<void>
  /** Forgets customers, contacts, notes, sessions, calls and faults. */
  reset(): void
  /** Stops; what is on the way is cut, what was confirmed is on the disk. */
  close(): Promise<void>
}
