import type { EntryId, OutboxEntry, SyncStatus } from '../../domain/index.ts'
import { CrmError, callPriority } from '../../domain/index.ts'
import { atMost } from '../at-most.ts'
import type { SyncContext } from '../context.ts'
import { handlers, type JobResult } from '../jobs/handlers.ts'
import { admitted, afterCall, type Breaker, closedBreaker } from './breaker.ts'
import { announceEnd, bury, tellRequester } from './ends.ts'
import { afterRun, type RunEnd } from './policy.ts'
import { LeaseLostError, ParkedError, Run, UndecidableError } from './run.ts'

export interface ErpWorker {
  /** Starts what is due; resolves to the time to look again. */
  step(): Promise<number | undefined>
  /** Waits for the runs in hand; the ones that go on are parked at their next step. */
  stop(): Promise<void>
  running(): number
  state(): SyncStatus['breaker']
  pause(): void
  resume(): void
}

/** Takes due entries, a bounded window at a time, and carries them out; all policy is in `policy.ts`. */
export function createErpWorker(context: SyncContext, name: string): ErpWorker {
  const { store, clock, settings, logger } = context
  const active = new Map<EntryId, Promise<void>>()
  const waits = new Map<number, number>()
  let breaker: Breaker = closedBreaker
  let pausedUntil = 0
  let stopping = false
  let paused = false

  async function step(): Promise<number | undefined> {
    const now = clock.now()
    // What was queued before writing was switched off waits for the day it is switched on.
    if (paused || stopping || !settings.syncEnabled) return undefined
    if (pausedUntil - now > longestPauseMs) pausedUntil = now
    if (pausedUntil > now) return pausedUntil
    const free = settings.workers - active.size
    // Behind a backlog nobody who waits on his phone stands in line: a few lanes are theirs alone.
    const urgentOnly = free <= 0
    const lanes = urgentOnly && breaker.state === 'closed' ? free + urgentLanes : free
    // A run that ends wakes us.
    if (lanes <= 0) return undefined
    const gate = admitted(breaker, now, lanes)
    if (gate.count === 0) return breaker.state === 'probing' ? undefined : breaker.probeAt
    const claimed = await store.claimEntries({
      worker: name,
      kind: 'erp',
      now,
      leaseMs: settings.leaseMs,
      limit: gate.count,
      lowest: urgentOnly ? callPriority.hot : undefined,
      except: [...active.keys()],
    })
    // Only a probe is news: what ended while we claimed knows more of the ERP than the gate did.
    if (claimed.length > 0 && gate.breaker.state === 'probing') setBreaker(gate.breaker)
    for (const entry of claimed) begin(entry)
    // The time of the next entry is the backlog's.
    if (urgentOnly) return now + urgentLookMs
    if (claimed.length === gate.count) return active.size < settings.workers ? now : undefined
    return store.nextEntryDue('erp')
  }

  function begin(entry: OutboxEntry): void {
    const running = execute(entry).finally(() => {
      active.delete(entry.id)
      context.wake('erp')
    })
    active.set(entry.id, running)
  }

  async function execute(entry: OutboxEntry): Promise<void> {
    const run = new Run(entry, context, { careful: breaker.failures > 0, isStopping: () => stopping })
    try {
      const { end, result } = await attempt(run)
      await conclude(run, end, result)
    } catch (error) {
      if (error instanceof LeaseLostError) logger.warn('lease_lost', { entryId: entry.id })
      // The lease runs out and the entry is taken up again from its recorded steps.
      else {
        logger.error('entry_not_concluded', { entryId: entry.id, error })
        await context.alerts.raise('store', '队列写不进数据目录，请检查磁盘空间和权限', { over: '数据目录可以写了' })
      }
      if (breaker.state === 'probing') setBreaker({ ...breaker, state: 'open', probeAt: clock.now() + reprobeMs })
    } finally {
      run.end()
    }
  }

  async function attempt(run: Run): Promise<{ end: RunEnd; result?: JobResult }> {
    try {
      const result = await handlers(run.entry.job, run, context)
      return { end: { kind: 'done' }, result }
    } catch (error) {
      if (error instanceof LeaseLostError) throw error
      if (error instanceof ParkedError) return { end: { kind: 'parked', forMs: error.forMs, reason: error.message } }
      if (error instanceof UndecidableError) return { end: { kind: 'undecidable', question: error.message } }
      if (!(error instanceof CrmError)) logger.error('entry_failed', { entryId: run.entry.id, error })
      return { end: { kind: 'failed', error } }
    }
  }

  async function conclude(run: Run, end: RunEnd, result: JobResult | undefined): Promise<void> {
    const { entry } = run
    const now = clock.now()
    const { transition, effects } = afterRun({
      end,
      now,
      attempts: entry.attempts,
      waits: waits.get(entry.id) ?? 0,
      asksOnly: entry.job.type === 'customer_action' && entry.replyTo !== undefined,
      erpHealthy: breaker.state === 'closed',
      random: clock.random(),
    })
    await context.probe('finish:intent')
    const leased = await store.finishEntry(entry.id, run.fence, transition, now, async (tx) => {
      await result?.also?.(tx)
      await tellRequester(tx, context, { entry, end, transition, result })
    })
    if (!leased.ok) throw new LeaseLostError('finished by another worker')
    await context.probe('finish:committed')
    if (transition.state === 'ready' && !transition.counts) waits.set(entry.id, (waits.get(entry.id) ?? 0) + 1)
    else if (transition.state !== 'ready') waits.delete(entry.id)
    announceEnd(context, { entry, end, transition })
    for (const effect of effects) {
      if (effect.kind === 'health') {
        setBreaker(afterCall(breaker, effect.ok, now))
        // Also where an earlier process opened the incident.
        if (effect.ok) context.alerts.clear('erp_away')
      } else if (effect.kind === 'alert') {
        const { key, text, over, cause } = effect
        await context.alerts.raise(key, text, { over, cause })
      } else pauseAll(now + effect.ms, effect.reason)
    }
    if (breaker.state === 'probing') setBreaker(closedBreaker)
    if (transition.state === 'done') result?.announce?.()
    if (transition.state === 'done') context.alerts.clear('login')
    if (transition.state === 'dead') await bury(context, entry, transition.reason)
    context.wake('chat')
    // A new customer may have a conversation that waits for its note.
    if (transition.state === 'done' && entry.job.type === 'sync_customer') context.wake('pipeline')
  }

  function pauseAll(until: number, reason: string): void {
    pausedUntil = Math.max(pausedUntil, until)
    context.emit({ type: 'paused', reason, ms: until - clock.now() })
  }

  function setBreaker(next: Breaker): void {
    if (next.state !== breaker.state) {
      context.emit({ type: 'breaker', state: next.state })
      if (next.state === 'open' && breaker.state === 'closed')
        void context.alerts.raise('erp_away', 'ERP 连不上，已暂停写入并定时探测；队列都在，恢复后自动继续', {
          over: 'ERP 已连上，写入继续',
        })
    }
    breaker = next
  }

  return {
    step,
    running: () => active.size,
    state: () => breaker.state,
    pause() {
      paused = true
    },
    resume() {
      paused = false
      context.wake('erp')
    },
    async stop() {
      stopping = true
      await atMost(clock, stopMs, Promise.allSettled(active.values()))
    },
  }
}

const stopMs = 7_500
const reprobeMs = 2_000
/** Commands and hot leads beyond the usual window, and how often they are looked for while it is full, ms. */
const urgentLanes = 2
const urgentLookMs = 250
/** No pause is longer: one that seems to be comes from a clock that was set back. */
const longestPauseMs = 10 * 60_000
