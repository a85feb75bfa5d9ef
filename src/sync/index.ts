/** From committed message to ERP record: intake, pipeline, outbox, reconciliation, pull, desk. */
export type { AlertOptions, Alerts } from './alerts.ts'
export { defaultSyncSettings, type SyncDeps, type SyncSettings } from './deps.ts'
export type { DrainReport } from './drain.ts'
export type { RunFailure, SyncEvent, SyncListener } from './events.ts'
export type { Incident } from './incidents.ts'
export { normalizeCompany, sameCompany } from './normalize-company.ts'
export { createSync, type Sync } from './sync.ts'
