import type { Clock } from '../../shared/clock.ts'
import { messageOf } from '../../shared/errors.ts'
import type { Logger } from '../../shared/logger.ts'
import { StoreError } from '../errors.ts'

export interface FleetJob {
  /** Letters and underscores. */
  name: string
  /** In Asia/Shanghai. */
  cron: string
  work(): Promise<void>
}

export interface FleetSchedule {
  stop(): Promise<void>
}

/** A run that gives no sign of life for so long died with its process: another one takes it up. */
const heartbeatSeconds = 15
const longestRunSeconds = 4 * 3_600
const lookMs = 2_000

/**
 * Regular work of the fleet through pg-boss: every turn is one job, taken by one process. `exclusive`: a turn that
 * comes while the last one waits or runs is left out.
 */
export async function startFleetSchedule(options: {
  url: string
  jobs: readonly FleetJob[]
  clock: Clock
  logger: Logger
}): Promise<FleetSchedule> {
  const { jobs, clock, logger } = options
  const { PgBoss } = await import('pg-boss').catch((error: unknown) => {
    throw new StoreError('store_failed', '设置了 DATABASE_URL 但没有安装 pg-boss，请运行 npm install pg pg-boss', error)
  })
  const boss = new PgBoss({
    connectionString: options.url,
    schema: 'zhibang_schedule',
    application_name: 'zhibang schedule',
    max: 2,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  })
  boss.on('error', (error) => logger.warn('schedule_fault', { error: messageOf(error) }))
  await boss.start()
  for (const { name, cron } of jobs) {
    await boss.createQueue(name, {
      policy: 'exclusive',
      heartbeatSeconds,
      expireInSeconds: longestRunSeconds,
      retryLimit: 2,
      deleteAfterSeconds: 7 * 86_400,
    })
    await boss.schedule(name, cron, null, { tz: 'Asia/Shanghai' })
  }
  const ending = new AbortController()

  async function runOne({ name, work }: FleetJob): Promise<void> {
    const [job] = await boss.fetch(name)
    if (!job) return
    const beat = new AbortController()
    void signOfLife(name, job.id, beat.signal)
    try {
      await work()
      await boss.complete(name, job.id)
    } catch (error) {
      logger.warn('scheduled_failed', { what: name, error: messageOf(error) })
      await boss.fail(name, job.id, { error: messageOf(error) })
    } finally {
      beat.abort()
    }
  }

  async function signOfLife(name: string, id: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await clock.sleep((heartbeatSeconds * 1_000) / 3, signal).catch(() => {})
      if (!signal.aborted) await boss.touch(name, id).catch(() => {})
    }
  }

  const loops = jobs.map(async (job) => {
    while (!ending.signal.aborted) {
      await runOne(job).catch((error) => logger.warn('schedule_fault', { error: messageOf(error) }))
      await clock.sleep(lookMs, ending.signal).catch(() => {})
    }
  })

  return {
    async stop() {
      ending.abort()
      // A run in hand is parked by the end of what it works with; another process takes it up.
      await Promise.race([Promise.all(loops), clock.sleep(1_000)])
      await boss.stop({ graceful: false, close: true })
    },
  }
}
