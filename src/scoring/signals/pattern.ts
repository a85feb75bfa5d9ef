import type { Signal } from './kinds.ts'

/** A pattern that says its kind, for clauses in lower case. */
export interface Pattern {
  signal: Signal
  re: RegExp
  /** The clause must not hold this. */
  not?: RegExp
  strength?: number
}

/**
 * One expression from named parts: the names say what each part recognises. Flags are lost, and back references count
 * over all parts: at most one part may capture.
 */
export const either = (parts: Readonly<Record<string, RegExp>>): RegExp =>
  new RegExp(
    Object.values(parts)
      .map((part) => part.source)
      .join('|'),
  )
