import {
  type ConnectionState,
  Echoes,
  payloadCacheOf,
  type SalesPluginDeps,
  watchAccount,
  wechatyMessenger,
  wechatyPictures,
} from '../bot/index.ts'
import type { Config } from '../config/index.ts'
import { chatOf, type InboundMessage, type Intake } from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import type { SyncSettings } from '../sync/index.ts'
import { type App, openApp } from './app.ts'
import { startConsole } from './console.ts'
import { serveControl } from './control.ts'
import type { Extensions } from './extensions.ts'
import { operationsOf } from './operations.ts'
import { startReloading } from './reload.ts'
import { startSchedule } from './schedule.ts'

type WechatyOf = Parameters<typeof wechatyMessenger>[0]['bot'] & Parameters<typeof watchAccount>[0]

export interface WireOptions {
  clock: Clock
  logger: Logger
  /** Logged in and receiving. */
  connected(): boolean
  /** How the connection stands, for the console. @default what `connected` says */
  connection?(): { state: ConnectionState; reason?: string }
  /** Least time between two messages of the bot, ms. @default 200 */
  sayGapMs?: number
  /** Changes to what the settings say. */
  sync?: Partial<SyncSettings>
  extend?: Extensions
  /** Reads the settings anew, on SIGHUP and when SALES_CONFIG changes. @default they stay as they are */
  reread?(): Config
  /** Told of every message that is durably received, also of repeated ones. */
  onReceived?(message: InboundMessage): void
}

export interface Wired {
  app: App
  /** What the Wechaty plugin works with. */
  plugin: SalesPluginDeps
  /** Address of the operator's page, where it is served. */
  consoleUrl?: string
  /** Parks the step in hand and releases the data directory. */
  close(): Promise<void>
}

/** Everything behind a Wechaty bot: the app at work, its schedule, and the socket for the command line. */
export async function wire(config: Config, bot: WechatyOf, options: WireOptions): Promise<Wired> {
  const { clock, logger, connected, sayGapMs, sync, extend } = options
  const echoes = new Echoes(clock)
  const messenger = wechatyMessenger({
    bot,
    clock,
    connected,
    minGapMs: sayGapMs,
    onSay: (target, text) => echoes.said(chatOf(target), text),
  })
  const pictures = wechatyPictures({ bot, clock, logger })
  const app = await openApp(config, {
    clock,
    logger,
    messenger,
    pictures,
    contacts: payloadCacheOf(bot, logger),
    sync,
    extend,
  })
  const work = app.requireSync()
  const reloading = options.reread && startReloading(app, options.reread)
  const control = await serveControl(config.settings.DATA_DIR, operationsOf(app, reloading))
  const schedule = await startSchedule(app)
  work.start()
  await app.watching.begin({ connected })
  const account = watchAccount(bot, clock)
  const connection = options.connection ?? (() => ({ state: connected() ? 'connected' : 'connecting' }))
  const page = await startConsole(app, { account, connection })
  const intake = reporting(work.intake, options.onReceived)
  return {
    app,
    consoleUrl: page?.url,
    plugin: { ...fromSettings(app), intake, commands: app.commands(), messenger, echoes },
    async close() {
      reloading?.stop()
      account.stop()
      await page?.close()
      await schedule.stop()
      await control.close()
      await app.close()
    },
  }
}

function reporting(intake: Intake, onReceived: WireOptions['onReceived']): Intake {
  if (!onReceived) return intake
  return {
    async receive(message) {
      const answer = await intake.receive(message)
      onReceived(message)
      return answer
    },
  }
}

/** Asked at each message, so that a changed SALES_CONFIG counts. */
function fromSettings(app: App) {
  const { data, clock, logger } = app
  const listed = (names: () => boolean | readonly string[]) => (item: { id: string; name: string }) => {
    const now = names()
    return typeof now === 'boolean' ? now : now.includes(item.id) || now.includes(item.name)
  }
  const capture = () => app.config.sales.capture
  return {
    people: data.staff,
    clock,
    logger,
    capture: {
      rooms: listed(() => capture().rooms),
      contacts: listed(() => capture().contacts),
      denyRooms: listed(() => capture().denyRooms),
      denyContacts: listed(() => capture().denyContacts),
    },
    internalRooms: listed(() => app.config.sales.internalRooms),
    accountOwner: () => {
      const { accountOwner } = app.config
      return accountOwner === undefined ? undefined : data.staff.all().find((one) => one.erpUserId === accountOwner)
    },
  }
}
