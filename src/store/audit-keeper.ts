import type { Cursors } from '../domain/index.ts'
import { writeArchive } from './audit-archive.ts'
import {
  type AuditVerdict,
  type ChainKnowledge,
  type ChainLine,
  type ChainPoint,
  createChainCheck,
} from './audit-chain.ts'

const anchorName = 'audit.anchor'
const markName = 'audit.mark'
const pageSize = 1_000

/** What a database has to offer for its operation log to be kept. */
export interface AuditTable {
  /** Lines after `after`, in order. */
  lines(after: number, limit: number): Promise<ChainLine[]>
  /** The number of the last line that was ever written, where the database knows it without that line. */
  lastSeq?(): Promise<number | undefined>
  /** The last line older than `time` whose predecessors all are; never the newest line. */
  rotatableUpTo(time: number): Promise<number | undefined>
  dropUpTo(seq: number): Promise<void>
}

export interface AuditKeeper {
  /** Recomputes the hash chain; remembers how far it went, so that a shortened log is found the next time. */
  verify(): Promise<AuditVerdict>
  /** Moves lines older than `time` to a file in `folder`; the chain is anchored where they ended. */
  rotate(time: number, folder: string): Promise<{ file?: string; moved: number }>
}

/** Verification and rotation over any database. Anchor and mark are kept outside of it, in the cursors' document. */
export function createAuditKeeper(table: AuditTable, cursors: Cursors): AuditKeeper {
  const known = (): ChainKnowledge => ({
    anchor: cursors.get<ChainPoint>(anchorName),
    mark: cursors.get<ChainPoint>(markName),
  })

  /** Page by page: the log may be long, and others want to write meanwhile. */
  async function recompute(): Promise<AuditVerdict> {
    const knowledge = { ...known(), last: await table.lastSeq?.() }
    const check = createChainCheck(knowledge)
    for (let after = knowledge.anchor?.seq ?? 0; ; ) {
      const page = await table.lines(after, pageSize)
      for (const line of page) {
        const broken = check.take(line)
        if (broken) return broken
        after = line.seq
      }
      if (page.length < pageSize) return check.end()
    }
  }

  async function verify(): Promise<AuditVerdict> {
    const { mark } = known()
    const verdict = await recompute()
    if (verdict.ok && verdict.head && verdict.head.seq > (mark?.seq ?? 0)) await cursors.set(markName, verdict.head)
    return verdict
  }

  async function* linesUpTo(seq: number, after: number): AsyncGenerator<ChainLine> {
    for (;;) {
      const page = await table.lines(after, pageSize)
      for (const line of page) {
        if (line.seq > seq) return
        after = line.seq
        yield line
      }
      if (page.length < pageSize) return
    }
  }

  async function rotate(time: number, folder: string) {
    const { anchor } = known()
    const upTo = await table.rotatableUpTo(time)
    if (upTo === undefined || upTo <= (anchor?.seq ?? 0)) {
      // A rotation that was cut off after its anchor: its lines are in the archive already.
      if (upTo !== undefined) await table.dropUpTo(upTo)
      return { moved: 0 }
    }
    // A chain that is broken stays as it is, as evidence.
    const before = await verify()
    if (!before.ok) return { moved: 0 }
    const written = await writeArchive(folder, anchor, linesUpTo(upTo, anchor?.seq ?? 0))
    if (!written) return { moved: 0 }
    await cursors.set(anchorName, written.last)
    await table.dropUpTo(upTo)
    return { file: written.file, moved: written.last.seq - (anchor?.seq ?? 0) }
  }

  return { verify, rotate }
}
