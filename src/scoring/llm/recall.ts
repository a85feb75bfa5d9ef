import {
  type Assessment,
  bandFrom,
  bandOf,
  type FieldName,
  type LeadFields,
  type ReadingState,
  type Reason,
} from '../../domain/index.ts'
import { signalLabels } from '../signals/kinds.ts'
import { hasMemory, type ModelMemory, memoryOf } from './memory.ts'

/** Points of one signal that only a model saw, and the most that all of them move a score. */
export const pointsEach = 3
export const pointsAtMost = 6
/** Signals whose word of a model lowers the score; any other raises it. */
const lowering = new Set(['postponed', 'hesitant', 'refusal'])
const summaryMark = '概要（模型整理）：'
const maxProfile = 4_000
const closedTo: readonly Assessment['counterpart'][] = ['advertiser', 'recruiter', 'fraud', 'job_seeker']

/**
 * Lays what models added over what the rules say: blanks are filled, the score moves by a few points within its
 * band, the profile gains a line. A value of the rules is never touched.
 */
export function recall(
  state: ReadingState,
  rules: Assessment,
  lines: readonly number[] = Object.values(bandFrom),
): Assessment {
  return hasMemory(state) ? layOver(rules, memoryOf(state), lines) : rules
}

export function layOver(rules: Assessment, memory: ModelMemory, lines: readonly number[]): Assessment {
  const reasons = extraReasons(rules, memory, lines)
  const score = rules.score + reasons.reduce((sum, reason) => sum + reason.points, 0)
  return {
    ...rules,
    ...withCard(rules, memory, filled(rules.fields, memory)),
    score,
    band: bandOf(score),
    reasons: [...rules.reasons, ...reasons],
    ...(memory.summary && {
      summary: memory.summary,
      profile: `${summaryMark}${memory.summary}\n${rules.profile}`.slice(0, maxProfile),
    }),
  }
}

/** The assessment as the rules alone made it, whatever was laid over it. */
export function rulesAlone(assessment: Assessment): Assessment {
  const { summary: _, ...rest } = assessment
  const reasons = assessment.reasons.filter((reason) => reason.signal !== 'llm')
  const points = assessment.reasons.reduce((sum, reason) => sum + (reason.signal === 'llm' ? reason.points : 0), 0)
  const score = assessment.score - points
  const { profile } = assessment
  return {
    ...rest,
    fields: Object.fromEntries(
      Object.entries(assessment.fields).filter(([, { source }]) => source !== 'llm' && source !== 'picture'),
    ),
    score,
    band: bandOf(score),
    reasons,
    profile: profile.startsWith(summaryMark) ? profile.slice(profile.indexOf('\n') + 1) : profile,
  }
}

/** Blanks filled from the picture of his card; the picture then no longer waits for somebody to read it. */
function withCard(
  { unread }: Pick<Assessment, 'unread'>,
  { card }: ModelMemory,
  fields: LeadFields,
): Pick<Assessment, 'fields' | 'unread'> {
  if (!mayBeHis(card, fields)) return { fields, unread }
  const ids = new Set(Object.values(card).map((field) => field.messageId))
  return { fields: { ...card, ...fields }, unread: unread.filter((one) => !ids.has(one.messageId)) }
}

/** The card of somebody else: another name than the one he gave. 王经理 and 王敏 may be one. */
function mayBeHis(card: LeadFields, fields: LeadFields): boolean {
  const [printed, given] = [card.name?.value, fields.name?.value]
  return !printed || !given || printed[0] === given[0] || printed.includes(given) || given.includes(printed)
}

function filled(fields: LeadFields, { claims, disputed }: ModelMemory): LeadFields {
  const all = { ...fields }
  for (const [name, claim] of Object.entries(claims) as Array<[FieldName, NonNullable<LeadFields[FieldName]>]>) {
    if (all[name] === undefined && !disputed.includes(name)) all[name] = claim
  }
  // A kind of customer that asks for more than is known would only hold the lead up.
  const kind = all.type
  const fits = kind?.source !== 'llm' || (kind.value === 'company') === (all.company !== undefined)
  if (fits) return all
  const { type: _, ...rest } = all
  return rest
}

function extraReasons(rules: Assessment, { signals, addressed }: ModelMemory, lines: readonly number[]): Reason[] {
  if (addressed || rules.optedOut || closedTo.includes(rules.counterpart)) return []
  const seen = new Set(rules.reasons.map((reason) => reason.signal))
  let moved = 0
  return signals.flatMap(({ signal, messageId, quote }): Reason[] => {
    if (seen.has(signal)) return []
    seen.add(signal)
    const wanted = moved + (lowering.has(signal) ? -pointsEach : pointsEach)
    const within = hold(rules.score, Math.max(-pointsAtMost, Math.min(pointsAtMost, wanted)), lines)
    const points = within - moved
    moved = within
    return points === 0
      ? []
      : [{ signal: 'llm', label: `${signalLabels.llm}：${signalLabels[signal]}`, points, messageId, quote }]
  })
}

/** No line of the admission or of a band is crossed by a model's word. */
function hold(score: number, move: number, lines: readonly number[]): number {
  const floor = Math.max(0, ...lines.filter((line) => line <= score))
  const ceiling = Math.min(100, ...lines.filter((line) => line > score).map((line) => line - 1))
  return Math.max(floor, Math.min(ceiling, score + move)) - score
}
