export { StoreError, type StoreFault } from './errors.ts'
export { type EmbeddedStore, openEmbeddedStore } from './open-embedded-store.ts'
export type { AuditVerdict } from './queries/audit.ts'
