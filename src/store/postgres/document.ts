import type { z } from 'zod'
import type { Clock } from '../../shared/clock.ts'
import type { Document } from '../documents/document.ts'
import { StoreError } from '../errors.ts'
import type { Link } from './pool.ts'
import type { Postgres } from './postgres.ts'

export interface SharedDocument<T> extends Document<T> {
  /** Reads what other processes wrote meanwhile. */
  refresh(): Promise<void>
}

interface Row {
  version: number
  body: string
}

/**
 * A small document that all processes share: read from memory, changed under a lock on its row, so that of two changes
 * at the same time none is lost. What others change is seen after `refresh`.
 */
export async function openSharedDocument<T>(
  postgres: Pick<Postgres, 'session'>,
  name: string,
  schema: z.ZodType<T>,
  initial: T,
): Promise<SharedDocument<T>> {
  let version = 0
  let data = initial
  const take = (row: Row | undefined) => {
    if (!row || row.version === version) return
    const parsed = schema.safeParse(JSON.parse(row.body))
    if (!parsed.success) {
      throw new StoreError(
        'document_corrupt',
        `数据库 documents 表里的 ${name} 不能读取，请用备份恢复这一行`,
        parsed.error,
      )
    }
    data = parsed.data
    version = row.version
  }
  const rowOf = async (link: Link, lock = ''): Promise<Row | undefined> =>
    (await link.query(`SELECT version, body FROM documents WHERE name = $1 ${lock}`, [name])).rows[0] as Row | undefined

  await postgres.session(async (link) => {
    await link.query('INSERT INTO documents VALUES ($1, 1, $2) ON CONFLICT DO NOTHING', [name, JSON.stringify(initial)])
    take(await rowOf(link))
  })
  return {
    get data() {
      return data
    },
    refresh: () => postgres.session(async (link) => take(await rowOf(link))),
    update: (change) =>
      postgres.session(async (link) => {
        await link.query('BEGIN')
        try {
          take(await rowOf(link, 'FOR UPDATE'))
          const draft = structuredClone(data)
          const result = change(draft)
          await link.query('UPDATE documents SET version = version + 1, body = $2 WHERE name = $1', [
            name,
            JSON.stringify(draft),
          ])
          await link.query('COMMIT')
          data = draft
          version++
          return result
        } catch (error) {
          await link.query('ROLLBACK').catch(() => {})
          throw error
        }
      }),
  }
}

const refreshMs = 2_000

/** Refreshes the documents every two seconds until `stop`; a server that is away is asked again the next time. */
export function keepFresh(documents: ReadonlyArray<{ refresh(): Promise<void> }>, clock: Clock) {
  let cancel = () => {}
  let stopped = false
  const next = () => {
    cancel = clock.after(refreshMs, () => {
      void Promise.allSettled(documents.map((one) => one.refresh())).then(() => {
        if (!stopped) next()
      })
    })
  }
  next()
  return {
    stop() {
      stopped = true
      cancel()
    },
  }
}
