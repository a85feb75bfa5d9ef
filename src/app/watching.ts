import type { Config } from '../config/index.ts'
import type { Crm, Watch } from '../domain/index.ts'
import type { CallRecord } from '../erp/index.ts'
import type { Llm, LlmOptions } from '../scoring/index.ts'
import type { Clock } from '../shared/clock.ts'
import { messageOf } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'
import type { Data } from '../store/index.ts'
import type { Sync } from '../sync/index.ts'
import {
  createLedger,
  createLookout,
  createMetrics,
  createProbe,
  createReach,
  createReadiness,
  createWebhook,
  type Metrics,
  serveWatch,
} from '../watch/index.ts'
import { watchEvents } from './watch-events.ts'

/** Counts, figures, alerts and health of one process. */
export interface Watching extends Watch {
  /** For the ERP client: every call. */
  onCall(call: CallRecord): void
  /** For the language model: every question. */
  onAsked: NonNullable<LlmOptions['onAsked']>
  /** Counts what the sync does and logs what the figures are made of. */
  listen(sync: Sync, parts: { crm: Crm; model?: Llm }): void
  /** The bot is at work: looks every few seconds, tells what is not well, serves METRICS_PORT. */
  begin(wechat: { connected(): boolean }): Promise<void>
  /** The WeChat connection was made anew. */
  reconnected(): void
  readonly metrics: Metrics
  close(): Promise<void>
}

interface WatchingParts {
  clock: Clock
  logger: Logger
  data: Pick<Data, 'store'>
}

/** A call that is logged later than this after it left is missed by the figures, ms on top of ERP_TIMEOUT_MS. */
const loggingMs = 5_000
/** Whoever asks for readiness wants to know about now. */
const freshMs = 30_000

export function createWatching(config: Config, { clock, logger, data }: WatchingParts): Watching {
  const { settings } = config
  const { store } = data
  const startedAt = clock.now()
  const reach = createReach(clock)
  const ledger = createLedger({ store, clock, longestCallMs: settings.ERP_TIMEOUT_MS + loggingMs })
  const lookout = createLookout({ ledger, reach, clock, logger })
  const closers: Array<() => unknown> = []
  let sync: Sync | undefined
  let crm: Crm | undefined
  let model: Llm | undefined
  let breaker = 'closed'

  const metrics = createMetrics(
    { pricePerMillion: settings.LLM_PRICE_PER_MILLION, withProcess: settings.METRICS_PORT > 0 },
    {
      store,
      crm: () => crm?.health(),
      figures: lookout.figures,
      now: () => clock.now(),
      wechatConnected: () => lookout.wechat().ok,
      erpReachable: () => reach.check().ok,
      incidents: () => sync?.alerts.open().length ?? 0,
      breakerOpen: () => breaker !== 'closed',
      model: () => model && { tokensToday: model.tokensToday(), dailyTokens: model.dailyTokens },
    },
  )

  const fault = (event: string) => (error: unknown) => logger.warn(event, { error: messageOf(error) })

  async function serve(probe: ReturnType<typeof createProbe>): Promise<void> {
    if (settings.METRICS_PORT === 0) return
    const look = createReadiness({ store, clock, erp: reach.check, wechat: lookout.wechat })
    const server = await serveWatch({
      host: settings.METRICS_HOST,
      port: settings.METRICS_PORT,
      async scrape() {
        await lookout.look().catch(fault('watch_failed'))
        return metrics.scrape()
      },
      readiness() {
        probe.look(reach.well() ? freshMs : undefined)
        return look()
      },
      uptimeMs: () => clock.now() - startedAt,
      onFault: fault('watch_server_failed'),
    })
    closers.push(() => server.close())
    logger.info('metrics_served', { url: server.url })
    probe.look(0)
  }

  return {
    metrics,
    figures: lookout.figures,
    onCall(call) {
      reach.heard(call)
      metrics.erpCall(call)
    },
    onAsked: metrics.modelAsked,
    reconnected: metrics.reconnected,
    listen(given, parts) {
      sync = given
      crm = parts.crm
      model = parts.model
      given.on((event) => {
        if (event.type === 'breaker') breaker = event.state
      })
      given.on(watchEvents({ funnel: metrics.funnel, store, clock, onFault: fault('watch_not_logged') }))
      const { ALERT_WEBHOOK_URL } = settings
      if (ALERT_WEBHOOK_URL === undefined) return
      const webhook = createWebhook({ url: ALERT_WEBHOOK_URL, clock, logger })
      closers.push(() => webhook.stop())
      given.on((event) => {
        if (event.type === 'alert' || event.type === 'alert_over')
          webhook.send({
            key: event.key,
            state: event.type === 'alert' ? 'firing' : 'resolved',
            text: event.text,
            at: clock.now(),
          })
      })
    },
    async begin({ connected }) {
      if (!sync || !crm) return
      // The failed call itself stands in the operation log.
      const probe = createProbe(crm, reach, (error) => logger.debug('probe_failed', { error: messageOf(error) }))
      lookout.start({ alerts: sync.alerts, probe, wechatConnected: connected, breakerOpen: () => breaker !== 'closed' })
      try {
        await serve(probe)
      } catch (error) {
        // Whom nobody can watch still has to work.
        logger.error('metrics_not_served', { error: messageOf(error), setting: 'METRICS_PORT' })
      }
    },
    async close() {
      lookout.stop()
      for (const close of closers.splice(0)) await close()
    },
  }
}
