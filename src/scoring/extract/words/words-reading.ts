import type { Identity } from '../identity.ts'

/** `called`: 店名, 我们叫; `own`: 公司, 店, which open many a sentence as well. */
export type Label = 'name' | 'company' | 'address' | 'job' | 'contact' | 'called' | 'own'

/** What one piece of words says about its speaker, and how surely. */
export interface WordsReading extends Identity {
  address?: string
  /** 0–100 per field; a field without a value has none. */
  weight: number
  /** Company without a suffix. */
  shortCompany?: boolean
  /** A label that waits for the next piece: `联系人` alone. */
  label?: Label
  /** Said outright (label, 我是, 我叫); otherwise it counts only beside a contact or as an answer. */
  outright: boolean
  /** Nothing of the piece is left over. */
  whole: boolean
}
