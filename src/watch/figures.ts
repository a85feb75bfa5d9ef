import { type Figure, type FigureName, figureNames } from '../domain/index.ts'
import { dayMs } from '../shared/china-time.ts'
import type { CallFact, Fact } from './facts.ts'
import { hourMs } from './ledger.ts'
import { isCrossed, rules } from './rules.ts'

interface Measured {
  value: number
  samples: number
}

/** The five watched figures. Pure: `facts` in the order of their time. */
export function figuresOf(facts: readonly Fact[], now: number): Figure[] {
  const recent = facts.filter((fact) => fact.at > now - hourMs)
  const calls = recent.filter((fact) => fact.kind === 'call')
  const runs = lastRuns(recent)
  const counted = (value: number): Measured => ({ value, samples: value })
  const duplicates = facts.filter((fact) => fact.kind === 'duplicate' && fact.at > now - dayMs)
  const measured: Record<FigureName, Measured> = {
    sync_success_ratio: successRatio(runs.filter((run) => run.job === 'sync_customer')),
    erp_response_seconds: meanResponse(calls),
    failures: counted(runs.filter((run) => !run.ok).length),
    duplicates: counted(duplicates.length),
    session_expiries: counted(expiries(calls)),
  }
  return figureNames.map((name) => figureOf(name, measured[name]))
}

type RunFact = Extract<Fact, { kind: 'run' }>

/** Of every entry how its last run ended: a retry that succeeds is no failure. */
function lastRuns(facts: readonly Fact[]): RunFact[] {
  const last = new Map<number, RunFact>()
  for (const fact of facts) if (fact.kind === 'run') last.set(fact.entry, fact)
  return [...last.values()]
}

const successRatio = (runs: readonly RunFact[]): Measured => ({
  value: runs.filter((run) => run.ok).length / runs.length,
  samples: runs.length,
})

/**
 * Answers by the time they took. What was never answered took at least as long as we waited: it counts where that alone
 * is too long, so that a server that hangs is slow, and one that is not there is not fast.
 */
function meanResponse(calls: readonly CallFact[]): Measured {
  const times = calls.filter(hasResponse).map((call) => call.durationMs / 1_000)
  return { value: times.reduce((sum, time) => sum + time, 0) / times.length, samples: times.length }
}

function hasResponse({ outcome, durationMs }: CallFact): boolean {
  if (outcome === 'denied') return false
  const answered = outcome !== 'unreachable' && outcome !== 'unknown'
  return answered || durationMs > rules.erp_response_seconds.threshold * 1_000
}

/** Calls that were under way together lose the same session: one expiry until somebody has logged in again. */
function expiries(calls: readonly CallFact[]): number {
  let lost = false
  let count = 0
  for (const { operation, outcome } of calls) {
    if (operation === 'login') lost = lost && outcome !== 'ok'
    else if (outcome === 'error' && !lost) {
      lost = true
      count++
    }
  }
  return count
}

function figureOf(name: FigureName, { value, samples }: Measured): Figure {
  const rule = rules[name]
  const known = samples >= rule.atLeast
  return {
    name,
    label: rule.label,
    short: rule.short,
    samples,
    threshold: rule.threshold,
    limit: rule.limit,
    crossed: known && isCrossed(rule, value),
    ...(known && { value }),
    text: known ? rule.show(value) : '数据不足',
  }
}
