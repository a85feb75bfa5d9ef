import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** The part of a reading that quotes: last lines of the conversation, word for word, each with its time. */
interface Quoting {
  llm?: { tail?: Array<{ at: number }>; unseen?: number }
}

/** Retention of readings: last lines that are older go as the messages themselves do. At most `limit` threads. */
export async function dropTailsBefore(db: Kysely<Tables>, time: number, limit: number): Promise<number> {
  const rows = await db
    .selectFrom('threads')
    .select(['id', 'reading', 'version'])
    // Only threads that were not read since can hold nothing but older lines; of the others the next reading pushes them out.
    .where('cursor_sent', '<', time)
    .where('reading', 'like', '%"tail":[{%')
    .limit(limit)
    .execute()
  for (const { id, reading, version } of rows) {
    const state = JSON.parse(reading ?? '{}') as Quoting
    const without = JSON.stringify({ ...state, llm: { ...state.llm, tail: [], unseen: 0 } })
    await db
      .updateTable('threads')
      .set({ reading: without, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .execute()
  }
  return rows.length
}
