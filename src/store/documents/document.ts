import { type Adapter, Low } from 'lowdb'
import type { z } from 'zod'
import { messageOf } from '../../shared/errors.ts'
import { StoreError } from '../errors.ts'
import { type Files, systemFiles } from './files.ts'
import { writeDurably } from './write-durably.ts'

/** A small JSON file that people also read and edit by hand. */
export interface Document<T> {
  readonly data: T
  /** Changes a copy, shows it and writes it, one change after the other; where the write fails the change is taken back. */
  update<R>(change: (draft: T) => R): Promise<R>
}

/** A document whose file is ours alone. */
export interface FileDocument<T> extends Document<T> {
  /** Nothing is being written any more. */
  settled(): Promise<void>
}

/** Opens a document; a missing file starts with `initial`. Throws StoreError `document_corrupt`, naming the file. */
export async function openDocument<T>(
  path: string,
  schema: z.ZodType<T>,
  initial: T,
  files: Files = systemFiles,
): Promise<FileDocument<T>> {
  // Never JSONFilePreset: with NODE_ENV=test it would silently keep everything in memory.
  const low = new Low<T>(fileAdapter(files, path, schema), initial)
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
    async settled() {
      await last
    },
  }
}

function fileAdapter<T>(files: Files, path: string, schema: z.ZodType<T>): Adapter<T> {
  return {
    async read() {
      const text = await readText(files, path)
      if (text === undefined) return null
      const checked = check(text, schema)
      if ('value' in checked) return checked.value
      const kept = await keepDamaged(files, path)
      throw new StoreError('document_corrupt', `${path} 不能读取（${checked.problem}）。${kept}请改正或删除后重启`)
    },
    write: (data) => writeDurably(files, path, `${JSON.stringify(data, null, 2)}\n`),
  }
}

async function readText(files: Files, path: string): Promise<string | undefined> {
  try {
    return await files.read(path)
  } catch (error) {
    throw new StoreError('document_corrupt', `${path} 不能读取（${messageOf(error)}），请检查权限`, error)
  }
}

/** A copy for whoever repairs it; on a full or read-only disk the file itself is all there is. */
async function keepDamaged(files: Files, path: string): Promise<string> {
  try {
    await files.copy(path, `${path}.damaged`)
    return `原文件已另存为 ${path}.damaged，`
  } catch {
    return ''
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
