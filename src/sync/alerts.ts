import { callPriority, type StaffDirectory, type StaffMember, type Store } from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import { maskText } from '../shared/mask.ts'
import type { SyncEvent } from './events.ts'
import { chatLane } from './lanes.ts'

export interface Alerts {
  /** Tells the operator, once per incident: again only after `clear`. Never rejects. */
  raise(key: string, text: string): Promise<void>
  clear(key: string): void
}

interface AlertDeps {
  store: Store
  staff: StaffDirectory
  clock: Clock
  logger: Logger
  emit(event: SyncEvent): void
  wake(who: 'chat'): void
}

const alertExpiryMs = 6 * 3_600_000

/** Alerts go to the operators' chats, where there is none to the managers'. */
export function createAlerts({ store, staff, clock, logger, emit, wake }: AlertDeps): Alerts {
  const open = new Set<string>()
  return {
    async raise(key, text) {
      if (open.has(key)) return
      open.add(key)
      const masked = maskText(text)
      logger.warn('alert', { key, text: masked })
      emit({ type: 'alert', key, text: masked })
      try {
        await store.transact(async (tx) => {
          for (const to of operators(staff)) {
            const now = clock.now()
            await tx.enqueue({
              job: { type: 'say', to: { kind: 'contact', contactId: to }, text: `⚠️ ${masked}` },
              lane: chatLane({ kind: 'contact', contactId: to }),
              // A restart within the same incident does not repeat it within the hour.
              dedupeKey: `alert:${to}:${key}:${Math.floor(now / 3_600_000)}`,
              priority: callPriority.hot,
              dueAt: now,
              expiresAt: now + alertExpiryMs,
              actor: 'sync',
            })
          }
        })
        wake('chat')
      } catch (error) {
        logger.error('alert_not_stored', { key, error })
      }
    },
    clear(key) {
      open.delete(key)
    },
  }
}

function operators(staff: StaffDirectory): string[] {
  const bound = staff.all().filter((person) => person.active && person.contactIds.length > 0)
  const ofRole = (role: StaffMember['role']) => bound.filter((person) => person.role === role)
  const chosen = ofRole('operator').length > 0 ? ofRole('operator') : ofRole('manager')
  return chosen.map((person) => person.contactIds.at(-1) as string)
}
