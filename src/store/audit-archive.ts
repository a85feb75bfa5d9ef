import { createReadStream } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type AuditVerdict, type ChainLine, type ChainPoint, createChainCheck } from './audit-chain.ts'
import { StoreError } from './errors.ts'

/** What an archive begins with. */
interface Heading {
  /** The line before its first one. Absent: it begins the chain. */
  after?: ChainPoint
}

const numbered = (seq: number) => String(seq).padStart(10, '0')

/**
 * Writes lines that leave the database to a file of their own (0600), synced before it gets its name. Resolves to the
 * last line: what stays goes on from there.
 */
export async function writeArchive(
  folder: string,
  after: ChainPoint | undefined,
  lines: AsyncIterable<ChainLine>,
): Promise<{ file: string; last: ChainPoint } | undefined> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, 'draft')
  const file = await open(draft, 'w', 0o600)
  let first: ChainPoint | undefined
  let last: ChainPoint | undefined
  try {
    await file.write(`${JSON.stringify({ after } satisfies Heading)}\n`)
    for await (const { seq, body, hash } of lines) {
      await file.write(`${JSON.stringify({ seq, hash, body })}\n`)
      first ??= { seq, hash }
      last = { seq, hash }
    }
    await file.sync()
  } finally {
    await file.close()
  }
  if (!first || !last) return undefined
  const path = join(folder, `audit-${numbered(first.seq)}-${numbered(last.seq)}.jsonl`)
  await rename(draft, path)
  return { file: path, last }
}

/** Recomputes the chain of an archive. Throws StoreError where it is none. */
export async function verifyArchive(path: string): Promise<AuditVerdict> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
  let check: ReturnType<typeof createChainCheck> | undefined
  for await (const text of lines) {
    if (text === '') continue
    if (!check) {
      check = createChainCheck({ anchor: parsed<Heading>(text, path).after, last: lastOf(path) })
      continue
    }
    const broken = check.take(parsed<ChainLine>(text, path))
    if (broken) return broken
  }
  if (!check) throw new StoreError('store_failed', `${path} 是空的，应为 audit 目录里的 .jsonl 文件`)
  return check.end()
}

/** The name tells which line is the last one. */
const lastOf = (path: string): number | undefined => {
  const found = /-(\d{10})\.jsonl$/.exec(path)
  return found ? Number(found[1]) : undefined
}

function parsed<T>(text: string, path: string): T {
  try {
    return JSON.parse(text) as T
  } catch (error) {
    throw new StoreError('store_failed', `${path} 不是操作日志的存档，应为 audit 目录里的 .jsonl 文件`, error)
  }
}
