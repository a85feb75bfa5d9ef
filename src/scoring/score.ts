import { type FieldValue, type LeadFields, type Reason, ways } from '../domain/index.ts'
import type { IntentState } from './intent-state.ts'
import { defaultCeilings, defaultWeights, type ScoringRules } from './scoring-rules.ts'
import { secondOpinion } from './second-opinion.ts'
import {
  commitSignals,
  lookingSignals,
  placedSignals,
  purchaseSignals,
  serviceSignals,
  strangerSignals,
} from './signals/groups.ts'
import { type Signal, signalLabels } from './signals/kinds.ts'
import { sellerHints } from './signals/seller-hints.ts'
import { isPlaced, lastOf, type Trace } from './signals/traces.ts'
import { wholePoints } from './whole-points.ts'

export interface Scored {
  score: number
  reasons: Reason[]
}

const dayMs = 86_400_000
const idleScore = 6
const sellerAt = 4

interface Item {
  signal: Signal
  base: number
  extra: number
  trace?: Trace
  /** The field it stands on, where no words of their own gave the signal. */
  field?: FieldValue
}

/** The words a reason stands on. */
type Source = Pick<Reason, 'messageId' | 'quote'>

/** 0–100 with the whole points of each signal; they add up to the score. */
export function scoreIntent(state: IntentState, fields: LeadFields, now: number, rules: ScoringRules): Scored {
  const items = withContact(itemsOf(state, rules), fields, { rules, inTrouble: isInTrouble(state) })
  const { score, reasons } = addUp(items, state)
  const faded = fade(score, state, now, rules)
  if (faded < score) reasons.push(reasonOf('decay', faded - score))
  return hold(faded, reasons, { state, fields, now, rules })
}

function itemsOf(state: IntentState, rules: ScoringRules): Item[] {
  return Object.entries(state.live).flatMap(([signal, trace]) => {
    const weight = rules.weights[signal] ?? defaultWeights[signal as Signal]
    if (!weight || !trace) return []
    const { strength } = trace
    // A conditional or indirect word weighs less: below 0.75 it no longer decides the level by itself.
    const base = strength >= 0.7 ? weight.base - (1 - strength) * 8 : weight.base * 0.75
    return [{ signal: signal as Signal, base, extra: weight.extra * strength, trace }]
  })
}

const own = (fields: LeadFields, name: keyof LeadFields) => {
  const source = fields[name]?.source
  return source === 'stated' || source === 'signature' || source === 'location'
}

/** He who leaves his number wants an answer. What a profile says was not left for us. */
function withContact(
  items: Item[],
  fields: LeadFields,
  { rules, inTrouble }: { rules: ScoringRules; inTrouble: boolean },
): Item[] {
  const add = (signal: Signal, name: keyof LeadFields) => {
    const weight = rules.weights[signal] ?? defaultWeights[signal]
    if (weight) items.push({ signal, ...weight, field: fields[name] })
  }
  const first = (names: ReadonlyArray<keyof LeadFields>) => names.find((name) => own(fields, name))
  const way = first(ways)
  if (way) add('contact', way)
  if (own(fields, 'address')) add(!inTrouble && deliverable(items, fields) ? 'destination' : 'place', 'address')
  const who = first(['company', 'name'])
  if (who) add('introduced', who)
  return items
}

/** An address given with a name or a number, outside a card and without a mere look at things: goods go there. */
function deliverable(items: readonly Item[], fields: LeadFields): boolean {
  const urgent = items.some((i) => i.signal === 'urgency')
  if (items.some((i) => lookingSignals.includes(i.signal) && !(urgent && i.signal === 'appointment'))) return false
  const from = fields.address?.messageId
  const card = (fields.email ?? fields.job)?.messageId === from || fields.address?.quote?.startsWith('公司')
  return !card && (own(fields, 'mobile') || own(fields, 'name') || own(fields, 'phone'))
}

/** He complained and asked for nothing since: what is sent there is a replacement. */
const isInTrouble = (state: IntentState): boolean => lastOf(state, ['complaint']) > lastOf(state, purchaseSignals)

/** The clearest signal sets the level, the others add to it, within what the level can bear. */
function addUp(items: Item[], state: IntentState): Scored {
  const [lead, ...rest] = [...items].sort((a, b) => b.base - a.base || b.extra - a.extra)
  if (!lead) return bare(state)
  const reasons = [reasonOf(lead.signal, lead.base, lead.trace ?? lead.field)]
  const cap = ceilingOf(lead, items)
  let sum = lead.base
  for (const item of rest) {
    const points = Math.min(item.extra, Math.max(0, cap - sum))
    sum += points
    reasons.push(reasonOf(item.signal, points, item.trace ?? item.field))
  }
  const lift = concrete(items) - sum
  if (lift > 0 && (sum >= 60 || lead.signal === 'spec' || lead.signal === 'quantity' || lead.signal === 'budget')) {
    sum += lift
    reasons[0] = { ...reasons[0]!, points: reasons[0]!.points + lift }
  }
  return { score: Math.round(sum), reasons }
}

