import { z } from 'zod'
import type { Cursors } from '../../domain/index.ts'
import { openDocument } from './document.ts'

export async function openCursors(path: string): Promise<Cursors> {
  const document = await openDocument(path, z.record(z.string(), z.unknown()), {})
  return {
    get: <T>(name: string) => document.data[name] as T | undefined,
    set: (name, value) =>
      document.update((draft) => {
        draft[name] = value
      }),
  }
}
