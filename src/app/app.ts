import { type Commands, createCommands } from '../bot/commands/commands.ts'
import { type Config, missingErp } from '../config/index.ts'
import type { ContactCache, Messenger, OfficeBook, PictureSource } from '../domain/index.ts'
import type { Erp } from '../erp/index.ts'
import { createReporter } from '../report/index.ts'
import { createCommandReader, createEnricher, createLlm, type Llm, workCalendar } from '../scoring/index.ts'
import type { Clock } from '../shared/clock.ts'
import { problemText } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'
import type { Data, Fleet } from '../store/index.ts'
import { createBook, createRoster, createSync, type Sync, type SyncDeps, type SyncSettings } from '../sync/index.ts'
import { contactFiles } from './contact-files.ts'
import { answerCaptcha } from './credentials.ts'
import { inDataDir } from './data-dir.ts'
import { doubtsOf } from './doubts.ts'
import type { Extensions } from './extensions.ts'
import { createLogger } from './logging.ts'
import { createMind } from './mind.ts'
import { openErp } from './open-erp.ts'
import { openStore } from './open-store.ts'
import { syncSettingsOf, thresholdOf } from './settings.ts'
import { standIn } from './stand-in.ts'
import { createWatching, type Watching } from './watching.ts'

/** Everything wired: the data directory, the rules and, where an ERP is configured, its client and the sync. */
export interface App {
  /** As of now. */
  readonly config: Config
  /** Rules, people and thresholds of this configuration count from now on. Throws ConfigError: nothing changed. */
  use(config: Config): Promise<void>
  readonly clock: Clock
  readonly logger: Logger
  readonly data: Data
  /** Several processes work over the same data (DATABASE_URL). */
  readonly fleet?: Fleet
  readonly watching: Watching
  /** To-dos and requests of the house. */
  readonly book: OfficeBook
  /** What is kept of WeChat contacts. */
  readonly contacts: ContactCache
  /** Chat commands over this app. Throws ConfigError where no ERP is configured. */
  commands(): Commands
  /** Throws ConfigError where no ERP is configured. */
  requireErp(): Erp
  /** Throws ConfigError where no ERP is configured. */
  requireSync(): Sync
  /** Parks the work in hand and releases the data directory. */
  close(): Promise<void>
}

export interface AppOptions {
  clock?: Clock
  logger?: Logger
  /** Absent: nothing is said to anybody. */
  messenger?: Messenger
  /** Absent: no picture is looked at. */
  pictures?: PictureSource
  /** @default nobody is connected: the files of the last connection */
  contacts?: ContactCache
  /** Changes to what the settings say, for the demo and for imports. */
  sync?: Partial<SyncSettings>
  extend?: Extensions
}

/** Opens the data directory and wires all layers. Throws StoreError or ConfigError. */
export async function openApp(config: Config, options: AppOptions = {}): Promise<App> {
  const logger = options.logger ?? createLogger(config.settings.LOG_LEVEL)
  let current = config
  const mind = createMind(config, options.extend?.scorer)
  tellDoubts(config, logger)
  const { data, clock, fleet, sync: withStore } = await openStore(config, options.clock)
  await firstWrite(config, data)
  const watching = createWatching(config, { clock, logger, data })
  // One model with one budget for all who ask.
  const llm =
    config.llm && createLlm({ ...config.llm, clock, logger, cursors: data.cursors, onAsked: watching.onAsked })
  const enricher = llm && createEnricher(llm, { threshold: thresholdOf(config), pictures: options.pictures })
  const book = createBook(data.cursors, clock)
  const office = { book, calendar: workCalendar, reporter: createReporter({ store: data.store, book, clock }) }
  const erp = await openErp(config, { clock, logger, data, fleet, onCall: watching.onCall })
  const crm = options.extend?.crm ?? erp?.crm
  const roster = crm && createRoster({ crm, clock, logger })
  const sync =
    crm &&
    openSync(
      config,
      {
        data,
        crm,
        clock,
        logger,
        messenger: options.messenger,
        enricher,
        ...office,
        scorer: mind.scorer,
        judge: mind.judge,
        roster,
        leads: fleet?.leads,
        processes: fleet?.size,
        member: fleet?.member,
        internalRooms: standIn(() => current.sales.internalRooms),
      },
      { ...withStore, ...options.sync },
    )
  if (sync && crm) watching.listen(sync, { crm, model: llm })
  const contacts = options.contacts ?? contactFiles(config.settings.DATA_DIR)
  const requireErp = () => erp ?? missingErp()
  const requireSync = () => sync ?? missingErp()
  return {
    get config() {
      return current
    },
    async use(next) {
      mind.use(next)
      current = next
      tellDoubts(next, logger)
      await data.staff.configure(next.staff)
    },
    clock,
    logger,
    data,
    fleet,
    watching,
    book,
    contacts,
    requireErp,
    requireSync,
    commands: () =>
      createCommands({
        desk: requireSync().desk,
        people: data.staff,
        clock,
        logger,
        scorer: mind.scorer,
        judge: mind.judge,
        roster,
        ...office,
        watch: watching,
        contacts,
        extra: options.extend?.commands,
        reader: readerOf(config, llm),
        captcha: (code) => answerCaptcha(requireErp(), code),
        endTrial: requireSync().trialActive() ? () => requireSync().endTrial() : undefined,
      }),
    async close() {
      await watching.close()
      await sync?.stop()
      await erp?.close()
      await data.close()
    },
  }
}

/** The people as configured: on a full disk nothing is written, which is told by its setting. */
async function firstWrite({ settings, staff }: Config, data: Data): Promise<void> {
  try {
    const write = () => data.staff.configure(staff)
    await (settings.DATABASE_URL === undefined ? inDataDir(settings.DATA_DIR, write) : write())
  } catch (error) {
    await data.close()
    throw error
  }
}

function tellDoubts(config: Config, logger: Logger): void {
  const doubts = doubtsOf(config)
  if (doubts.length > 0) logger.warn('settings_doubtful', { doubts: doubts.map(problemText) })
}

interface SyncParts extends Omit<SyncDeps, 'store' | 'staff' | 'cursors' | 'proactive' | 'settings'> {
  data: Data
  internalRooms: readonly string[]
}

function openSync(
  config: Config,
  { data, internalRooms, ...parts }: SyncParts,
  settings?: Partial<SyncSettings>,
): Sync {
  const { store, staff, cursors } = data
  return createSync({
    ...parts,
    store,
    staff,
    cursors,
    proactive: config.sales.proactive,
    settings: { ...syncSettingsOf(config), internalRooms, ...settings },
  })
}

/** Free words of colleagues are read where a model is set; on a salesperson's own account they are talk between people. */
function readerOf(config: Config, llm: Llm | undefined) {
  return llm && config.accountOwner === undefined ? createCommandReader(llm) : undefined
}