function bare(state: IntentState): Scored {
  const { greeting } = state.live
  return {
    score: idleScore,
    reasons: [reasonOf(greeting ? 'greeting' : 'chatter', idleScore, greeting ?? state.turn)],
  }
}

const ceilingOf = (lead: Item, items: Item[]): number =>
  placedSignals.includes(lead.signal) ? 100 : lead.base >= 79 ? 89 : lead.base < 60 ? 59 : items.length > 5 ? 79 : 78

/** Need with quantity and time, budget and time, or quantity and budget: hot without a word of decision. */
function concrete(items: Item[]): number {
  const full = (signal: Signal) => items.some((i) => i.signal === signal && (i.trace?.strength ?? 1) >= 0.7)
  const some = (signal: Signal) => items.some((i) => i.signal === signal)
  const amount = full('quantity')
  const time = full('deadline') || full('urgency')
  const left = some('contact')
  const marks = [amount || some('spec'), time, full('budget'), left].filter(Boolean).length
  if (marks >= 4) return 85
  if (amount && time) return left ? 84 : 82
  if (full('budget') && time) return left ? 83 : 81
  if (full('budget') && amount) return left ? 81 : 77
  if (marks >= 3) return 81
  return left && (amount || full('budget')) ? 68 : left && some('spec') ? 63 : 0
}

function fade(score: number, state: IntentState, now: number, rules: ScoringRules): number {
  if (isPlaced(state)) return score
  const days = Math.max(0, now - state.anchorAt) / dayMs - rules.decay.afterDays
  if (days <= 0 || score <= 45) return score
  return Math.round(45 + (score - 45) * 0.5 ** (days / rules.decay.halfLifeDays))
}

/** What speaks against holds the score down where nothing later speaks for it again. */
function hold(
  score: number,
  reasons: Reason[],
  { state, fields, now, rules }: { state: IntentState; fields: LeadFields; now: number; rules: ScoringRules },
): Scored {
  let held = score
  const against = againstOf(state)
  for (const [signal, trace] of against) {
    const ceiling = rules.ceilings[signal] ?? defaultCeilings[signal]
    if (ceiling === undefined) continue
    // A refusal or a problem is a real conversation: it stands above small talk, at its own level.
    const capped = serviceSignals.includes(signal) || signal === 'refusal' ? ceiling : Math.min(held, ceiling)
    if (capped !== held || held === ceiling) reasons.push(reasonOf(signal, capped - held, trace))
    held = capped
  }
  const signals = Math.min(100, Math.max(0, Math.round(held)))
  const opinion = secondOpinion(signals, reasons, state, {
    fields,
    share: rules.wording,
    against: new Set(against.map(([signal]) => signal)),
    fixed: new Set(Object.keys(rules.ceilings)),
    faded: (expected) => fade(expected, state, now, rules),
  })
  const whole = signals + (opinion?.points ?? 0)
  return { score: whole, reasons: wholePoints(opinion ? [...reasons, opinion] : reasons, whole) }
}

function againstOf(state: IntentState): Array<[Signal, Trace | undefined]> {
  const { live } = state
  const lastCommit = lastOf(state, commitSignals)
  const active: Array<[Signal, Trace | undefined]> = []
  const add = (signal: Signal, after: number) => {
    const trace = live[signal]
    if (trace && trace.seq > after) active.push([signal, trace])
  }
  const lastAsk = lastOf(state, purchaseSignals)
  // Asking for the number of the parcel undoes no payment.
  const placed = isPlaced(state)
  for (const signal of serviceSignals) if (!(placed && signal === 'tracking')) add(signal, lastAsk)
  // 安装那天你联系我老公: who has ordered hands over no more than the key.
  for (const signal of strangerSignals.filter((s) => !(placed && s === 'referral')))
    add(signal, signal === 'digging' || signal === 'research' || signal === 'referral' ? lastCommit : -1)
  // 手头紧 能分期吗: who asks how he may pay has not put it off.
  const lastTerms = Math.max(lastCommit, live.payment_terms?.seq ?? 0)
  add('postponed', lastTerms)
  add('hesitant', lastCommit)
  for (const signal of ['refusal', 'bought_elsewhere', 'wrong_person', 'opt_out'] as Signal[]) add(signal, -1)
  if (isSeller(state)) active.push(['selling', undefined])
  return active
}

const hintWeight = (state: IntentState): number =>
  state.hints.reduce((sum, index) => sum + (sellerHints[index]?.weight ?? 0), state.declined ? 3 : 0)

export const isSeller = (state: IntentState): boolean => hintWeight(state) >= sellerAt

function reasonOf(signal: Signal, points: number, { messageId, quote }: Source = {}): Reason {
  return {
    signal,
    label: signalLabels[signal],
    points,
    ...(messageId && { messageId }),
    ...(quote && { quote }),
  }
}
