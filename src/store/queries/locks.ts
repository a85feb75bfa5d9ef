import { type Kysely, PostgresAdapter } from 'kysely'
import type { Tables } from './tables.ts'

/** Why a row is read: whoever is going to change it keeps others from doing so meanwhile. */
export type Purpose = 'to change it'

/**
 * Several connections change this database at the same time (PostgreSQL): rows and lanes are locked by whoever changes
 * them. SQLite has one writer, and no word for it.
 */
export const isShared = (db: Kysely<Tables>): boolean => db.getExecutor().adapter instanceof PostgresAdapter

/** For `$if`: the rows of a query are to be locked. */
export const locks = (db: Kysely<Tables>, purpose: Purpose | undefined): boolean =>
  purpose !== undefined && isShared(db)
