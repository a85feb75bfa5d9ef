import type { ThreadMessage } from '../../domain/index.ts'
import type { IntentState } from '../intent-state.ts'
import {
  closingSignals,
  commitSignals,
  interestSignals,
  positiveSignals,
  purchaseSignals,
  serviceSignals,
  strongReturn,
} from '../signals/groups.ts'
import type { Finding } from '../signals/kinds.ts'
import { isPlaced, lastOf } from '../signals/traces.ts'

export const maxQuote = 80
// A plain "不用了" after an order declines an extra, not the order.
const undoing = /不要了|不签|取消|退|不定了|不订了|不买了|没过|没批|不做了|作罢|黄了|停/

/** One finding into the state at hand: a no sets aside what spoke for a purchase, a new wish brings it back. */
export function takeFinding(state: IntentState, finding: Finding, message: Pick<ThreadMessage, 'id' | 'sentAt'>): void {
  const { signal } = finding
  if ((signal === 'accepted' || signal === 'paying') && inService(state)) return
  state.seq += 1
  if (closingSignals.includes(signal)) close(state, finding)
  else if (interestSignals.includes(signal)) reopen(state, finding, message)
  if (signal === 'refusal' && !closes(state, finding)) return
  const known = state.live[signal]
  const stronger = !known || finding.strength >= known.strength
  state.live[signal] = {
    seq: state.seq,
    at: message.sentAt,
    messageId: stronger ? message.id : known.messageId,
    quote: stronger ? finding.quote.slice(0, maxQuote) : known.quote,
    strength: Math.max(finding.strength, known?.strength ?? 0),
  }
}

/** 好 寄哪里, to somebody who mends it: agreeing to be served buys nothing. */
const inService = (state: IntentState): boolean => lastOf(state, serviceSignals) > lastOf(state, purchaseSignals)

const closes = (state: IntentState, finding: Finding) => !isPlaced(state) || undoing.test(finding.quote)

function close(state: IntentState, finding: Finding): void {
  if (finding.signal === 'refusal' && !closes(state, finding)) return
  for (const signal of positiveSignals) {
    const trace = state.live[signal]
    if (!trace) continue
    state.closed[signal] = trace
    delete state.live[signal]
  }
}

function reopen(state: IntentState, finding: Finding, message: Pick<ThreadMessage, 'id' | 'sentAt'>): void {
  const refused = closingSignals.filter((s) => state.live[s])
  if (refused.length === 0) return
  if ((state.live.opt_out || state.live.wrong_person) && !strongReturn.includes(finding.signal)) return
  const sameMessage = refused.some((s) => state.live[s]?.messageId === message.id)
  if (commitSignals.includes(finding.signal) || sameMessage) state.live = { ...state.closed, ...state.live }
  for (const signal of refused) {
    const trace = state.live[signal]
    if (trace) state.closed[signal] = trace
    delete state.live[signal]
  }
}
