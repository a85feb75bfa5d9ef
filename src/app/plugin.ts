import type { Wechaty, WechatyPlugin } from 'wechaty'
import { salesPluginWhenOpen } from '../bot/index.ts'
import { configOf, missingErp, type ZhibangOptions } from '../config/index.ts'
import { systemClock } from '../shared/clock.ts'
import { messageOf } from '../shared/errors.ts'
import type { SyncListener } from '../sync/index.ts'
import type { Extensions } from './extensions.ts'
import { createLogger } from './logging.ts'
import { wire } from './wire.ts'

export interface ZhibangSalesOptions extends ZhibangOptions {
  /** Parts of your own; with `extend.crm` no `erp` is needed. */
  extend?: Extensions
  /** Told what the sync does: customers created, questions asked, alerts. */
  onEvent?: SyncListener
}

/**
 * The Wechaty plugin. Wrong options throw ConfigError at once, naming every problem; a data directory that cannot be
 * opened is logged, and the bot goes on without the plugin. The returned function uninstalls: it takes no more
 * messages, parks the step in hand and releases the data directory.
 * @example bot.use(ZhibangSales({ erp: { baseUrl, username, password }, salespeople }))
 */
export function ZhibangSales({ onEvent, extend, ...options }: ZhibangSalesOptions): WechatyPlugin {
  const config = configOf(options)
  if (!config.erp && !extend?.crm) missingErp()
  const logger = createLogger(config.settings.LOG_LEVEL)
  return function ZhibangSalesPlugin(bot) {
    const opening = wire(config, bot as Wechaty, {
      clock: systemClock,
      logger,
      extend,
      connected: () => bot.isLoggedIn,
    })
    const logFault = (event: string) => (error: unknown) => logger.error(event, { error: messageOf(error) })
    const plugin = opening.then((wired) => {
      if (onEvent) wired.app.requireSync().on(onEvent)
      return wired.plugin
    })
    plugin.catch(logFault('plugin_not_opened'))
    const uninstall = salesPluginWhenOpen(plugin, bot as Wechaty, { clock: systemClock, logger })
    return () => {
      uninstall()
      opening.then(({ close }) => close()).catch(logFault('plugin_not_closed'))
    }
  }
}
