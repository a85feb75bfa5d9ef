import { type FieldValue, guessedFirm, type LeadFields, type Reason } from '../domain/index.ts'
import { marksOf } from './wording/marks.ts'
import { likelihoods, type WordingState } from './wording/wording-state.ts'

/** In so many words, for himself. */
const ownUse = /自家|自用|自己(?:家|用)|家用|家里|俺家|私人/
/** Nearer to even than this the rules' answer stands. */
const margin = 0.05

/**
 * Whether an organisation or a person buys, by the wording of the thread and all that is known; undefined: cannot be
 * told. A firm that is known by name stands; one that only the wording speaks of is a guess (`guessedFirm`), for which
 * nobody is asked.
 */
export function buyerType(
  fields: LeadFields,
  { score, reasons }: { score: number; reasons: readonly Reason[] },
  wording: WordingState,
): FieldValue | undefined {
  if (fields.company || ownUse.test((fields.type?.value === 'personal' && fields.type.quote) || '')) return fields.type
  const bySignals = reasons.filter(({ signal }) => signal !== 'wording')
  const points = reasons.reduce((sum, reason) => sum + (reason.signal === 'wording' ? reason.points : 0), 0)
  const organisation = likelihoods(wording, marksOf(score - points, bySignals, fields))?.organisation
  if (organisation === undefined || Math.abs(organisation - 0.5) < margin) return fields.type
  const value = organisation > 0.5 ? 'company' : 'personal'
  if (fields.type?.value === value) return fields.type
  const { messageId, quote } = wording.pro ?? wording.con ?? { messageId: '', quote: '' }
  const confidence = value === 'company' ? guessedFirm : Math.round((1 - organisation) * 100) / 100
  return { value, source: 'inferred', messageId, quote, confidence, at: fields.type?.at ?? 0 }
}
