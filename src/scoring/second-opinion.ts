import type { Reason } from '../domain/index.ts'
import type { IntentState } from './intent-state.ts'
import { against, commitSignals, placedSignals } from './signals/groups.ts'
import { type Signal, signalLabels } from './signals/kinds.ts'
import { type Opinion, opinionOf } from './wording/wording-state.ts'

/** Who speaks so is none of ours, whatever his wording: here a score rises by little. */
const settled: readonly Signal[] = ['fraud', 'creditor', 'recruiting', 'selling', 'wrong_person', 'job_seeking']
const settledRise = 8
/** Nor after a refusal or in a complaint. */
const saidNoRise = 16
/** His own wish and the house's own list are not for a model to soften. */
const final: readonly Signal[] = ['opt_out', 'excluded']
/** A lead by its signals whose wording makes it less likely than this is none; after words that commit, than that. */
const doubtful = 0.4
const doubtfulCommit = 0.2
const lead = 60
const hot = 80
/** The line to a hot lead is crossed only where the wording is clear about it. */
const clear = 0.85
const belowLead = 57

/**
 * What the wording of the whole thread makes of a score that single signals gave: it moves a part of the way to the
 * score that such threads have. `fixed`: signals whose ceilings the house has set itself. It never makes a lead, and unmakes one only where leads hardly ever speak like that.
 */
export function secondOpinion(
  score: number,
  reasons: readonly Reason[],
  state: IntentState,
  { share, fixed, faded }: { share: number; fixed: ReadonlySet<string>; faded(score: number): number },
): Reason | undefined {
  const opinion = share > 0 && !state.house ? opinionOf(state.wording) : undefined
  if (!opinion) return undefined
  const towards = score + share * opinion.weight * (faded(opinion.expected) - score)
  const bound = reasons.some(({ signal }) => final.includes(signal as Signal) || fixed.has(signal))
  const points = Math.round(bound ? Math.min(towards, score) : held(towards, score, reasons, state, opinion)) - score
  if (points === 0) return undefined
  const pull = points > 0 ? state.wording.pro : state.wording.con
  return {
    signal: 'wording',
    label: signalLabels.wording,
    points,
    ...(pull && { messageId: pull.messageId, quote: pull.quote }),
  }
}

function held(towards: number, score: number, reasons: readonly Reason[], state: IntentState, likely: Opinion): number {
  if (score >= lead) {
    const has = (signals: readonly Signal[]) => signals.some((signal) => state.live[signal])
    const committed = has(commitSignals)
    const doubted = likely.lead < (committed ? doubtfulCommit : doubtful) * likely.weight
    if (!doubted && has(placedSignals)) return Math.max(towards, score)
    return doubted ? Math.min(towards, belowLead) : Math.max(withinBand(towards, score, likely), lead)
  }
  const has = (signals: readonly Signal[]) => reasons.some((reason) => signals.includes(reason.signal as Signal))
  return Math.min(towards, has(settled) ? score + settledRise : has(against) ? score + saidNoRise : lead - 1)
}

function withinBand(towards: number, score: number, likely: Opinion): number {
  if (score >= hot) return likely.hot < (1 - clear) * likely.weight ? towards : Math.max(towards, hot)
  return likely.hot > clear ? towards : Math.min(towards, Math.max(score, hot - 1))
}
