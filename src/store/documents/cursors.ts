import { z } from 'zod'
import type { Cursors } from '../../domain/index.ts'
import type { Document } from './document.ts'

export const cursorsSchema = z.record(z.string(), z.unknown())

/** The values over their document, wherever that is kept. */
export function cursorsOver(document: Document<Record<string, unknown>>): Cursors {
  return {
    get: <T>(name: string) => document.data[name] as T | undefined,
    set: (name, value) =>
      document.update((draft) => {
        draft[name] = value
      }),
    change: <T, R>(name: string, work: (value: T | undefined) => { value: T; result: R }) =>
      document.update((draft) => {
        const { value, result } = work(draft[name] as T | undefined)
        draft[name] = value
        return result
      }),
  }
}
