import { createHash } from 'node:crypto'

/** A line of the operation log as it is stored. */
export interface ChainLine {
  seq: number
  /** JSON of the record. */
  body: string
  hash: string
  /** What is kept beside the body for queries; it must say the same. */
  columns?: Readonly<Record<string, unknown>>
}

/** A place in the chain that is known from elsewhere. */
export interface ChainPoint {
  seq: number
  hash: string
}

export type AuditVerdict =
  | { ok: true; records: number /** The newest line: worth noting somewhere else. */; head?: ChainPoint }
  | {
      ok: false
      /** The first line that does not fit, or after which something is missing. */
      seq: number
      /** Lines that fit. */
      records: number
      fault: 'changed' | 'removed'
    }

/** Each line's hash covers the one before it. */
export const chainHash = (previous: string, body: string): string =>
  createHash('sha256').update(previous).update('\n').update(body).digest('hex')

export interface ChainKnowledge {
  /** Lines up to here were moved to an archive. Absent: the chain begins with the first line. */
  anchor?: ChainPoint
  /** A line that was seen before and must still be there. */
  mark?: ChainPoint
  /** The number of the last line that was ever written, where the database counts. */
  last?: number
}

/** Recomputes a chain line by line, in the order of `seq`. Numbers may have gaps: only the hashes prove that nothing is missing. */
export function createChainCheck({ anchor, mark, last }: ChainKnowledge = {}) {
  let previous: ChainPoint = anchor ?? { seq: 0, hash: '' }
  let records = 0
  let markSeen = mark === undefined || mark.seq <= previous.seq
  const broken = (seq: number, fault: 'changed' | 'removed'): AuditVerdict => ({ ok: false, seq, records, fault })
  return {
    /** Undefined: fits so far. Lines before the anchor are skipped. */
    take(line: ChainLine): AuditVerdict | undefined {
      if (anchor && line.seq <= anchor.seq) return undefined
      if (line.hash !== chainHash(previous.hash, line.body) || !saysTheSame(line)) return broken(line.seq, 'changed')
      if (mark && line.seq === mark.seq) {
        if (line.hash !== mark.hash) return broken(line.seq, 'changed')
        markSeen = true
      }
      previous = { seq: line.seq, hash: line.hash }
      records++
      return undefined
    },
    end(): AuditVerdict {
      const cut = !markSeen || (last !== undefined && previous.seq < last)
      if (cut) return broken(previous.seq + 1, 'removed')
      return { ok: true, records, ...(previous.seq > 0 && { head: previous }) }
    },
  }
}

function saysTheSame({ body, columns }: ChainLine): boolean {
  if (!columns) return true
  const record = JSON.parse(body) as Record<string, unknown>
  return Object.entries(columns).every(([name, value]) => (record[name] ?? null) === (value ?? null))
}
