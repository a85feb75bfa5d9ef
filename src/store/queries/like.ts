import { type RawBuilder, sql } from 'kysely'

/** Condition: the column has these words somewhere, in capitals or not. Signs of LIKE stand for themselves. */
export const contains = (column: string, words: string): RawBuilder<boolean> =>
  sql<boolean>`lower(${sql.ref(column)}) LIKE ${`%${words.toLowerCase().replace(/[!%_]/g, '!$&')}%`} ESCAPE '!'`
