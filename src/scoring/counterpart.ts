import { bandFrom, type Counterpart } from '../domain/index.ts'
import type { IntentState } from './intent-state.ts'
import { isSeller } from './score.ts'

/** Who the other side turned out to be, by what he does: buys, sells, recruits, looks for work, tricks, introduces. */
export function counterpartOf(state: IntentState, score: number): Counterpart {
  const { live } = state
  // All the rest spoke of a lead.
  if (score >= bandFrom.warm) return 'customer'
  if (live.fraud) return 'fraud'
  if (live.recruiting) return 'recruiter'
  if (isSeller(state)) return 'advertiser'
  if (live.job_seeking) return 'job_seeker'
  if (live.referral) return 'referrer'
  return score >= 40 || live.complaint || live.tracking || live.how_to ? 'customer' : 'unknown'
}
