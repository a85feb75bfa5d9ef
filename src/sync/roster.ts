import { type Crm, CrmError, callPriority, type Employee, type Roster } from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import { messageOf } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'

/** People come and go by the day. */
const freshMs = 60 * 60_000
/** Who asks while nothing is known waits no longer, ms. */
const patienceMs = 1_500
/** After a failure the ERP is left alone so long, ms. */
const calmMs = 60_000

/** The roster of one ERP: one call an hour, made when somebody asks. */
export function createRoster({ crm, clock, logger }: { crm: Crm; clock: Clock; logger: Logger }): Roster {
  let people: readonly Employee[] | undefined
  let askedAt = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined

  async function ask(actor: string): Promise<void> {
    askedAt = clock.now()
    try {
      people = await crm.employees({ actor, priority: callPriority.command })
    } catch (error) {
      if (!(error instanceof CrmError)) logger.error('roster_failed', { error: messageOf(error) })
    }
  }

  return {
    async refresh(actor) {
      const since = clock.now() - askedAt
      if (!asking && since >= (people ? freshMs : calmMs))
        asking = ask(actor).finally(() => {
          asking = undefined
        })
      // An old list does while a new one is fetched.
      if (!asking || people) return
      const over = new AbortController()
      try {
        await Promise.race([asking, clock.sleep(patienceMs, over.signal).catch(() => {})])
      } finally {
        over.abort()
      }
    },
    nameOf: (userId) => people?.find((one) => one.userId === userId)?.name,
    idsOf: (name) => people?.filter((one) => one.name === name).map((one) => one.userId),
  }
}
