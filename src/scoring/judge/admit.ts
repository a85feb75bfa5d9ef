import {
  type Admission,
  type AdmissionCheck,
  admissionChecks,
  type Candidate,
  type FieldSource,
  type FieldValue,
  guessedFirm,
  isMobile,
  isUnconfirmed,
} from '../../domain/index.ts'

/** Sources that count as the customer's own word or a person's confirmation (RULES.md, admission). */
const trusted: readonly FieldSource[] = ['stated', 'signature', 'profile', 'staff', 'erp']
/** Below this the reading itself is in doubt: somebody should look. */
const enough = 0.6

/** A word of somebody: what only a picture shows waits for a person. */
const known = (field: FieldValue | undefined): boolean => Boolean(field?.value.trim()) && !isUnconfirmed(field)

const verified = (field: FieldValue | undefined): boolean =>
  field !== undefined && isMobile(field.value) && trusted.includes(field.source) && field.confidence >= enough

/** Somebody said or showed that a firm buys; a guess asks for no name of it. */
const isFirm = (type: FieldValue | undefined): boolean => type?.value === 'company' && type.confidence > guessedFirm

/** The five checks with the names of those that fail. */
export function admit({ fields, score }: Pick<Candidate, 'fields' | 'score'>, threshold: number): Admission {
  const checks: Record<AdmissionCheck, boolean> = {
    has_mobile: isMobile(fields.mobile?.value),
    has_name: known(fields.name),
    has_company: !isFirm(fields.type) || known(fields.company),
    phone_verified: verified(fields.mobile),
    score_pass: score >= threshold,
  }
  const reason = admissionChecks.filter((check) => !checks[check])
  return { passed: reason.length === 0, checks, reason }
}
