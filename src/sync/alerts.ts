import { callPriority, type Messenger, type StaffDirectory, type StaffMember, type Store } from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import { maskText } from '../shared/mask.ts'
import type { SyncEvent } from './events.ts'
import { chatLane } from './lanes.ts'

export interface Alerts {
  /**
   * Tells the operator, once per incident: again only after `clear`. Of a `kind` only a few an hour are told one by one.
   * Never rejects.
   */
  raise(key: string, text: string, kind?: string): Promise<void>
  clear(key: string): void
}

interface AlertDeps {
  store: Store
  staff: StaffDirectory
  messenger?: Messenger
  clock: Clock
  logger: Logger
  emit(event: SyncEvent): void
  wake(who: 'chat'): void
}

const alertExpiryMs = 6 * 3_600_000

/** Alerts go to the operators' chats, where there is none to the managers'. */
export function createAlerts({ store, staff, messenger, clock, logger, emit, wake }: AlertDeps): Alerts {
  const open = new Set<string>()
  const flood = createFlood(clock)
  return {
    async raise(key, text, kind) {
      if (open.has(key)) return
      open.add(key)
      if (open.size > rememberedKeys) open.delete(open.values().next().value as string)
      const words = kind === undefined ? text : flood.next(kind, text)
      if (words === undefined) return
      const masked = maskText(words)
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
        // The disk that cannot take it is most likely what it is about.
        for (const contactId of operators(staff))
          messenger?.say({ kind: 'contact', contactId }, `⚠️ ${masked}`).catch(() => {})
      }
    },
    clear(key) {
      open.delete(key)
    },
  }
}

const rememberedKeys = 10_000
const toldPerHour = 5

/** Ten thousand refusals are one incident: after a few the operator hears that there are more. */
function createFlood(clock: Clock) {
  const told = new Map<string, { hour: number; count: number }>()
  return {
    next(kind: string, text: string): string | undefined {
      const hour = Math.floor(clock.now() / 3_600_000)
      const known = told.get(kind)
      const count = known?.hour === hour ? known.count + 1 : 1
      told.set(kind, { hour, count })
      if (count <= toldPerHour) return text
      return count === toldPerHour + 1 ? '这一小时内还有更多待办失败，不再逐条提醒，请用 /erp 状态 查看' : undefined
    },
  }
}

function operators(staff: StaffDirectory): string[] {
  const bound = staff.all().filter((person) => person.active && person.contactIds.length > 0)
  const ofRole = (role: StaffMember['role']) => bound.filter((person) => person.role === role)
  const chosen = ofRole('operator').length > 0 ? ofRole('operator') : ofRole('manager')
  return chosen.map((person) => person.contactIds.at(-1) as string)
}
