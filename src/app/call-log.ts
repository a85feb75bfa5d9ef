import type { CustomerOrd, Store } from '../domain/index.ts'
import type { CallRecord } from '../erp/index.ts'
import { messageOf } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'
import { auditOf } from './erp-audit.ts'

const rememberedOrds = 1_000

export interface CallLog {
  /** One call, in the order of the calls. Never throws. */
  add(call: CallRecord): void
  /** Resolves when all that was added is written. */
  settled(): Promise<void>
}

/** ERP calls into the operation log; whoever asks for a customer number finds the calls that carried his `ord` alone, too. */
export function createCallLog(store: Store, logger: Logger): CallLog {
  const khids = new Map<number, string>()
  let last: Promise<void> = Promise.resolve()

  async function khidOf({ khid, ord }: CallRecord): Promise<string | undefined> {
    if (ord === undefined) return khid
    const found = khid ?? khids.get(ord) ?? (await lookedUp(store, ord as CustomerOrd))
    if (found !== undefined) remember(ord, found)
    return found
  }

  function remember(ord: number, khid: string): void {
    if (khids.size >= rememberedOrds) khids.clear()
    khids.set(ord, khid)
  }

  async function write(call: CallRecord): Promise<void> {
    try {
      await store.audit(auditOf({ ...call, khid: await khidOf(call) }))
    } catch (error) {
      logger.error('audit_failed', { error: messageOf(error) })
    }
  }

  return {
    add(call) {
      last = last.then(() => write(call))
    },
    settled: () => last,
  }
}

const lookedUp = async (store: Store, ord: CustomerOrd): Promise<string | undefined> =>
  (await store.findLead(`ord:${ord}`))?.khid ?? (await store.knownCustomer(ord))?.khid
