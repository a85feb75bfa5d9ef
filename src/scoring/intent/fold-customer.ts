import type { ThreadMessage } from '../../domain/index.ts'
import { type HouseWords, withHouseWords } from '../house-words.ts'
import type { IntentState } from '../intent-state.ts'
import { enquiry, positiveSignals } from '../signals/groups.ts'
import { type MessageReading, readMessage } from '../signals/read-message.ts'
import { mentionsPurchase } from '../signals/reconsider.ts'
import { hasAny } from '../signals/traces.ts'
import { foldWording } from '../wording/wording-state.ts'
import { maxQuote, takeFinding } from './take-finding.ts'

/** 要20把 orders; 需要, 想要, 打算要 looks for somebody. */
const tentative = /需要|想|打算|准备|计划|考虑|求|找|咨询|问|need|looking/i

/** 不好意思 找通下水道的: he owns that he was wrong, and asks nothing of us. */
const owns = /不好意思|抱歉|对不起|打扰|尴尬|搞错|弄错|^(?:啊|哦|噢|额|呃)|sorry/i

/** What the customer says: every finding taken, and his turn kept for our side’s answer. */
export function foldCustomer(state: IntentState, message: ThreadMessage, words: HouseWords): IntentState {
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
    takeFinding(next, finding, message)
  }
  const alive = reading.nudge || reading.findings.some((f) => positiveSignals.includes(f.signal))
  if (alive || state.anchorAt === 0) next.anchorAt = message.sentAt
  return next
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
