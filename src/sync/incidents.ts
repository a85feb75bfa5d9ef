import type { Cursors } from '../domain/index.ts'

/** Something that is not well: told once, then again when it is over. */
export interface Incident {
  key: string
  /** Masked. */
  text: string
  /** Said when it is over. */
  over: string
  since: number
  /** The how manieth of its key: every message about it is unique, over restarts and processes. */
  nth: number
}

export interface Incidents {
  all(): readonly Incident[]
  get(key: string): Incident | undefined
  /** What the next incident of this key would be; nothing is kept yet. */
  next(incident: Omit<Incident, 'nth'>): Incident
  /**
   * Open in this process from the call on, kept when it was told: a crash between the two tells it again under the same
   * number, which the outbox has already. The other way round nobody would hear of it.
   */
  open(incident: Incident, told: Promise<void>): Promise<void>
  close(incident: Incident, told: Promise<void>): Promise<void>
}

interface Kept {
  open: Incident[]
  /** Incidents so far, by key. */
  count: Record<string, number>
}

const cursorName = 'incidents'
const none: Kept = { open: [], count: {} }

/**
 * Open incidents, kept so that a restart neither repeats nor forgets them; of the processes of a fleet each sees what
 * the others opened. Their keys are few and fixed.
 */
export function createIncidents(cursors: Cursors): Incidents {
  /** Begun or ended here, and not kept yet. */
  const opening = new Map<string, Incident>()
  const closing = new Map<string, Incident>()

  const kept = (): Kept => cursors.get<Kept>(cursorName) ?? none
  const all = () => [
    ...kept().open.filter(({ key, nth }) => closing.get(key)?.nth !== nth && !opening.has(key)),
    ...opening.values(),
  ]

  const change = (to: (now: Kept) => Kept): Promise<void> =>
    cursors.change<Kept, void>(cursorName, (now) => ({ value: to(now ?? none), result: undefined }))

  return {
    all,
    get: (key) => all().find((incident) => incident.key === key),
    next(incident) {
      const { key } = incident
      const so = [kept().count[key], opening.get(key)?.nth, closing.get(key)?.nth]
      return { ...incident, nth: Math.max(...so.map((nth) => nth ?? 0)) + 1 }
    },
    async open(incident, told) {
      const { key, nth } = incident
      opening.set(key, incident)
      await told
      // Another process may be further already.
      await change((now) => (nth < (now.count[key] ?? 0) ? now : withOpen(now, incident)))
      if (opening.get(key) === incident) opening.delete(key)
    },
    async close(incident, told) {
      const { key } = incident
      opening.delete(key)
      closing.set(key, incident)
      await told
      await change(({ open, count }) => ({
        open: open.filter((other) => other.key !== key || other.nth !== incident.nth),
        count,
      }))
      if (closing.get(key) === incident) closing.delete(key)
    },
  }
}

const withOpen = ({ open, count }: Kept, incident: Incident): Kept => ({
  open: [...open.filter(({ key }) => key !== incident.key), incident],
  count: { ...count, [incident.key]: incident.nth },
})
