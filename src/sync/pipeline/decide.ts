import type { AdmissionCheck, Judge, Lead, SyncTrigger } from '../../domain/index.ts'
import { bandOf } from '../../domain/index.ts'

/** What is to be done with a lead after it was read. */
export type Decision =
  | { kind: 'none' }
  | { kind: 'mute' }
  | { kind: 'enqueue'; trigger: SyncTrigger }
  | { kind: 'would_have'; trigger: SyncTrigger }
  | { kind: 'ask'; missing: AdmissionCheck }

/** Scores from here up are worth one question though they fail the threshold. */
const borderline = 55

/** The admission table of RULES.md as a decision. Pure. */
export function decide(
  lead: Pick<Lead, 'fields' | 'score' | 'committed' | 'optedOut' | 'counterpart' | 'status' | 'byCommandOnly'>,
  judge: Pick<Judge, 'clear'>,
  settings: { autoSync: boolean; syncEnabled: boolean },
): Decision {
  if (lead.optedOut || lead.status === 'opted_out') return { kind: 'mute' }
  if (lead.status === 'ignored' || lead.status === 'queued' || lead.status === 'synced') return { kind: 'none' }
  if (lead.byCommandOnly) return { kind: 'none' }
  const trigger: SyncTrigger = lead.committed ? 'committed' : 'automatic'
  const clearance = judge.clear(lead, trigger)
  if (clearance.ok) {
    return settings.syncEnabled && settings.autoSync ? { kind: 'enqueue', trigger } : { kind: 'would_have', trigger }
  }
  if (clearance.never || !settings.syncEnabled) return { kind: 'none' }
  const missing = clearance.missing.find((check) => check !== 'score_pass')
  if (missing && (bandOf(lead.score) !== 'cold' || lead.committed)) return { kind: 'ask', missing }
  // Everything is there but a few points: a person may know better.
  if (!missing && lead.score >= borderline) return { kind: 'ask', missing: 'score_pass' }
  return { kind: 'none' }
}
