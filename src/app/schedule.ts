import { Cron } from 'croner'
import { messageOf } from '../shared/errors.ts'
import type { App } from './app.ts'

export interface Schedule {
  stop(): void
}

const dayMs = 86_400_000
/** At night, Asia/Shanghai: texts older than RETENTION_DAYS are dropped. */
const retentionCron = '17 3 * * *'

/** The regular work of a running bot: sweep and pull (ERP_SYNC_CRON), retention. Times are Asia/Shanghai. */
export function startSchedule(app: App): Schedule {
  const { settings } = app.config
  const jobs = [
    job(app, 'sync', settings.ERP_SYNC_CRON, async () => {
      app.logger.info('scheduled_sync', { report: await app.requireSync().syncOnce() })
    }),
    job(app, 'retention', retentionCron, async () => {
      const before = app.clock.now() - settings.RETENTION_DAYS * dayMs
      app.logger.info('retention', { dropped: await app.data.store.dropTextBefore(before) })
      const { moved } = await app.data.rotateAudit(app.clock.now() - settings.AUDIT_DAYS * dayMs)
      if (moved > 0) app.logger.info('audit_rotated', { moved })
    }),
  ]
  return {
    stop() {
      for (const one of jobs) one.stop()
    },
  }
}

/** `protect`: a run that takes longer than its interval is not started twice. */
function job({ logger }: App, what: string, pattern: string, work: () => Promise<void>): Cron {
  return new Cron(pattern, { timezone: 'Asia/Shanghai', protect: true, unref: true }, () =>
    work().catch((error) => logger.warn('scheduled_failed', { what, error: messageOf(error) })),
  )
}
