import type { ThreadMessage } from '../../domain/index.ts'
import { cleanText } from './clean-text.ts'
import { confirmEcho } from './corrections/echoed.ts'
import { typeEvidence } from './customer-type.ts'
import { earlierChars, type FieldState, type Held } from './field-state.ts'
import { listen } from './listen.ts'
import { honestPart, isPlanted } from './planted.ts'
import { readText } from './read-text.ts'
import { claimPending, readLocation, unclaimed } from './shared-things.ts'
import { simplified } from './simplified.ts'
import { disowns, namesOwnerOf } from './whose/message-before.ts'

/** A customer's message folded into the state. */
export function readCustomer(state: FieldState, message: ThreadMessage): FieldState {
  const next: FieldState = { ...state, held: { ...state.held }, seq: state.seq + 1, answered: true }
  if (message.kind === 'location') return readLocation(next, message)
  if (message.kind === 'card') return { ...next, unclaimed: unclaimed('card', message) }
  if (message.kind !== 'text') return next
  if (/^\s*\[(?:个人)?名片\]/.test(message.text)) return { ...next, unclaimed: unclaimed('card', message) }
  const shared = /^\s*\[?(?:位置|定位)\][:：\s]*/.exec(message.text)
  if (shared) return readLocation(next, { ...message, text: message.text.slice(shared[0].length) })
  const text = cleanText(message.text.replace(quoted, ' ')).replace(cardHeading, (heading) =>
    ' '.repeat(heading.length),
  )
  const honest = honestPart(text)
  if (honest.trim() === '' || isPlanted(honest, text)) return forget(next)
  if (disowns(honest, state.earlier) || namesOwnerOf(state.earlier?.said ?? '', honest)) takeBack(next)
  listen(next, 'customer', honest)
  claimPending(next, honest)
  confirmEcho(next, message, honest)
  readText(next, message, honest)
  weighType(next, message, honest)
  next.earlier = { said: honest.slice(-earlierChars) }
  return next
}

/** [引用 小阚：…]: another's words that he answers. */
const quoted = /\[引用[^\]]{0,400}\]/g
/** 【名片】 above a card that was typed: whose it is, the card tells, or what is said next. */
const cardHeading = /^\s*【(?:个人)?名片】/

function takeBack(state: FieldState): void {
  const before = state.seq - 1
  for (const [field, held] of Object.entries(state.held) as [keyof FieldState['held'], Held[]][]) {
    const rest = held.filter((one) => one.seq !== before)
    if (rest.length === 0) delete state.held[field]
    else state.held[field] = rest
  }
}

function forget(state: FieldState): FieldState {
  delete state.correcting
  delete state.expectThird
  return state
}

function weighType(state: FieldState, message: ThreadMessage, text: string): void {
  const evidence = typeEvidence(simplified(text))
  if (evidence.company === 0 && evidence.personal === 0) return
  state.type = {
    company: state.type.company | evidence.company,
    personal: state.type.personal | evidence.personal,
    quote: evidence.quote || state.type.quote,
    messageId: message.id,
    at: message.sentAt,
  }
}
