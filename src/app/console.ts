import type { AccountWatch, ConnectionState } from '../bot/index.ts'
import { type AlertNote, serveConsole } from '../console/index.ts'
import type { ReportPeriod, StaffMember } from '../domain/index.ts'
import { figuresOf } from '../report/figures.ts'
import { ConfigError, messageOf } from '../shared/errors.ts'
import type { Listening } from '../shared/listen.ts'
import type { App } from './app.ts'
import { operationsOf } from './operations.ts'

export interface ConsoleParts {
  account: Pick<AccountWatch, 'name' | 'scan'>
  connection(): { state: ConnectionState; reason?: string }
}

/** Charts look at thousands of leads: several pages together see the same ones for so long, ms. */
const reportMs = 5_000
const keptAlerts = 20
/** Sees what a manager sees. */
const viewer: StaffMember = { name: '控制台', role: 'manager', contactIds: [], active: true }

/** The operator's page over this app, as CONSOLE_PORT says. Undefined: switched off, or the port could not be had. */
export async function startConsole(app: App, parts: ConsoleParts): Promise<Listening | undefined> {
  const { clock, logger, data, book, watching } = app
  const { CONSOLE_PORT, CONSOLE_HOST, CONSOLE_TOKEN, CONSOLE_URL } = app.config.settings
  if (CONSOLE_PORT === 0) return undefined
  const sync = app.requireSync()
  const alerts = recentAlerts(app)
  try {
    const server = await serveConsole({
      host: CONSOLE_HOST,
      port: CONSOLE_PORT,
      token: CONSOLE_TOKEN,
      url: CONSOLE_URL,
      clock,
      logger,
      ports: {
        store: data.store,
        wechat() {
          const { state, reason } = parts.connection()
          return { connection: state, reason, account: parts.account.name(), scan: parts.account.scan() }
        },
        status: () => sync.desk.status(),
        figures: () => watching.figures(),
        incidents: () => sync.alerts.open(),
        alerts: alerts.list,
        report: remembering(clock.now, (period) => figuresOf({ store: data.store, book }, viewer, period, clock.now())),
        async decide(id, decision, by) {
          const actor = `控制台 ${by}`
          const reason = `${actor}${decision === 'retry' ? '重试' : '丢弃'}`
          await operationsOf(app, undefined, actor)['outbox.decide']({ id, decision, reason })
        },
      },
    })
    logger.info('console_served', { url: server.url })
    return {
      url: server.url,
      async close() {
        alerts.stop()
        await server.close()
      },
    }
  } catch (error) {
    alerts.stop()
    if (error instanceof ConfigError) throw error
    // The bot works without its page.
    logger.error('console_not_served', { error: messageOf(error), setting: 'CONSOLE_PORT' })
    return undefined
  }
}

/** What was told since the start, the latest first. */
function recentAlerts(app: App) {
  const notes: AlertNote[] = []
  const stop = app.requireSync().on((event) => {
    if (event.type !== 'alert' && event.type !== 'alert_over') return
    notes.unshift({ text: event.text, at: app.clock.now(), over: event.type === 'alert_over' })
    notes.length = Math.min(notes.length, keptAlerts)
  })
  return { list: () => notes, stop }
}

function remembering<T>(now: () => number, read: (period: ReportPeriod) => Promise<T>) {
  const seen = new Map<ReportPeriod, { at: number; figures: Promise<T> }>()
  return (period: ReportPeriod): Promise<T> => {
    const known = seen.get(period)
    if (known && Math.abs(now() - known.at) < reportMs) return known.figures
    const figures = read(period)
    seen.set(period, { at: now(), figures })
    figures.catch(() => seen.delete(period))
    return figures
  }
}
