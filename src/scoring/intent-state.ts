import type { ThreadMessage } from '../domain/index.ts'
import { type HouseWords, noWords, withHouseWords } from './house-words.ts'
import { material, salesReply, type Turn } from './signals/fulfilment.ts'
import {
  closingSignals,
  commitSignals,
  deniable,
  enquiry,
  interestSignals,
  positiveSignals,
  purchaseSignals,
  serviceSignals,
  silencing,
  strongReturn,
} from './signals/groups.ts'
import type { Finding, Signal } from './signals/kinds.ts'
import { plainText } from './signals/plain-text.ts'
import { type MessageReading, readMessage } from './signals/read-message.ts'
import { mentionsPurchase } from './signals/reconsider.ts'
import { type SalesContext, salesContext } from './signals/sales-context.ts'
import { hasAny, isPlaced, lastOf, type Traces } from './signals/traces.ts'
import { emptyWording, foldWording, type WordingState } from './wording/wording-state.ts'

/** What intent needs to remember: one trace per signal, never a list of messages. Plain JSON. */
export interface IntentState {
  seq: number
  customerMessages: number
  salesMessages: number
  firstAt: number
  lastCustomerAt: number
  /** Last time the customer said something that keeps his request alive. */
  anchorAt: number
  live: Traces
  /** Evidence from before a refusal; comes back when he takes the refusal back. */
  closed: Traces
  /** Positions in `sellerHints`. */
  hints: number[]
  /** The sales side's words that the customer's next turn answers. */
  context?: SalesContext
  /** The customer's last turn, for our side's answer to it. */
  turn?: Turn & { quote: string; messageId: string; at: number }
  /** Our side turned an offer away. */
  declined?: boolean
  /** The customer has spoken since `context` was made: the next sales message begins anew. */
  answered: boolean
  /** Somebody else has just offered something in the group: a no is said to him. */
  beside?: boolean
  /** He named goods of the house, by its own list. */
  house?: boolean
  wording: WordingState
}

export const emptyIntent = (): IntentState => ({
  seq: 0,
  customerMessages: 0,
  salesMessages: 0,
  firstAt: 0,
  lastCustomerAt: 0,
  anchorAt: 0,
  live: {},
  closed: {},
  hints: [],
  answered: true,
  wording: emptyWording(),
})

const maxQuote = 80
// A plain "不用了" after an order declines an extra, not the order.
const undoing = /不要了|不签|取消|退|不定了|不订了|不买了|没过|没批|不做了|作罢|黄了|停/

/** 我侄子也做这个 便宜, 上次那家也不错: somebody else's offer. */
const offersBeside =
  /\d{7}|便宜|低价|更低|不错|那家|也(?:做|有|卖|能)|(?:我|我们)(?:这|家|也|有|做|卖|能|侄|朋友|亲戚)|加我|找我|推荐|\d\s?(?:块|元|一[个套台米])/

/** Pure: one message folded into the state, at a cost that does not depend on the thread's length. */
export function foldIntent(state: IntentState, message: ThreadMessage, words: HouseWords = noWords): IntentState {
  if (message.kind !== 'text') return state
  if (message.role === 'other')
    return offersBeside.test(message.text.slice(0, 300)) ? { ...state, beside: true } : state
  return message.role === 'sales' ? foldSales(state, message) : foldCustomer(state, message, words)
}

function foldSales(before: IntentState, message: ThreadMessage): IntentState {
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

/** Turns of one breath, until our side answers, are one. */
function turnOf(state: IntentState, message: ThreadMessage, reading: MessageReading): IntentState['turn'] {
  const open = state.answered ? state.turn : undefined
  const quantity = reading.findings.some((f) => f.signal === 'quantity')
  return {
    quantity: quantity || open?.quantity === true,
    question: reading.question,
    inquiry: reading.findings.some(
      (f) =>
        f.signal === 'hesitant' ||
        f.signal === 'postponed' ||
        f.signal === 'price' ||
        f.signal === 'sample' ||
        (f.signal === 'need' && tentative.test(f.quote)),
    ),
    quote: quantity || !open ? message.text.slice(0, maxQuote) : open.quote,
    messageId: quantity || !open ? message.id : open.messageId,
    at: message.sentAt,
  }
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
  apply(next, { signal, strength: 1, quote: turn.quote }, { id: turn.messageId, sentAt: turn.at })
  return next
}

/** 要20把 orders; 需要, 想要, 打算要 looks for somebody. */
const tentative = /需要|想|打算|准备|计划|考虑|求|找|咨询|问|need|looking/i

/** 不好意思 找通下水道的: he owns that he was wrong, and asks nothing of us. */
const owns = /不好意思|抱歉|对不起|打扰|尴尬|搞错|弄错|^(?:啊|哦|噢|额|呃)|sorry/i

function foldCustomer(state: IntentState, message: ThreadMessage, words: HouseWords): IntentState {
  const reading = withHouseWords(readMessage(message, state.context), message, words)
  const next: IntentState = {
    ...state,
    live: { ...state.live },
    closed: { ...state.closed },
    hints: [...new Set([...state.hints, ...reading.hints])],
    customerMessages: state.customerMessages + 1,
    firstAt: state.firstAt || message.sentAt,
    lastCustomerAt: message.sentAt,
    answered: true,
    beside: false,
    turn: turnOf(state, message, reading),
    house: state.house || reading.house,
    wording: foldWording(state.wording, { id: message.id, speaker: 'customer', text: reading.honest }),
  }
  // A fault told by somebody who enquires describes what he needs; only who has bought here complains.
  const asks = reading.findings.some((f) => f.signal === 'need' || f.signal === 'price')
  const enquires = (asks || hasAny(state, enquiry)) && !state.live.complaint && !mentionsPurchase(message.text)
  for (const finding of reading.findings) {
    if (state.live.wrong_person && owns.test(message.text)) continue
    if ((finding.signal === 'refusal' || finding.signal === 'bought_elsewhere') && state.beside) continue
    if ((finding.signal === 'complaint' || finding.signal === 'how_to') && enquires) continue
    apply(next, finding, message)
  }
  const alive = reading.nudge || reading.findings.some((f) => positiveSignals.includes(f.signal))
  if (alive || state.anchorAt === 0) next.anchorAt = message.sentAt
  return next
}

function apply(state: IntentState, finding: Finding, message: Pick<ThreadMessage, 'id' | 'sentAt'>): void {
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
