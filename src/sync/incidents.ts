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

/** Open incidents, kept so that a restart neither repeats nor forgets them. Their keys are few and fixed. */
export function createIncidents(cursors: Cursors): Incidents {
  const kept = cursors.get<Kept>(cursorName) ?? { open: [], count: {} }
  const open = new Map(kept.open.map((incident) => [incident.key, incident]))
  const count = new Map(Object.entries(kept.count))
  const keep = () => cursors.set(cursorName, { open: [...open.values()], count: Object.fromEntries(count) })
  return {
    all: () => [...open.values()],
    get: (key) => open.get(key),
    next: (incident) => ({ ...incident, nth: (count.get(incident.key) ?? 0) + 1 }),
    open(incident, told) {
      open.set(incident.key, incident)
      count.set(incident.key, incident.nth)
      return told.then(keep)
    },
    close({ key }, told) {
      open.delete(key)
      return told.then(keep)
    },
  }
}
