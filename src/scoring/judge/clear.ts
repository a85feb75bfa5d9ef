import type { AdmissionCheck, Candidate, Clearance, Counterpart, SyncTrigger } from '../../domain/index.ts'
import { admit } from './admit.ts'

/** The most useful question first: without a number nobody can call, without a name nobody can ask for him. */
const byUse: readonly AdmissionCheck[] = ['has_mobile', 'has_name', 'has_company', 'phone_verified', 'score_pass']
const strangers: readonly Counterpart[] = ['advertiser', 'recruiter', 'fraud']

/**
 * The admission table of RULES.md. A person's command passes over score and verification, an order over those two and
 * the mobile; nothing passes over an opt-out, and only a person takes a seller for a customer.
 */
export function clear(candidate: Candidate, trigger: SyncTrigger, threshold: number): Clearance {
  const never = candidate.optedOut || (trigger !== 'command' && strangers.includes(candidate.counterpart))
  const missing = missingFor(candidate, trigger, threshold)
  return never || missing.length > 0 ? { ok: false, never, missing } : { ok: true }
}

function missingFor(candidate: Candidate, trigger: SyncTrigger, threshold: number): AdmissionCheck[] {
  const { checks } = admit(candidate, threshold)
  const { fields } = candidate
  const failing = byUse.filter((check) => !checks[check])
  if (trigger === 'automatic') return failing
  const required = failing.filter((check) => check === 'has_name' || check === 'has_company')
  const reachable = checks.has_mobile || Boolean(fields.phone?.value) || Boolean(fields.wechatId?.value)
  const badMobile = fields.mobile !== undefined && !checks.has_mobile
  const number = trigger === 'command' ? badMobile : !reachable
  return number ? ['has_mobile', ...required] : required
}
