/** From committed message to ERP record: intake, pipeline, outbox, reconciliation, pull, desk. */
export { createBook } from './book.ts'
export type { SyncDeps, SyncSettings } from './deps.ts'
export type { DrainReport } from './drain.ts'
export type { SyncEvent, SyncListener } from './events.ts'
export { importedThread } from './import-thread.ts'
export { createRoster } from './roster.ts'
export { createSync, type Sync } from './sync.ts'
