import type { ThreadMessage } from '../../domain/index.ts'
import type { IntentState } from '../intent-state.ts'
import { material, salesReply } from '../signals/fulfilment.ts'
import { commitSignals, deniable, interestSignals, silencing } from '../signals/groups.ts'
import type { Signal } from '../signals/kinds.ts'
import { plainText } from '../signals/plain-text.ts'
import { mentionsPurchase } from '../signals/reconsider.ts'
import { salesContext } from '../signals/sales-context.ts'
import { hasAny } from '../signals/traces.ts'
import { foldWording } from '../wording/wording-state.ts'
import { takeFinding } from './take-finding.ts'

/** What our side says: it makes no signals, but tells what the customer’s turn was and what his next one answers. */
export function foldSales(before: IntentState, message: ThreadMessage): IntentState {
  const state = chargesFor.test(message.text.slice(0, 300)) ? withoutFault(before) : before
  const taken = state.answered ? answerTaken(state, message.text) : state
  const said = state.answered ? '' : `${state.context?.text ?? ''}\n`
  return {
    ...taken,
    salesMessages: state.salesMessages + 1,
    firstAt: state.firstAt || message.sentAt,
    context: salesContext(said + message.text.slice(0, 300)),
    answered: false,
    beside: false,
    wording: foldWording(state.wording, { id: message.id, speaker: 'sales', text: plainText(message.text) }),
  }
}

/** 上门费50 配件另算: who mends for money hears of faults from buyers. */
const chargesFor =
  /(?:上门|检查|检测|出诊|拆检|维修|修理|人工|工时)费(?!全?免)|上门\s?\d{2,3}(?:元|块|起)?(?=[,，。\s]|$)/

/** What he told of a fault is what he needs. */
function withoutFault(state: IntentState): IntentState {
  const { complaint, how_to: howTo, ...live } = state.live
  const fault = complaint ?? howTo
  if (!fault || mentionsPurchase(fault.quote)) return state
  return { ...state, live: { ...live, need: live.need ?? fault } }
}

/** Our side dispatches, books or turns away: that tells what the customer's turn was. */
function answerTaken(state: IntentState, text: string): IntentState {
  const { turn } = state
  const reply = turn && salesReply(text.normalize('NFKC').slice(0, 300), turn)
  if (!turn || !reply) return state
  if (reply === 'declined') return { ...state, declined: true }
  if (reply === 'unmet') return without(state, turn.messageId)
  // 你们是做什么的? 我们是做包装的: asked and told.
  if (reply === 'mistaken' && asksTrade.test(turn.quote)) return state
  if (reply === 'mistaken') return withAnswer(state, 'wrong_person', turn)
  if (reply === 'service') return withAnswer(state, 'complaint', turn)
  if (hasAny(state, silencing)) return state
  // What goes out to somebody who asked for a sample or for papers is no order.
  const looks = material.test(turn.quote) || (state.live.sample && !hasAny(state, commitSignals))
  const signal = reply === 'order' && !looks ? 'arranged' : 'followed_up'
  // 收到 to a colleague's errand: nothing was asked for that we sell.
  if (reply === 'order' && looks && !hasAny(state, interestSignals)) return state
  return withAnswer(state, signal, turn)
}

const asksTrade = /(?:做|卖|干|经营|搞)(?:什么|啥|哪)|业务|主营|哪方面/

/** What was asked in that message is not to be had: it speaks for nothing. */
function without(state: IntentState, messageId: string): IntentState {
  const live = { ...state.live }
  for (const signal of deniable) if (live[signal]?.messageId === messageId) delete live[signal]
  return { ...state, live }
}

function withAnswer(state: IntentState, signal: Signal, turn: NonNullable<IntentState['turn']>): IntentState {
  const next = { ...state, live: { ...state.live } }
  takeFinding(next, { signal, strength: 1, quote: turn.quote }, { id: turn.messageId, sentAt: turn.at })
  return next
}
