import { existsSync } from 'node:fs'
import { copyFile, readFile } from 'node:fs/promises'
import { type Adapter, Low } from 'lowdb'
import writeFileAtomic from 'write-file-atomic'
import type { z } from 'zod'
import { messageOf } from '../../shared/errors.ts'
import { StoreError } from '../errors.ts'

/** A small JSON file that people also read and edit by hand. */
export interface Document<T> {
  readonly data: T
  /** Changes a copy, writes it, and only then shows it: memory is never ahead of the disk. */
  update<R>(change: (draft: T) => R): Promise<R>
}

/** Opens a document; a missing file starts with `initial`. Throws StoreError `document_corrupt`, naming the file. */
export async function openDocument<T>(path: string, schema: z.ZodType<T>, initial: T): Promise<Document<T>> {
  // Never JSONFilePreset: with NODE_ENV=test it would silently keep everything in memory.
  const low = new Low<T>(fileAdapter(path, schema), initial)
  await low.read()
  let last: Promise<unknown> = Promise.resolve()
  return {
    get data() {
      return low.data
    },
    update(change) {
      const next = last.then(async () => {
        const before = low.data
        const draft = structuredClone(before)
        const result = change(draft)
        low.data = draft
        try {
          await low.write()
        } catch (error) {
          low.data = before
          throw new StoreError('store_failed', `无法写入 ${path}（${messageOf(error)}），请检查磁盘空间与权限`, error)
        }
        return result
      })
      last = next.catch(() => {})
      return next
    },
  }
}

/** Writes a temporary file, syncs it and renames it over the old one. */
function fileAdapter<T>(path: string, schema: z.ZodType<T>): Adapter<T> {
  return {
    async read() {
      if (!existsSync(path)) return null
      const text = await readFile(path, 'utf8')
      const checked = check(text, schema)
      if ('value' in checked) return checked.value
      await copyFile(path, `${path}.damaged`)
      throw new StoreError(
        'document_corrupt',
        `${path} 不能读取（${checked.problem}）。原文件已另存为 ${path}.damaged，请改正或删除后重启`,
      )
    },
    write: (data) => writeFileAtomic(path, `${JSON.stringify(data, null, 2)}\n`, { mode: 0o600, fsync: true }),
  }
}

function check<T>(text: string, schema: z.ZodType<T>): { value: T } | { problem: string } {
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    if (parsed.success) return { value: parsed.data }
    const issue = parsed.error.issues[0]
    return { problem: `${issue?.path.join('.') || '整个文件'}：${issue?.message}` }
  } catch (error) {
    return { problem: messageOf(error) }
  }
}
