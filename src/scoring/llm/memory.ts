import type { FieldName, LeadFields, ReadingState, Role } from '../../domain/index.ts'
import type { Signal } from '../signals/kinds.ts'

/** A signal that a model saw and the rules did not, with the customer's words for it. */
export interface SeenSignal {
  signal: Signal
  messageId: string
  quote: string
}

/** One line of what was said before: context, and evidence where the call about it failed. */
export interface TailLine {
  id: string
  role: Role
  text: string
  at: number
}

/** What models added to a thread so far, checked. Part of the reading state: plain JSON, bounded. */
export interface ModelMemory {
  claims: LeadFields
  /** Contradicted once: left to the rules for good. */
  disputed: FieldName[]
  signals: SeenSignal[]
  /** Prose on the whole thread; its figures were checked when it was made. */
  summary: string
  tail: TailLine[]
  /** Lines at the end of `tail` that no model has seen: the call about them failed. */
  unseen: number
  /** What the business card says that he sent as a picture: unconfirmed until a person looked. */
  card: LeadFields
  /** Pictures that were looked at, newest last. */
  looked: string[]
  /** Cards of two people came: neither is taken for his. */
  twoCards: boolean
  /** Somebody wrote at the machine: in this thread a model has no say on the score. */
  addressed: boolean
}

export const emptyMemory: ModelMemory = {
  claims: {},
  disputed: [],
  signals: [],
  summary: '',
  tail: [],
  unseen: 0,
  card: {},
  looked: [],
  twoCards: false,
  addressed: false,
}

/** The state's key; scoring carries it along and never looks inside. */
const key = 'llm'

export const memoryOf = (state: ReadingState): ModelMemory => ({
  ...emptyMemory,
  ...(state[key] as Partial<ModelMemory> | undefined),
})

export const withMemory = (state: ReadingState, memory: ModelMemory): ReadingState => ({ ...state, [key]: memory })

export const hasMemory = (state: ReadingState): boolean => state[key] !== undefined
