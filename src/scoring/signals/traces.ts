import { placedSignals } from './groups.ts'
import type { Signal } from './kinds.ts'

/** The best evidence of one kind, and when it was last seen. */
export interface Trace {
  seq: number
  at: number
  messageId: string
  quote: string
  strength: number
}

/** One trace per kind, never a list of messages. */
export type Traces = Partial<Record<Signal, Trace>>

interface Traced {
  readonly live: Traces
}

export const hasAny = ({ live }: Traced, signals: readonly Signal[]): boolean => signals.some((signal) => live[signal])

/** He has ordered, signed or paid. */
export const isPlaced = (state: Traced): boolean => hasAny(state, placedSignals)

/** When one of the signals was last seen, as its place in the order of signals; 0 where none was. */
export const lastOf = ({ live }: Traced, signals: readonly Signal[]): number =>
  Math.max(0, ...signals.map((signal) => live[signal]?.seq ?? 0))
