import type { Config } from '../config/index.ts'
import type { Cursors, LoginRefusal, RefusalMemory } from '../domain/index.ts'
import { type CallRecord, createErp, type Erp, type NoteForm, type NoteFormMemory } from '../erp/index.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import type { Data, Fleet } from '../store/index.ts'
import { createCallLog } from './call-log.ts'

interface ErpParts {
  clock: Clock
  logger: Logger
  /** Told of every call, masked. */
  onCall?(call: CallRecord): void
  data: Pick<Data, 'store' | 'cursors'>
  /** Several processes share one gate and one session. */
  fleet?: Fleet
}

/** The ERP client as configured; undefined where no ERP is. Every call lands in the operation log. */
export async function openErp(
  config: Config,
  { clock, logger, data, fleet, onCall }: ErpParts,
): Promise<Erp | undefined> {
  if (!config.erp) return undefined
  const { settings } = config
  const ratePerSecond = settings.ERP_RATE_PER_SECOND
  const log = createCallLog(data.store, logger)
  const erp = createErp({
    ...config.erp,
    ...(await fleet?.erp({ ...config.erp, ratePerSecond })),
    ratePerSecond,
    timeoutMs: settings.ERP_TIMEOUT_MS,
    contentType: settings.ERP_CONTENT_TYPE,
    allow: settings.ERP_ALLOW,
    readOnly: !settings.ERP_SYNC_ENABLED,
    sourceId: settings.ERP_CUSTOMER_SOURCE_ID,
    category: settings.ERP_CUSTOMER_CATEGORY,
    refusals: rememberedRefusal(config.erp.baseUrl, data.cursors),
    noteForm: rememberedForm(config.erp.baseUrl, data.cursors),
    clock,
    logger,
    onCall(call) {
      onCall?.(call)
      log.add(call)
    },
  })
  return {
    ...erp,
    async close() {
      await erp.close()
      await log.settled()
    },
  }
}

/** What the ERP at this address refused, over a restart: an account is not locked by starting anew. */
function rememberedRefusal(baseUrl: string, cursors: Cursors): RefusalMemory {
  const name = 'erp.login_refusal'
  const kept = cursors.get<{ baseUrl: string; refusal: LoginRefusal }>(name)
  let known = kept?.baseUrl === baseUrl ? kept.refusal : undefined
  return {
    get: () => known,
    async set(refusal) {
      known = refusal
      // A disk that is full hides neither the refusal nor the login.
      if (refusal || cursors.get(name)) await cursors.set(name, refusal && { baseUrl, refusal }).catch(() => {})
    },
  }
}

/** Which form of note this server took, over a restart: learnt by the first note, or by `doctor --write-probe`. */
function rememberedForm(baseUrl: string, cursors: Cursors): NoteFormMemory {
  const name = 'erp.note_form'
  const known = () => {
    const kept = cursors.get<{ baseUrl: string; form: NoteForm }>(name)
    return kept?.baseUrl === baseUrl ? kept.form : undefined
  }
  return {
    get: known,
    set(form) {
      // Lost in a crash, it is learnt again.
      if (known() !== form) cursors.set(name, { baseUrl, form }).catch(() => {})
    },
  }
}
