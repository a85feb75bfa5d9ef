import type { Lead, OfficeBook } from '../../domain/index.ts'
import { chinaDay } from '../../shared/china-time.ts'
import type { SyncContext } from '../context.ts'
import { tellBatches } from './batches.ts'
import { timeOfDay } from './hours.ts'
import { createNotice } from './notice.ts'
import { dailyReport, morning, remind } from './reminders.ts'
import type { ProactiveSettings } from './settings.ts'
import { createTrial, type Trial } from './trial.ts'
import { cardSent, notNoted, notWritten, watch } from './watch.ts'

const everyMs = 15_000
/** While a batch is under way, ms. */
const openEveryMs = 2_000

export interface Office {
  /** Looks at the clock; resolves to the time to look again. */
  step(): Promise<number>
  trial: Trial
}

/** What the house says of its own accord: reminders, the morning, the daily report, promises, the trial. */
export function createOffice(context: SyncContext, book: OfficeBook | undefined, settings: ProactiveSettings): Office {
  const { clock, store, logger } = context
  const trial = createTrial(context, settings.trialCaptures)
  const notice = createNotice(context, settings.firstContactNotice)
  const quietly = (what: string, work: Promise<unknown>) =>
    void work.catch((error) => logger.warn('office_failed', { what, error }))

  context.on((event) => {
    if (event.type === 'read' && settings.enabled) quietly('watch', watch(context, book, event))
    if (event.type === 'would_have') quietly('trial', trial.show(event.lead))
    if (event.type === 'received') quietly('notice', notice(event.message))
    // Waits for the ERP no more, and its owner is told by the outbox.
    if (event.type === 'customer_linked') quietly('card', cardSent(context, event.lead))
    if (event.type === 'dead' && event.job === 'sync_customer' && event.leadId)
      quietly(
        'not_written',
        leadOf(event.leadId).then((l) => notWritten(context, l)),
      )
    if (event.type === 'dead' && event.job === 'follow_up' && event.leadId)
      quietly(
        'not_noted',
        leadOf(event.leadId).then((l) => notNoted(context, l, event)),
      )
    if (event.type === 'assigned' && event.leadId)
      quietly(
        'card',
        leadOf(event.leadId).then((l) => cardSent(context, l)),
      )
  })
  const leadOf = (id: Lead['id']) => store.lead(id)
  const done = { morning: Number.NaN, report: Number.NaN }

  /** The outbox says each thing once a day in any case; this only spares the counting. */
  async function onWorkdays(now: number): Promise<void> {
    const today = chinaDay(now)
    if (book && done.morning !== today && now >= timeOfDay(settings.morningAt, now)) {
      await morning(context, book, settings)
      done.morning = today
    }
    if (done.report !== today && now >= timeOfDay(settings.reportAt, now)) {
      await dailyReport(context, settings)
      done.report = today
    }
  }

  return {
    trial,
    async step() {
      const now = clock.now()
      const open = await tellBatches(context)
      if (settings.enabled) {
        if (book) await remind(context, book, settings)
        if (context.calendar?.isWorkday(now) ?? true) await onWorkdays(now)
      }
      return now + (open ? openEveryMs : everyMs)
    },
  }
}
