import { callPriority, type Messenger, type StaffDirectory, type StaffMember, type Store } from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import { maskText } from '../shared/mask.ts'
import type { SyncEvent } from './events.ts'
import { chatLane } from './lanes.ts'

export interface Alerts {
  /** Tells the operator, once per incident: again only after `clear`. Never rejects. */
  raise(key: string, text: string, options?: AlertOptions): Promise<void>
  /** It is well again. Over only when nothing is raised for ALERT_CALM_MS, so that a state that flaps is told once. Cheap. */
  clear(key: string): void
import { createFlood } from './flood.ts'
import { createIncidents, type Incident } from './incidents.ts'
}

export interface AlertOptions {
  /** Said when it is over. Given: an incident, open over restarts until it is cleared. Absent: told and done with. */
  over?: string
  /** Of a kind only a few an hour are told one by one. */
  kind?: string
  /** false: its beginning is not told in WeChat, which is what is away. @default true */
  chat?: boolean
}

interface AlertDeps {
  store: Store
  staff: StaffDirectory
  messenger?: Messenger
  clock: Clock
  logger: Logger
  emit(event: SyncEvent): void
  /** What is not well now. */
  open(): readonly Incident[]
  /** Nothing is told any more. */
  stop(): void
  wake(who: 'chat'): void
}

const alertExpiryMs = 6 * 3_600_000

/** Alerts go to the operators' chats, where there is none to the managers'. */
export function createAlerts(deps: AlertDeps): Alerts {
  const { clock, logger, emit, settings } = deps
  const told = new Set<string>()
  const incidents = createIncidents(deps.cursors)
  const calming = new Map<string, () => void>()
  const flood = createFlood(clock)
  settings: Pick<SyncSettings, 'alertCalmMs'>
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
  const tell = createTeller(deps)

  async function notice(key: string, text: string, { kind, chat }: AlertOptions): Promise<void> {
    if (told.has(key)) return
    told.add(key)
    if (told.size > rememberedKeys) told.delete(told.values().next().value as string)
    const words = kind === undefined ? text : flood.next(kind, text)
    if (words === undefined) return
    const masked = maskText(words)
    logger.warn('alert', { key, text: masked })
    emit({ type: 'alert', key, text: masked })
    // A restart does not repeat it within the hour.
    if (chat !== false) await tell(`⚠️ ${masked}`, `alert:${key}:${Math.floor(clock.now() / 3_600_000)}`, key)
  }

  async function begin(key: string, text: string, over: string, { chat }: AlertOptions): Promise<void> {
    calming.get(key)?.()
    calming.delete(key)
    if (incidents.get(key)) return
    const incident = incidents.next({ key, text: maskText(text), over: maskText(over), since: clock.now() })
    const keeping = incidents.open(incident)
    logger.warn('alert', { key, text: incident.text })
    emit({ type: 'alert', key, text: incident.text })
    if (chat !== false) await tell(`⚠️ ${incident.text}`, `alert:${key}:n${incident.nth}`, key)
    await kept(keeping)
  }

  async function end(incident: Incident): Promise<void> {
    const { key, nth, since } = incident
    const text = `${incident.over}（持续 ${durationOf(clock.now() - since)}）`
    const keeping = incidents.close(incident)
    logger.info('alert_over', { key, text })
    emit({ type: 'alert_over', key, text })
    await tell(`✅ ${text}`, `over:${key}:n${nth}`, key)
    await kept(keeping)
  }

  const kept = (keeping: Promise<void>) =>
    keeping.catch((error) => logger.error('incident_not_kept', { error: messageOf(error) }))

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
      told.delete(key)
      const incident = incidents.get(key)
      if (!incident || calming.has(key)) return
      const cancel = clock.after(settings.alertCalmMs, () => {
        calming.delete(key)
        void end(incident)
      })
      calming.set(key, cancel)
    },
    open: incidents.all,
    stop() {
      for (const cancel of calming.values()) cancel()
      calming.clear()
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
