import type { Assessment } from './lead.ts'
import type { ThreadMessage } from './message.ts'

/** Everything scoring remembers of a thread: plain JSON, bounded, whatever the thread's length. */
export type ReadingState = { readonly v: number; [key: string]: unknown }

/**
 * Reads a thread piece by piece. `read` is a pure fold, so that message n+1 costs the same in a thread of 20 or 20,000.
 * Messages come in the order of their own time.
 */
export interface Scorer {
  start(): ReadingState
  read(state: ReadingState, messages: readonly ThreadMessage[]): ReadingState
  /** `now`: the last message's time for imports and `score`. */
  assess(state: ReadingState, now: number): Assessment
}

/** A picture as it was sent. */
export interface SeenPicture {
  type: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif'
  data: Uint8Array
}

/** Fetches the picture of a message from WeChat. Nothing of it is stored. */
export interface PictureSource {
  /** Undefined: it is gone, too large, of another kind, or takes too long. Never rejects. */
  fetch(messageId: string, signal?: AbortSignal): Promise<SeenPicture | undefined>
}

/** Adds to what the rules found, never replaces it. Resolves to the unchanged assessment where it has nothing to add. */
export interface Enricher {
  enrich(
    state: ReadingState,
    fresh: readonly ThreadMessage[],
    base: Assessment,
    signal?: AbortSignal,
  ): Promise<{ state: ReadingState; assessment: Assessment }>
}
