import type { Link } from '../postgres/pool.ts'

/**
 * Runs `work` while this process alone holds the named lock; undefined where another one does. The lock is the
 * connection's: it ends with the process, however that ends.
 */
export async function inTurn<T>(link: Link, name: string, work: () => Promise<T>): Promise<{ value: T } | undefined> {
  const { rows } = await link.query('SELECT pg_try_advisory_lock(hashtextextended($1, 2)) AS mine', [name])
  if ((rows[0] as { mine: boolean } | undefined)?.mine !== true) return undefined
  try {
    return { value: await work() }
  } finally {
    // Where that fails the connection is gone, and the lock with it.
    await link.query('SELECT pg_advisory_unlock(hashtextextended($1, 2))', [name]).catch(() => {})
  }
}
