import type { Reason } from '../domain/index.ts'
import type { IntentState } from './intent-state.ts'
import { against, closingSignals, commitSignals, interestSignals, modifierSignals } from './signals/groups.ts'
import { type Signal, signalLabels } from './signals/kinds.ts'
import { lines } from './wording/model.ts'
import { type Opinion, opinionOf } from './wording/wording-state.ts'

/** His own wish and the house's own list are not for a model to soften. */
const final: readonly Signal[] = ['opt_out', 'excluded']
/** Who speaks so is none of ours: his score rises by little. */
const settled: readonly Signal[] = ['fraud', 'creditor', 'recruiting', 'selling', 'wrong_person', 'job_seeking']
const doubts: readonly Signal[] = [...against, 'research', 'digging', 'referral']
const settledRise = 8
const closedRise = 16
/** A refusal in so few characters is nothing but one. */
const plainly = 10
/** How likely a lead has to be by its wording where the signals speak of none. */
const needed = { silent: 0.8, against: 0.85, settled: 0.9 } as const
/** And where they do: by how many kinds of interest they have found, up to three. */
const neededWith = { interest: [0.75, 0.75, 0.45, 0.2], commitment: [0.5, 0.5, 0.4, 0.2] } as const
/** One kind of interest with an amount, a time or the like beside it. */
const neededDetailed = 0.55
const hotHeld = 0.2
const hotGained = 0.55
/** From the bottom of each stretch between the lines to its top, and a score that stands for it. */
const stretches = [
  [0, 44, 20],
  [45, 59, 52],
  [60, 74, 68],
  [75, 79, 77],
  [80, 89, 85],
  [90, 100, 94],
] as const
/** Points from a line at which the signals alone leave no doubt. */
const certain = 18

interface Given {
  /** How much of the way to the wording's score is gone, 0–1. */
  share: number
  /** Signals whose ceilings the house has set itself. */
  fixed: ReadonlySet<string>
  /** A score as it has faded by now. */
  faded(score: number): number
}

/**
 * What the wording of the whole thread makes of a score that single signals gave. The less of it there is, the more
 * the signals count; the less they speak for a lead, the surer the wording has to be of one.
 */
export function secondOpinion(
  score: number,
  reasons: readonly Reason[],
  state: IntentState,
  { share, fixed, faded }: Given,
): Reason | undefined {
  const opinion = share > 0 && !state.house ? opinionOf(state.wording) : undefined
  if (!opinion) return undefined
  const told = (signals: readonly Signal[]) => reasons.some(({ signal }) => signals.includes(signal as Signal))
  const bar = barOf(score, told, reasons)
  const above = mixed(opinion, score)
  const reached = faded(placeOf(above, bar, score))
  const bound = told(final) || reasons.some(({ signal }) => fixed.has(signal))
  const most = bound
    ? score
    : mostFor(score, {
        settled: told(settled) && score < lines[1],
        closed: closesNow(state),
        sure: (above[1] ?? 0) >= bar,
      })
  const points = Math.round(score + share * (Math.min(reached, most) - score)) - score
  if (points === 0) return undefined
  const { pro, con } = state.wording
  const pull = (points > 0 ? pro : con) ?? pro ?? con
  return {
    signal: 'wording',
    label: signalLabels.wording,
    points,
    ...(pull && { messageId: pull.messageId, quote: pull.quote }),
  }
}

/** The last that he said ends it. */
const closesNow = ({ live, lastCustomerAt }: IntentState): boolean =>
  closingSignals.some((signal) => live[signal]?.at === lastCustomerAt && (live[signal]?.quote.length ?? 0) <= plainly)

/** How likely the wording has to make a lead of it. */
function barOf(score: number, told: (signals: readonly Signal[]) => boolean, reasons: readonly Reason[]): number {
  if (score < lines[1]) return told(settled) ? needed.settled : told(doubts) ? needed.against : needed.silent
  const count = (signals: readonly Signal[]) =>
    reasons.filter(({ signal }) => signals.includes(signal as Signal)).length
  const kinds = Math.min(3, count(interestSignals))
  if (told(commitSignals)) return neededWith.commitment[kinds] ?? 0.5
  return kinds === 1 && count(modifierSignals) > 0 ? neededDetailed : (neededWith.interest[kinds] ?? 0.5)
}

const odds = (p: number) =>
  Math.log(Math.max(1e-3, Math.min(1 - 1e-3, p)) / (1 - Math.max(1e-3, Math.min(1 - 1e-3, p))))

/** Wording and signals, by how much wording there is. */
const mixed = ({ above, weight }: Opinion, score: number): number[] =>
  above.map((p, i) => {
    const bySignals = Math.max(-3, Math.min(3, (3 * (score - (lines[i] ?? 0) + 0.5)) / certain))
    return 1 / (1 + Math.exp(-(weight * odds(p) + (1 - weight) * bySignals)))
  })

/** The stretch that the thread more likely reaches than not, and where in it. */
function placeOf(above: readonly number[], lead: number, score: number): number {
  // What the signals have found already needs less to be believed.
  const bars = lines.map((line, i) =>
    i === 1 ? lead : i === 0 ? Math.min(0.5, lead) : score >= line ? hotHeld : hotGained,
  )
  let reached = 0
  while (reached < lines.length && (above[reached] ?? 0) >= (bars[reached] ?? 1)) reached += 1
  const shares = stretches.map((_, i) => Math.max(0, (above[i - 1] ?? 1) - (above[i] ?? 0)))
  const all = shares.reduce((sum, share) => sum + share, 0)
  const expected = shares.reduce((sum, share, i) => sum + (share * (stretches[i]?.[2] ?? 0)) / all, 0)
  const [low, high] = stretches[reached] ?? [0, 100]
  return Math.min(high, Math.max(low, expected))
}

/** Against what was plainly said the wording lifts a score by little, unless it is all but sure. */
function mostFor(score: number, said: { settled: boolean; closed: boolean; sure: boolean }): number {
  if (said.closed) return score + closedRise
  return said.settled && !said.sure ? score + settledRise : 100
}
