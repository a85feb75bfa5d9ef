import type {
  Assessment,
  Deadline,
  LeadFields,
  PromiseMade,
  ReadingState,
  Scorer,
  ThreadMessage,
} from '../domain/index.ts'
import { bandFrom, bandOf, ways } from '../domain/index.ts'
import { buyerType } from './buyer-type.ts'
import { counterpartOf } from './counterpart.ts'
import { emptyFieldState, type FieldState, readFields, resolveFields } from './extract/index.ts'
import { foldIntent } from './intent/fold-intent.ts'
import { emptyIntent, type IntentState } from './intent-state.ts'
import { recall } from './llm/recall.ts'
import { profileOf } from './profile.ts'
import { foldDeadlines } from './promises/deadlines.ts'
import { foldPromises, withPromises } from './promises/promises.ts'
import { type Asked, foldAsked } from './promises/requests.ts'
import { scoreIntent } from './score.ts'
import { type ScoringRules, type ScoringRulesInput, scoringRulesSchema } from './scoring-rules.ts'
import { isAside } from './second-opinion.ts'
import { isPlaced } from './signals/traces.ts'

/** Version of the state's shape: a stored state of another version is read again from the start. */
export const readingVersion = 4
const maxUnread = 10

interface Reading extends ReadingState {
  fields: FieldState
  intent: IntentState
  promises: PromiseMade[]
  /** This and the deadlines are absent in states of before. */
  asked?: readonly Asked[]
  deadlines?: readonly Deadline[]
  unread: Assessment['unread']
}

/** Reads threads by rules alone: no network, no clock, no randomness. `rules` is the tuning part of SALES_CONFIG. */
export function createScorer(rules: ScoringRulesInput = {}): Scorer {
  const resolved = scoringRulesSchema.parse(rules)
  return {
    start,
    read: (state, messages) =>
      messages.reduce((before, message) => readOne(before, message, resolved), asReading(state)),
    assess(state, now) {
      const { fields: fieldState, intent, promises, deadlines = [], unread } = asReading(state)
      const read = resolveFields(fieldState)
      const { score, reasons } = scoreIntent(intent, read, now, resolved)
      const type = resolved.wording > 0 ? buyerType(read, { score, reasons }, intent.wording) : read.type
      const fields: LeadFields = type ? { ...read, type } : read
      const { live } = intent
      const counterpart = counterpartOf(intent, score)
      const byRules: Assessment = {
        fields: counterpart === 'advertiser' || counterpart === 'fraud' ? contactsOf(fields) : fields,
        score,
        band: bandOf(score),
        reasons,
        counterpart,
        ...optOutOf(intent, score),
        existing: Boolean(live.repeat ?? live.complaint ?? live.tracking ?? live.how_to),
        committed: score >= bandFrom.warm && isPlaced(intent),
        profile: profileOf(intent, fields, promises, reasons),
        promises,
        deadlines,
        unread,
      }
      return recall(state, byRules, [bandFrom.warm, bandFrom.hot, resolved.threshold ?? 60])
    },
  }
}

/** A lead in spite of such words has only closed one way to reach him. */
const optOutOf = (intent: IntentState, score: number): Pick<Assessment, 'optedOut' | 'optedOutAt'> => {
  const said = score >= bandFrom.warm && isAside(intent) ? undefined : intent.live.opt_out
  return { optedOut: said !== undefined, optedOutAt: said?.at }
}

/** Who sells at us is not a customer: of him we keep how to reach him. */
const contactsOf = (fields: LeadFields): LeadFields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => isWay(name)))
const isWay = (name: string): boolean => (ways as readonly string[]).includes(name)

const start = (): Reading => ({
  v: readingVersion,
  fields: emptyFieldState(),
  intent: emptyIntent(),
  promises: [],
  unread: [],
})

const asReading = (state: ReadingState): Reading => (state.v === readingVersion ? (state as Reading) : start())

function readOne(state: Reading, message: ThreadMessage, rules: ScoringRules): Reading {
  const { asked, owes } = foldAsked(state.asked ?? [], message)
  return {
    // What a model added travels along.
    ...state,
    v: readingVersion,
    fields: readFields(state.fields, message),
    intent: foldIntent(state.intent, message, rules),
    promises: withPromises(foldPromises(state.promises, message), owes),
    asked,
    deadlines: foldDeadlines(state.deadlines ?? [], message),
    unread: foldUnread(state.unread, message),
  }
}

/** Voice and pictures that came last; words that follow make up for them. */
function foldUnread(unread: Assessment['unread'], message: ThreadMessage): Assessment['unread'] {
  if (message.role !== 'customer' || (message.kind !== 'audio' && message.kind !== 'image')) return unread
  return [...unread, { messageId: message.id, kind: message.kind }].slice(-maxUnread)
}
