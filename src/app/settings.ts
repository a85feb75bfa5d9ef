import type { Config } from '../config/index.ts'
import type { JudgeSettings, ScoringRules } from '../scoring/index.ts'
import type { SyncSettings } from '../sync/index.ts'
import { rulesOf } from './rules.ts'

/** Who gets which lead, and from which score on. */
export function judgeSettingsOf({ settings, sales, accountOwner }: Config, rules: ScoringRules): JudgeSettings {
  return {
    threshold: thresholdBy(settings, rules),
    seniorUserIds: settings.ERP_SENIOR_USER_IDS,
    normalUserIds: settings.ERP_NORMAL_USER_IDS,
    pools: sales.pools,
    accountOwner,
    templates: rules.templates,
  }
}

const thresholdBy = (settings: Config['settings'], { threshold }: ScoringRules): number =>
  threshold ?? settings.ERP_SCORE_THRESHOLD

/** Score from which a lead is admitted. */
export const thresholdOf = ({ settings, sales }: Config): number => thresholdBy(settings, rulesOf(sales))

/** How the sync behaves, from the environment. */
export function syncSettingsOf({ settings, sales }: Config): Partial<SyncSettings> {
  return {
    debounceMs: settings.SYNC_DEBOUNCE_MS,
    noteSilenceMs: settings.NOTE_SILENCE_MS,
    holdMs: settings.HOLD_MS,
    autoSync: settings.ERP_AUTO_SYNC,
    syncEnabled: settings.ERP_SYNC_ENABLED,
    ratePerSecond: settings.ERP_RATE_PER_SECOND,
    sourceId: settings.ERP_CUSTOMER_SOURCE_ID,
    internalRooms: sales.internalRooms,
    alertCalmMs: settings.ALERT_CALM_MS,
  }
}
