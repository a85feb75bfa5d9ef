import { CrmError, type OutboxCounts } from '../domain/index.ts'
import type { SyncContext } from './context.ts'
import type { ErpWorker } from './outbox/worker.ts'

/** What a drain did. */
export interface DrainReport {
  created: number
  linked: number
  assigned: number
  notes: number
  questions: number
  /** Entries that wait for a person, in all. */
  dead: number
}

interface Parts {
  start(): void
  worker: ErpWorker
  hurry(on: boolean): void
  verify(): Promise<number | undefined>
}

const lookMs = 20
/** The ERP was away when it was to be looked at. */
const lookAgainMs = 2_000
/** Longer than the gaps between two messages, shorter than anything that is held back. */
const soonMs = 5_000

/** Works until no thread is due, no ERP entry is open and, where somebody listens, nothing is left to say. */
export async function drain(context: SyncContext, parts: Parts): Promise<DrainReport> {
  const report: DrainReport = { created: 0, linked: 0, assigned: 0, notes: 0, questions: 0, dead: 0 }
  const off = context.on(({ type }) => {
    if (type === 'customer_created') report.created++
    else if (type === 'customer_linked') report.linked++
    else if (type === 'assigned') report.assigned++
    else if (type === 'noted') report.notes++
    else if (type === 'question') report.questions++
  })
  parts.hurry(true)
  parts.start()
  try {
    do await idle(context, parts)
    while (await somethingWasMissing(context, parts))
    report.dead = (await context.store.outboxCounts('erp', context.clock.now())).dead
    return report
  } finally {
    parts.hurry(false)
    off()
  }
}

async function idle(context: SyncContext, { worker }: Parts): Promise<void> {
  const { store, clock, messenger } = context
  for (;;) {
    const now = clock.now()
    const erp = await store.outboxCounts('erp', now)
    const chat = await store.outboxCounts('chat', now)
    const saying = messenger?.connected() ? chat.running + (await soonToSay(context, now)) : 0
    const thread = await store.nextThreadDue()
    if (thread === undefined && workLeft(context, erp) === 0 && worker.running() === 0 && saying === 0) return
    await clock.sleep(lookMs)
  }
}

/** What waits for the morning, or for its hour, is not waited for. */
async function soonToSay({ store }: SyncContext, now: number): Promise<number> {
  const next = await store.nextEntryDue('chat')
  return next !== undefined && next <= now + soonMs ? 1 : 0
}

/** What was created is read back before we say that it is there. */
async function somethingWasMissing(context: SyncContext, { verify }: Parts): Promise<boolean> {
  const { store, clock } = context
  try {
    await verify()
  } catch (error) {
    if (!(error instanceof CrmError)) throw error
    // An ERP that is away comes back; one that does not let us look will not let us look later either.
    if (error.failure === 'refused' || error.failure === 'not_allowed') return false
    await clock.sleep(error.retryAfterMs ?? lookAgainMs)
    return true
  }
  return workLeft(context, await store.outboxCounts('erp', clock.now())) > 0
}

/** With ERP_SYNC_ENABLED=false what waits is not worked on. */
const workLeft = ({ settings }: SyncContext, { ready, running }: OutboxCounts) =>
  settings.syncEnabled ? ready + running : 0
