import type { EntryId, Figure, ReportPeriod, Store, SyncStatus } from '../domain/index.ts'

/** The WeChat account and the way to it. */
export interface WechatState {
  connection: 'connected' | 'connecting' | 'logged_out' | 'waiting' | 'stopped'
  /** Why it is not connected, Chinese. */
  reason?: string
  /** Nickname of the account that is logged in. */
  account?: string
  /** What a phone has to scan. */
  scan?: { code: string; status: 'waiting' | 'scanned' | 'confirmed' | 'expired' | 'cancelled'; at: number }
}

export interface OpenIncident {
  key: string
  text: string
  since: number
}

/** An alert as it was told. `over`: the word that it is well again. */
export interface AlertNote {
  text: string
  at: number
  over: boolean
}

/** What the charts show. */
export interface ReportFigures {
  fresh: number
  active: number
  hot: number
  mean: number
  asking: number
  funnel: ReadonlyArray<{ label: string; count: number }>
  trend: ReadonlyArray<{ label: string; fresh: number; synced: number }>
  overdue: { tasks: number; hot: number; warm: number }
}

export type Decision = 'retry' | 'discard'

/** What the page shows and does. Values come as they are stored: the console masks them. */
export interface ConsolePorts {
  store: Pick<Store, 'leads' | 'lead' | 'entries'>
  wechat(): WechatState
  status(): Promise<SyncStatus>
  figures(): readonly Figure[]
  incidents(): readonly OpenIncident[]
  /** The latest first. */
  alerts(): readonly AlertNote[]
  report(period: ReportPeriod): Promise<ReportFigures>
  /** A person's decision on an entry that failed, kept in the operation log. Throws ZhibangError where it cannot be done. */
  decide(id: EntryId, decision: Decision, by: string): Promise<void>
}
