import { Cron } from 'croner'
import { dayMs } from '../shared/china-time.ts'
import { messageOf } from '../shared/errors.ts'
import { type FleetJob, startFleetSchedule } from '../store/index.ts'
import type { App } from './app.ts'

export interface Schedule {
  stop(): void | Promise<void>
}

/** At night, Asia/Shanghai: texts older than RETENTION_DAYS are dropped. */
const retentionCron = '17 3 * * *'

/** The regular work of a running bot: sweep and pull (ERP_SYNC_CRON), retention. Times are Asia/Shanghai. */
export async function startSchedule(app: App): Promise<Schedule> {
  const { settings } = app.config
  const jobs: FleetJob[] = [
    {
      name: 'sync',
      cron: settings.ERP_SYNC_CRON,
      async work() {
        app.logger.info('scheduled_sync', { report: await app.requireSync().syncOnce() })
      },
    },
    {
      name: 'retention',
      cron: retentionCron,
      async work() {
        const before = app.clock.now() - settings.RETENTION_DAYS * dayMs
        app.logger.info('retention', { dropped: await app.data.store.dropTextBefore(before) })
        const { moved } = await app.data.rotateAudit(app.clock.now() - settings.AUDIT_DAYS * dayMs)
        if (moved > 0) app.logger.info('audit_rotated', { moved })
      },
    },
  ]
  const { clock, logger } = app
  // Of a fleet one process takes each turn.
  if (settings.DATABASE_URL !== undefined)
    return startFleetSchedule({ url: settings.DATABASE_URL, jobs, clock, logger })
  const crons = jobs.map((one) => cron(app, one))
  return {
    stop() {
      for (const one of crons) one.stop()
    },
  }
}

/** `protect`: a run that takes longer than its interval is not started twice. */
function cron({ logger }: App, { name, cron: pattern, work }: FleetJob): Cron {
  return new Cron(pattern, { timezone: 'Asia/Shanghai', protect: true, unref: true }, () =>
    work().catch((error) => logger.warn('scheduled_failed', { what: name, error: messageOf(error) })),
  )
}
