import type { z } from 'zod'
import type { Clock } from '../../shared/clock.ts'
import { every } from '../../shared/every.ts'
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

interface Change<T> {
  change(draft: T): unknown
  done(result: unknown): void
  fail(error: unknown): void
}

/**
 * A small document that all processes share: read from memory, changed only as it stands in the database at that
 * moment, so that of two changes at the same time none is lost. Changes of one process that wait share one write. What
 * others change is seen after `refresh`.
 */
export async function openSharedDocument<T>(
  postgres: Pick<Postgres, 'session'>,
  name: string,
  schema: z.ZodType<T>,
  initial: T,
): Promise<SharedDocument<T>> {
  let known = { version: 0, data: initial }
  const waiting: Change<T>[] = []
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other: an older look never replaces what was just written. */
  const inOrder = <R>(work: () => Promise<R>): Promise<R> => {
    const next = last.then(work)
    last = next.catch(() => {})
    return next
  }

  function take(row: Row | undefined): void {
    if (!row || row.version === known.version) return
    const parsed = schema.safeParse(JSON.parse(row.body))
    if (!parsed.success) {
      throw new StoreError(
        'document_corrupt',
        `数据库 documents 表里的 ${name} 不能读取，请用备份恢复这一行`,
        parsed.error,
      )
    }
    known = { version: row.version, data: parsed.data }
  }

  const rowOf = async (link: Link, lock = ''): Promise<Row | undefined> =>
    (await link.query(`SELECT version, body FROM documents WHERE name = $1 ${lock}`, [name])).rows[0] as Row | undefined

  /** False: another process was faster. */
  async function replace(link: Link, data: T): Promise<boolean> {
    const { version } = known
    const { rowCount } = await link.query(
      'UPDATE documents SET version = version + 1, body = $2 WHERE name = $1 AND version = $3',
      [name, JSON.stringify(data), version],
    )
    if (rowCount === 1) known = { version: version + 1, data }
    return rowCount === 1
  }

  async function write(link: Link, changes: readonly Change<T>[]): Promise<void> {
    const made = applied(changes, known.data)
    if (await replace(link, made.data)) return made.tell()
    await link.query('BEGIN')
    try {
      take(await rowOf(link, 'FOR UPDATE'))
      const remade = applied(changes, known.data)
      await replace(link, remade.data)
      await link.query('COMMIT')
      remade.tell()
    } catch (error) {
      await link.query('ROLLBACK').catch(() => {})
      throw error
    }
  }

  async function writeWaiting(): Promise<void> {
    const changes = waiting.splice(0)
    if (changes.length === 0) return
    try {
      await postgres.session((link) => write(link, changes))
    } catch (error) {
      for (const one of changes) one.fail(error)
    }
  }

  await postgres.session(async (link) => {
    await link.query('INSERT INTO documents VALUES ($1, 1, $2) ON CONFLICT DO NOTHING', [name, JSON.stringify(initial)])
    take(await rowOf(link))
  })
  return {
    get data() {
      return known.data
    },
    refresh: () => inOrder(() => postgres.session(async (link) => take(await rowOf(link)))),
    update: <R>(change: (draft: T) => R) =>
      new Promise<R>((done, fail) => {
        waiting.push({ change, done: done as (result: unknown) => void, fail })
        void inOrder(writeWaiting)
      }),
  }
}

/** All changes laid over one another; one that throws changes nothing and is told so. */
function applied<T>(changes: readonly Change<T>[], from: T): { data: T; tell(): void } {
  let data = from
  const tellings = changes.map(({ change, done, fail }) => {
    const draft = structuredClone(data)
    try {
      const result = change(draft)
      data = draft
      return () => done(result)
    } catch (error) {
      return () => fail(error)
    }
  })
  return {
    data,
    tell: () => {
      for (const tell of tellings) tell()
    },
  }
}

const refreshMs = 2_000

/** Refreshes the documents every two seconds until `stop`; a server that is away is asked again the next time. */
export const keepFresh = (documents: ReadonlyArray<{ refresh(): Promise<void> }>, clock: Clock) => ({
  stop: every(clock, refreshMs, () => Promise.allSettled(documents.map((one) => one.refresh()))),
})
