import { withoutAbsent } from '../shared/collections.ts'
import { type Alerts, createAlerts } from './alerts.ts'
import { defaultSyncSettings, type SyncDeps, type SyncSettings } from './deps.ts'
import { createEvents, type SyncEvent } from './events.ts'
import { createRotation, type RotationBook } from './rotation.ts'
import { createUnverified, type UnverifiedBook } from './unverified.ts'

/** What every part of the sync works with. */
export interface SyncContext extends Omit<SyncDeps, 'settings' | 'probe'> {
  settings: SyncSettings
  alerts: Alerts
  rotation: RotationBook
  /** Created, and not seen in the ERP since. */
  unverified: UnverifiedBook
  emit(event: SyncEvent): void
  on: ReturnType<typeof createEvents>['on']
  /** A named point of the work is reached. */
  probe(point: string): Promise<void>
  /** Wakes those who wait for work. */
  wake(who: 'pipeline' | 'erp' | 'chat'): void
}

export function createContext(deps: SyncDeps, wake: SyncContext['wake']): SyncContext {
  const given = withoutAbsent(deps.settings ?? {})
  const workers = workersFor(given.ratePerSecond ?? defaultSyncSettings.ratePerSecond)
  const settings = { ...defaultSyncSettings, workers, ...given }
  const events = createEvents((error) => deps.logger.error('listener_failed', { error }))
  const context = {
    ...deps,
    settings,
    ...events,
    wake,
    rotation: createRotation(deps.judge, deps.cursors),
    unverified: createUnverified(deps.cursors),
    async probe(point: string) {
      await deps.probe?.(point)
    },
  }
  return { ...context, alerts: createAlerts(context) }
}

/** A context whose events wait until what they tell is committed: a transaction may be rolled back. */
export function untilCommitted(context: SyncContext): { context: SyncContext; tell(): void } {
  const events: SyncEvent[] = []
  return {
    context: { ...context, emit: (event) => void events.push(event) },
    tell: () => {
      for (const event of events.splice(0)) context.emit(event)
    },
  }
}

/** A lane has one call under way at a time: the rate times the time of an answer keeps the gate busy. */
const workersFor = (ratePerSecond: number) => Math.max(defaultSyncSettings.workers, Math.ceil(ratePerSecond * 0.4) + 2)
