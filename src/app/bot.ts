import { isMainThread } from 'node:worker_threads'
import { buildWechaty, quietWechaty, type Supervisor, salesPlugin, superviseConnection } from '../bot/index.ts'
import type { Config } from '../config/index.ts'
import { type Clock, systemClock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import type { App } from './app.ts'
import { contactFilesIn } from './contact-files.ts'
import { createLogger } from './logging.ts'
import { type WireOptions, wire } from './wire.ts'

/** The bot of `zhibang run`: connected to WeChat and to the ERP until `stop`. */
export interface RunningBot {
  readonly app: App
  readonly connection: Supervisor
  /** Address of the operator's page, where it is served. */
  readonly consoleUrl?: string
  /** Takes no more messages, parks the step in hand, flushes; ends within 10 s. */
  stop(): Promise<void>
}

export interface BotOptions extends Pick<WireOptions, 'sayGapMs' | 'sync' | 'onReceived' | 'reread'> {
  clock?: Clock
  logger?: Logger
  /** A WeChat gateway by address. @default what WECHATY_PUPPET* say */
  gateway?: { token: string; endpoint: string }
}

/** Starts the bot: returns once it works, whether or not WeChat and ERP answer already. */
export async function startBot(config: Config, options: BotOptions = {}): Promise<RunningBot> {
  const { clock = systemClock, logger = createLogger(config.settings.LOG_LEVEL), gateway, ...rest } = options
  quietWechaty(config.settings.LOG_LEVEL === 'silent' ? 'silent' : 'error')
  keepPrivate()
  const bot = buildWechaty(gateway ?? config.gateway.puppet)
  let onConnected = () => {}
  let reason: string | undefined
  const connection = superviseConnection({
    bot,
    clock,
    logger,
    cacheDir: contactFilesIn(config.settings.DATA_DIR),
    onChange(change) {
      reason = change.reason
      if (change.state === 'connected') onConnected()
    },
  })
  const wired = await wire(config, bot, {
    ...rest,
    clock,
    logger,
    connected: () => connection.connected(),
    connection: () => ({ state: connection.state, reason }),
  })
  bot.use(salesPlugin(wired.plugin))
  // The first connection is not one that was made anew.
  onConnected = () => {
    onConnected = wired.app.watching.reconnected
  }
  connection.start()
  return {
    app: wired.app,
    connection,
    consoleUrl: wired.consoleUrl,
    async stop() {
      await connection.stop()
      await wired.close()
    },
  }
}

/** What libraries write is for this user alone, too; a thread cannot ask for that. */
function keepPrivate(): void {
  if (isMainThread) process.umask(0o077)
}
