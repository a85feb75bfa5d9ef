import type { Cursors, StaffDirectory, Store } from '../domain/index.ts'
import type { AuditVerdict } from './audit-chain.ts'

/** Everything that is kept, wherever: in a data directory, or in a database that many processes share. */
export interface Data {
  store: Store
  staff: StaffDirectory
  cursors: Cursors
  /** Recomputes the hash chain of the operation log. */
  verifyAudit(): Promise<AuditVerdict>
  /** Moves lines of the operation log older than `time` to an archive in the data directory; the chain stays provable. */
  rotateAudit(time: number): Promise<{ file?: string; moved: number }>
  /** Copies everything to a new directory while running; a consistent state. */
  backup(dir: string): Promise<void>
  /** Commits what is open, releases what is held. */
  close(): Promise<void>
}
