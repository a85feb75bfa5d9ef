import type { Assessment, Cursor, ReadingState, Thread, ThreadMessage } from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'

export interface ThreadReading {
  reading: ReadingState
  cursor: Cursor | undefined
  assessment: Assessment
  /** Messages read now; of a long stretch the last ones. */
  fresh: ThreadMessage[]
  /** Read again, but the words of its beginning are gone (retention): what was known then still counts. */
  faded: boolean
}

const pageSize = 200
const keptFresh = 60

/** Reads what is new, page by page; from the start where something before the cursor changed. */
export async function readThread(context: SyncContext, thread: Thread, enrich: boolean): Promise<ThreadReading> {
  const { scorer, store, enricher } = context
  const start = scorer.start()
  const again = thread.reread || thread.reading === undefined || thread.reading.v !== start.v
  let reading = again ? start : (thread.reading ?? start)
  let cursor = again ? undefined : thread.cursor
  let fresh: ThreadMessage[] = []
  let faded = false
  for (;;) {
    const page = await store.threadMessages(thread, cursor, pageSize)
    if (page.length > 0) {
      reading = scorer.read(reading, page)
      cursor = page.at(-1)?.cursor
      faded ||= again && page.some((message) => message.kind === 'text' && message.text === '')
      fresh = [...fresh, ...page.map(withoutCursor)].slice(-keptFresh)
    }
    if (page.length < pageSize) break
  }
  // "Now" is the last message's time, so that a score says the same next year.
  const assessment = scorer.assess(reading, cursor?.sentAt ?? 0)
  if (!enrich || !enricher || fresh.length === 0) return { reading, cursor, assessment, fresh, faded }
  try {
    return { cursor, fresh, faded, ...(await enrichedBy(enricher, reading, fresh, assessment)) }
  } catch (error) {
    context.logger.warn('enrich_failed', { threadId: thread.id, error })
    return { reading, cursor, assessment, fresh, faded }
  }
}

async function enrichedBy(
  enricher: NonNullable<SyncContext['enricher']>,
  state: ReadingState,
  fresh: readonly ThreadMessage[],
  base: Assessment,
) {
  const { state: reading, assessment } = await enricher.enrich(state, fresh, base)
  return { reading, assessment }
}

export const withoutCursor = ({ cursor: _, ...message }: ThreadMessage & { cursor: Cursor }): ThreadMessage => message
