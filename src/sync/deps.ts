import type {
  Crm,
  Cursors,
  Enricher,
  Judge,
  Messenger,
  OfficeBook,
  Reporter,
  Roster,
  Scorer,
  StaffDirectory,
  Store,
  WorkCalendar,
} from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import type { ProactiveSettings } from './office/settings.ts'

/** How the sync behaves. Durations in ms. */
export interface SyncSettings {
  /** A thread is read this long after its last message. @default 20000 */
  debounceMs: number
  /** A conversation is silent, and its note due, after this. @default 7200000 */
  noteSilenceMs: number
  /** Commands wait this long, so that 撤销 cancels cleanly. @default 60000 */
  holdMs: number
  /** false: only people's commands are written, the rest is recorded as "would have". @default true */
  autoSync: boolean
  /** false: nothing is ever enqueued for the ERP. @default true */
  syncEnabled: boolean
  /** Lanes worked on at the same time. @default enough to use the rate at answers of 400 ms, at least 6 */
  workers: number
  /** Calls a second the ERP bears: the pull takes a fifth of it while leads wait. @default 5 */
  ratePerSecond: number
  /** Right to work on an entry without a sign of life. @default 30000 */
  leaseMs: number
  /** Least time between two chat messages, and between two in one chat. @default 1000 and 2000 */
  chatGapMs: number
  chatGapPerChatMs: number
  /** 客户来源 of the WeChat channel. @default 171 */
  sourceId: number
  /** Rooms of colleagues, by id or topic: nobody there is a lead. @default none */
  internalRooms: readonly string[]
  /** Created customers are read back after this, up to a hundred by one call. @default 60000 */
  verifyAfterMs: number
  /** What was wrong counts as over when it stays well for so long (ALERT_CALM_MS). @default 60000 */
  alertCalmMs: number
  /** Who has nothing to do looks again after this at the latest: for work of other processes. @default 15000 */
  idleMs: number
}

export const defaultSyncSettings: SyncSettings = {
  debounceMs: 20_000,
  noteSilenceMs: 7_200_000,
  holdMs: 60_000,
  autoSync: true,
  syncEnabled: true,
  workers: 6,
  ratePerSecond: 5,
  leaseMs: 30_000,
  chatGapMs: 1_000,
  chatGapPerChatMs: 2_000,
  sourceId: 171,
  internalRooms: [],
  verifyAfterMs: 60_000,
  alertCalmMs: 60_000,
  idleMs: 15_000,
}

export interface SyncDeps {
  store: Store
  staff: StaffDirectory
  /** The ERP's accounts. Absent: an owner's name is looked for among our own people. */
  roster?: Roster
  cursors: Cursors
  crm: Crm
  scorer: Scorer
  judge: Judge
  /** Absent: rules alone. */
  enricher?: Enricher
  /** Absent: nothing is said to anybody. */
  messenger?: Messenger
  /** To-dos of people. Absent: no reminders. */
  book?: OfficeBook
  /** Figures and picture of the daily report. Absent: none is sent. */
  reporter?: Reporter
  /** Working days. Absent: every day is one. */
  calendar?: WorkCalendar
  /** What is said unasked, and when. */
  proactive?: Partial<ProactiveSettings>
  /** Of several processes over one store this one does what is to be done once. Absent: there is one process. */
  leads?: () => boolean
  /** How many processes there are. */
  processes?: () => number
  /** This process among those that share the store. Absent: there is only one. */
  member?: string
  clock: Clock
  logger: Logger
  settings?: Partial<SyncSettings>
  /** Called at named points of the work, for tests that end the process there. */
  probe?: (point: string) => void | Promise<void>
}
