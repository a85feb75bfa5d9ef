import type { Config } from '../config/index.ts'
import { type CallRecord, createErp, type Erp } from '../erp/index.ts'
import type { Clock } from '../shared/clock.ts'
import { messageOf } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'
import type { EmbeddedStore } from '../store/index.ts'
import { auditOf } from './erp-audit.ts'

interface ErpParts {
  clock: Clock
  logger: Logger
  /** Told of every call, masked. */
  onCall?(call: CallRecord): void
  data: Pick<EmbeddedStore, 'store'>
}

/** The ERP client as configured; undefined where no ERP is. Every call lands in the operation log. */
export function openErp(config: Config, { clock, logger, data, onCall }: ErpParts): Erp | undefined {
  if (!config.erp) return undefined
  const { settings } = config
  return createErp({
    ...config.erp,
    ratePerSecond: settings.ERP_RATE_PER_SECOND,
    timeoutMs: settings.ERP_TIMEOUT_MS,
    contentType: settings.ERP_CONTENT_TYPE,
    allow: settings.ERP_ALLOW,
    sourceId: settings.ERP_CUSTOMER_SOURCE_ID,
    category: settings.ERP_CUSTOMER_CATEGORY,
    clock,
    logger,
    onCall(call) {
      onCall?.(call)
      data.store.audit(auditOf(call)).catch((error) => logger.error('audit_failed', { error: messageOf(error) }))
    },
  })
}
