import type { Cursors } from '../domain/index.ts'

/** Something that is not well: told once, then again when it is over. */
export interface Incident {
  key: string
  /** Masked. */
  text: string
  /** Said when it is over. */
  over: string
  since: number
  /** What it comes from, where that tells its cure. */
  cause?: string
  /** The how manieth of its key: every message about it is unique, over restarts and processes. */
  nth: number
  /** Kept, and not known to be told: its process may have ended in between. */
  untold?: boolean
}

/** Never rejects. */
type Tell = () => Promise<void>

export interface Incidents {
  all(): readonly Incident[]
  get(key: string): Incident | undefined
  /** What the next incident of this key would be; nothing is kept yet. */
  next(incident: Omit<Incident, 'nth'>): Incident
  /**
   * Open in this process from the call on; kept, told, and then kept as told. So what anybody heard of is over some day,
   * and what a crash left untold is told again under the same number, of which the outbox takes one.
   */
  open(incident: Incident, tell: Tell): Promise<void>
  close(incident: Incident, tell: Tell): Promise<void>
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
    async open(incident, tell) {
      const { key, nth } = incident
      const told: Incident = { ...incident, untold: false }
      opening.set(key, told)
      try {
        // Another process may be further already.
        await change((now) => (nth < (now.count[key] ?? 0) ? now : withOpen(now, { ...incident, untold: true })))
      } finally {
        await tell()
      }
      await change(({ open, count }) => ({ open: open.map((one) => (isSame(one, told) ? told : one)), count }))
      if (opening.get(key) === told) opening.delete(key)
    },
    async close(incident, tell) {
      const { key } = incident
      opening.delete(key)
      closing.set(key, incident)
      await tell()
      await change(({ open, count }) => ({ open: open.filter((one) => !isSame(one, incident)), count }))
      if (closing.get(key) === incident) closing.delete(key)
    },
  }
}

const isSame = (one: Incident, other: Incident) => one.key === other.key && one.nth === other.nth

const withOpen = ({ open, count }: Kept, incident: Incident): Kept => ({
  open: [...open.filter(({ key }) => key !== incident.key), incident],
  count: { ...count, [incident.key]: incident.nth },
})
