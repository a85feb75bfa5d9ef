import {
  type Cursors,
  callPriority,
  contactOf,
  type Messenger,
  type StaffDirectory,
  type Store,
  sayEntry,
  watchersOf,
} from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import { dropOldest } from '../shared/collections.ts'
import { messageOf } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'
import { maskText } from '../shared/mask.ts'
import type { SyncSettings } from './deps.ts'
import type { SyncEvent } from './events.ts'
import { createFlood } from './flood.ts'
import { createIncidents, type Incident } from './incidents.ts'

export interface AlertOptions {
  /** Said when it is over. Given: an incident, open over restarts until it is cleared. Absent: told and done with. */
  over?: string
  /** What it comes from: an incident that goes on from another cause, with another cure, is told once more. */
  cause?: string
  /** Of a kind only a few an hour are told one by one. */
  kind?: string
  /** false: its beginning is not told in WeChat, which is what is away. @default true */
  chat?: boolean
}

export interface Alerts {
  /** Tells the operator, once per incident: again only after `clear`. Never rejects. */
  raise(key: string, text: string, options?: AlertOptions): Promise<void>
  /** It is well again. Over only when nothing is raised for ALERT_CALM_MS, so that a state that flaps is told once. Cheap. */
  clear(key: string): void
  /** What is not well now. */
  open(): readonly Incident[]
  /** Nothing more is found to be over; resolves when what was found is kept. */
  stop(): Promise<void>
}

interface AlertDeps {
  store: Store
  staff: StaffDirectory
  cursors: Cursors
  messenger?: Messenger
  clock: Clock
  logger: Logger
  settings: Pick<SyncSettings, 'alertCalmMs'>
  /** This process in a fleet. Absent: there is only one. */
  member?: string
  emit(event: SyncEvent): void
  wake(who: 'chat'): void
}

const alertExpiryMs = 6 * 3_600_000
const rememberedKeys = 10_000
/** What all processes of a fleet see alike, so that it is told by one of them. The rest is each one's own. */
const ofAll = /^(?:figure:|dead:|thread:|erp_away$|login$)/

/** Alerts go to the operators' chats, where there is none to the managers'. */
export function createAlerts(deps: AlertDeps): Alerts {
  const { clock, logger, emit, settings } = deps
  const told = new Set<string>()
  const incidents = createIncidents(deps.cursors)
  const calming = new Map<string, () => void>()
  const flood = createFlood(clock)
  const tell = createTeller(deps)
  let keeping: Promise<unknown> = Promise.resolve()

  async function notice(key: string, text: string, { kind, chat }: AlertOptions): Promise<void> {
    if (told.has(key)) return
    told.add(key)
    dropOldest(told, rememberedKeys)
    const words = kind === undefined ? text : flood.next(kind, text)
    if (words === undefined) return
    const masked = maskText(words)
    logger.warn('alert', { key, text: masked })
    emit({ type: 'alert', key, text: masked })
    // A restart does not repeat it within the hour.
    if (chat !== false) await tell(`⚠️ ${masked}`, `alert:${key}:${Math.floor(clock.now() / 3_600_000)}`, key)
  }

  async function begin(key: string, text: string, over: string, { chat, cause }: AlertOptions): Promise<void> {
    calming.get(key)?.()
    calming.delete(key)
    const known = incidents.get(key)
    const turned = known !== undefined && cause !== undefined && known.cause !== undefined && known.cause !== cause
    if (known && !known.untold && !turned) return
    const begun = { key, text: maskText(text), over: maskText(over), ...(cause === undefined ? {} : { cause }) }
    const incident = known && !turned ? known : incidents.next({ ...begun, since: known?.since ?? clock.now() })
    const telling = async () => {
      logger.warn('alert', { key, text: incident.text })
      emit({ type: 'alert', key, text: incident.text })
      if (chat !== false) await tell(`⚠️ ${incident.text}`, `alert:${key}:n${incident.nth}`, key)
    }
    await keep(incidents.open(incident, telling))
  }

  function end(incident: Incident): void {
    const { key, nth, since } = incident
    const text = `${incident.over}（持续 ${durationOf(clock.now() - since)}）`
    void keep(incidents.close(incident, () => tell(`✅ ${text}`, `over:${key}:n${nth}`, key)))
    logger.info('alert_over', { key, text })
    emit({ type: 'alert_over', key, text })
  }

  function keep(work: Promise<void>): Promise<void> {
    const kept = work.catch((error) => logger.error('incident_not_kept', { error: messageOf(error) }))
    keeping = Promise.all([keeping, kept])
    return kept
  }

  const nameOf = (key: string) => (deps.member === undefined || ofAll.test(key) ? key : `${key}@${deps.member}`)

  return {
    raise(name, text, options = {}) {
      const key = nameOf(name)
      return options.over === undefined ? notice(key, text, options) : begin(key, text, options.over, options)
    },
    clear(name) {
      const key = nameOf(name)
      told.delete(key)
      const incident = incidents.get(key)
      if (!incident || calming.has(key)) return
      const cancel = clock.after(settings.alertCalmMs, () => {
        calming.delete(key)
        end(incident)
      })
      calming.set(key, cancel)
    },
    open: incidents.all,
    async stop() {
      for (const cancel of calming.values()) cancel()
      calming.clear()
      await keeping
    },
  }
}

/** Through the outbox: once per operator and `fact`. Never rejects. */
function createTeller({ store, staff, messenger, clock, logger, wake }: AlertDeps) {
  return async (text: string, fact: string, key: string): Promise<void> => {
    const people = operators(staff)
    try {
      await store.transact(async (tx) => {
        for (const contactId of people)
          await tx.enqueue(
            sayEntry({
              to: { kind: 'contact', contactId },
              text,
              dedupeKey: `${fact}:${contactId}`,
              priority: callPriority.hot,
              dueAt: clock.now(),
              expiresAfterMs: alertExpiryMs,
            }),
          )
      })
      wake('chat')
    } catch (error) {
      logger.error('alert_not_stored', { key, error })
      // The disk that cannot take it is most likely what it is about.
      for (const contactId of people) messenger?.say({ kind: 'contact', contactId }, text).catch(() => {})
    }
  }
}

function durationOf(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return '不到 1 分钟'
  return minutes < 120 ? `${minutes} 分钟` : `${Math.round(minutes / 60)} 小时`
}

const operators = (staff: StaffDirectory): string[] =>
  watchersOf(staff.all()).map((person) => contactOf(person) as string)
