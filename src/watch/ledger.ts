import type { Store } from '../domain/index.ts'
import { dayMs } from '../shared/china-time.ts'
import type { Clock } from '../shared/clock.ts'
import { duplicateOperation, type Fact, factOf } from './facts.ts'

export const hourMs = 3_600_000

/** The facts of the last hour, and the duplicates of the last day. */
export interface Ledger {
  /** Reads what the log has had since the last look. Rejects where the store cannot be read. */
  look(): Promise<void>
  /** In the order of their time. */
  facts(): readonly Fact[]
}

export interface LedgerOptions {
  store: Pick<Store, 'auditRecords'>
  clock: Clock
  /** A call is logged when it ended, under the time at which it began: so far back a look goes again, ms. */
  longestCallMs: number
}

/** More calls than this an hour are judged by the latest of them. */
const mostFacts = 20_000
const mostDuplicates = 1_000

export function createLedger({ store, clock, longestCallMs }: LedgerOptions): Ledger {
  let facts: Fact[] = []
  let lookedAt: number | undefined
  let looking: Promise<void> | undefined

  async function read(): Promise<void> {
    const now = clock.now()
    // A clock that was set back, or the first look, starts from the log alone.
    const again = lookedAt !== undefined && lookedAt <= now
    const from = again ? Math.max((lookedAt as number) - longestCallMs, now - hourMs) : now - hourMs
    const kept = again ? facts.filter((fact) => fact.at < from && fact.at >= horizonOf(fact, now)) : await earlier(from)
    // The upper end keeps the log's index in use: without it the whole log would be walked for the newest lines.
    const fresh = await factsSince({ since: from, until: now + dayMs, limit: mostFacts })
    facts = [...kept, ...fresh].sort((a, b) => a.at - b.at)
    lookedAt = now
  }

  const earlier = (from: number) =>
    factsSince({ since: from + hourMs - dayMs, until: from, operation: duplicateOperation, limit: mostDuplicates })

  const factsSince = async (query: Parameters<Store['auditRecords']>[0]): Promise<Fact[]> =>
    (await store.auditRecords(query)).flatMap((record) => factOf(record) ?? [])

  return {
    look() {
      looking ??= read().finally(() => {
        looking = undefined
      })
      return looking
    },
    facts: () => facts,
  }
}

const horizonOf = (fact: Fact, now: number) => now - (fact.kind === 'duplicate' ? dayMs : hourMs)
