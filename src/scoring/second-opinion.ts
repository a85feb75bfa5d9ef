import { type LeadFields, type Reason, ways } from '../domain/index.ts'
import type { IntentState } from './intent-state.ts'
import { settledSignals } from './signals/groups.ts'
import { signalLabels } from './signals/kinds.ts'
import { isPlaced } from './signals/traces.ts'
import { marksOf } from './wording/marks.ts'
import { lines } from './wording/model.ts'
import { likelihoods } from './wording/wording-state.ts'

/** Who is none of ours rises by so little, unless all the rest speaks of a lead. */
const settledRise = 8
/** Who has said no stays there, within a level, with the same exception. */
const refusedRise = 4
const noLead = 59
const surelyAgain = 0.97
const sure = 0.9
/** The usual score between two lines. */
const middles = [20, 52, 68, 77, 84, 94]
/** How likely a line must be passed to count as passed: who is handed over as a lead should be one. */
const likelyEnough = [0.5, 0.75, 0.5, 0.5, 0.5]
/** And that to 80 where the signals have passed it: need, amount and time make a hot lead in one sentence. */
const hotLine = lines.indexOf(80)
const hotKept = 0.25
const doubtful = 0.25
/** Below so many grams (some seventy characters) the opinion weighs less. */
const enough = 100

/**
 * What the wording of the whole thread, weighed together with the signals, makes of the score that the signals gave:
 * it moves there by `share`. Learnt from conversations (`scripts/learn-wording.ts`). `fixed`: signals whose ceilings
 * the house has set itself.
 */
export function secondOpinion(
  score: number,
  reasons: readonly Reason[],
  state: IntentState,
  { fields, share, against, fixed, faded }: Learnt,
): Reason | undefined {
  const likely =
    share > 0 && !state.house ? likelihoods(state.wording, marksOf(score, reasons, fields))?.above : undefined
  if (!likely) return undefined
  const weight = share * Math.min(1, state.wording.count / enough)
  const towards = Math.round(score + weight * (faded(scoreAt(likely, score)) - score))
  const points =
    Math.max(
      floorOf(
        score,
        state,
        likely,
        ways.some((way) => fields[way] !== undefined),
      ),
      Math.min(
        towards,
        ceilingOf(score, against, { fixed, likely, lastWord: isLastWord(state), aside: isAside(state) }),
      ),
    ) - score
  if (points === 0) return undefined
  const pull = points > 0 ? state.wording.pro : state.wording.con
  return {
    signal: 'wording',
    label: signalLabels.wording,
    points,
    ...(pull && { messageId: pull.messageId, quote: pull.quote }),
  }
}

interface Learnt {
  fields: LeadFields
  share: number
  /** What speaks against and nothing has taken back, whether or not it lowered the score. */
  against: ReadonlySet<string>
  fixed: ReadonlySet<string>
  faded(score: number): number
}

/** The mean of the usual scores, kept between the lines that are passed and those that are not. */
function scoreAt(likely: readonly number[], bySignals: number): number {
  const shares = middles.map((_, level) => (likely[level - 1] ?? 1) - (likely[level] ?? 0))
  const mean = shares.reduce((sum, share, level) => sum + share * (middles[level] ?? 0), 0)
  const bar = (line: number) => (line === hotLine && bySignals >= 80 ? hotKept : likelyEnough[line]) ?? 1
  const first = likely.findIndex((p, line) => p < bar(line))
  const passed = first < 0 ? lines.length : first
  return Math.min(Math.max(mean, lines[passed - 1] ?? 0), (lines[passed] ?? 101) - 1)
}

/** 不需要了, 我们不考虑了: in so many words. */
const plainNo =
  /^(?:那|先|就|我们?|这边|暂时|真的?|现在|还是)*(?:不需要|不要|不用|不买|不考虑|不做|不定|不订)(?:了|啦|$)/

/** Who wants nothing more from us says so: 别再发了, 骚扰, 拉黑. */
const inEarnest =
  /再|骚扰|举报|投诉|拉黑|退订|删|屏蔽|烦|滚|推|广告|群发|\btd\b|不要联系|别联系|勿扰|打扰|老是|天天|一直|总是/i

/** 那个号别打 amid an order names a way that is closed, not a wish to be left alone. */
export const isAside = ({ live }: IntentState): boolean =>
  live.opt_out !== undefined && !inEarnest.test(live.opt_out.quote)

/** A plain no, and nothing that counts was said after it or with it. */
function isLastWord({ live }: IntentState): boolean {
  const { refusal, ...others } = live
  return (
    refusal !== undefined &&
    plainNo.test(refusal.quote) &&
    Object.values(others).every((trace) => !trace || trace.seq < refusal.seq)
  )
}

function ceilingOf(
  score: number,
  against: ReadonlySet<string>,
  {
    fixed,
    likely: [, lead = 0],
    lastWord,
    aside,
  }: { fixed: ReadonlySet<string>; likely: readonly number[]; lastWord: boolean; aside: boolean },
): number {
  const has = (signals: Iterable<string>) => [...signals].some((signal) => against.has(signal))
  // The house's own list and his own wish are not for a model to soften.
  if (has(fixed) || against.has('excluded') || (against.has('opt_out') && !(aside && lead >= sure))) return score
  // Who has bought from somebody else stays there.
  if (against.has('bought_elsewhere') || (lastWord && against.has('refusal'))) return score + refusedRise
  // Who has trouble with what he bought, and asked for nothing since, is a lead only for sure.
  if (against.has('complaint') && lead < surelyAgain) return Math.max(score, noLead)
  if (lead >= sure) return 100
  return score + (has(settledSignals) ? settledRise : against.has('refusal') ? refusedRise : 100)
}

/** Who has decided on something named and can be reached is a lead, however the rest is worded. */
const decidedFloor = 60

/** An order that is placed is hot, unless hardly any lead words himself like that. */
function floorOf(score: number, { live }: IntentState, [, lead = 0]: readonly number[], left: boolean): number {
  if (lead >= doubtful && isPlaced({ live })) return Math.min(score, 80)
  const { decided } = live
  const concrete = (['quantity', 'need'] as const).some((signal) => live[signal]?.seq === decided?.seq)
  return left && decided && decided.strength >= 0.7 && concrete ? Math.min(score, decidedFloor) : 0
}
