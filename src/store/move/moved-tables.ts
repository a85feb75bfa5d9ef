import type { Tables } from '../queries/tables.ts'

/** A table as it is moved: in the order of its key, which both databases compare byte by byte. */
export interface MovedTable {
  name: keyof Tables
  key: string
  /** The key is text. */
  text: boolean
}

export const movedTables: readonly MovedTable[] = [
  { name: 'messages', key: 'seq', text: false },
  { name: 'threads', key: 'id', text: true },
  { name: 'leads', key: 'id', text: true },
  { name: 'identities', key: 'key', text: true },
  { name: 'outbox', key: 'id', text: false },
  { name: 'prompts', key: 'id', text: true },
  { name: 'customers', key: 'ord', text: false },
  { name: 'audit', key: 'seq', text: false },
]

export type Row = Record<string, string | number | null>
export type Key = string | number
