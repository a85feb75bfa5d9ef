import { join } from 'node:path'
import { type Config, resolveConfig } from '../../config/index.ts'
import { type ErpSandbox, startErpSandbox } from '../../sandbox/erp/index.ts'
import { type GatewaySandbox, startGatewaySandbox } from '../../sandbox/gateway/index.ts'
import { systemClock } from '../../shared/clock.ts'
import { type RunningBot, startBot } from '../bot.ts'
import { readyDataDir } from '../data-dir.ts'
import { stopSignal } from '../stop.ts'
import { askAs, takeLines } from './ask.ts'
import { castOf, house } from './cast.ts'
import { type DemoThread, demoFolder, readDemo } from './conversations.ts'
import { eventLine, type Print } from './narrate.ts'
import { replay } from './replay.ts'
import { customerTable, summaryLine } from './report.ts'

export interface DemoOptions {
  /** Stay and take lines as a salesperson; also a pace that can be read. */
  interactive: boolean
  print?: Print
  /** Folder of conversation files. @default data/demo of the package */
  folder?: string
  /** Serves the operator's page there and stays until a signal. */
  consolePort?: number
}

/**
 * The main job on sandboxes: conversations through a WeChat gateway (gRPC) into an ERP (HTTP), both on free loopback
 * ports. What was written stays in DATA_DIR/demo: a second run, or one after a kill, goes on there.
 * Resolves to false where something waits dead in the outbox.
 */
export async function runDemo(config: Config, options: DemoOptions): Promise<boolean> {
  const print = options.print ?? ((line: string) => console.log(line))
  const threads = await readDemo(options.folder ?? demoFolder)
  const world = await openWorld(config, threads, options.consolePort)
  // A signal ends the process through the same door as the end of the demo.
  const stopped = stopSignal().then(() => 'stopped' as const)
  try {
    const told = await Promise.race([tell(world, threads, options.interactive, print), stopped])
    if (told !== 'stopped' && world.bot.consoleUrl !== undefined) {
      print(`控制台还开着：${world.bot.consoleUrl}，按 Ctrl-C 结束`)
      await stopped
    }
    return told === 'stopped' || told
  } finally {
    await world.bot.stop()
    await Promise.all([world.gateway.close(), world.erp.close()])
  }
}

interface World {
  erp: ErpSandbox
  gateway: GatewaySandbox
  bot: RunningBot
  /** Messages that were received, repeated ones included. */
  received(): number
  startedAt: number
}

async function openWorld(config: Config, threads: readonly DemoThread[], consolePort = 0): Promise<World> {
  const startedAt = systemClock.now()
  const dataDir = join(config.settings.DATA_DIR, 'demo')
  await readyDataDir(dataDir)
  const people = house.flatMap((person) =>
    'erpUserId' in person ? [{ userId: person.erpUserId, name: person.name, department: person.department }] : [],
  )
  const erp = await startErpSandbox({ dataFile: join(dataDir, 'sandbox-erp.jsonl'), people })
  const gateway = await startGatewaySandbox(castOf(threads))
  let received = 0
  const bot = await startBot(demoConfig(config, erp.baseUrl, dataDir, consolePort), {
    gateway: { token: gateway.token, endpoint: gateway.endpoint },
    // The sandbox's WeChat locks nobody out for hurrying.
    sayGapMs: 0,
    sync: { chatGapMs: 0, chatGapPerChatMs: 0 },
    onReceived: () => {
      received++
    },
  })
  return { erp, gateway, bot, received: () => received, startedAt }
}

/** The settings of the demo: quick where people would wait, the ERP's cap as configured. */
function demoConfig({ settings }: Config, baseUrl: string, dataDir: string, consolePort: number): Config {
  return resolveConfig(
    {
      ERP_BASE_URL: baseUrl,
      ERP_USERNAME: 'bot',
      ERP_PASSWORD: 'sandbox',
      ERP_RATE_PER_SECOND: String(settings.ERP_RATE_PER_SECOND),
      ERP_SENIOR_USER_IDS: '63',
      ERP_NORMAL_USER_IDS: '64,65',
      DATA_DIR: dataDir,
      CONSOLE_PORT: String(consolePort),
      SYNC_DEBOUNCE_MS: '400',
      HOLD_MS: '0',
      LOG_LEVEL: settings.LOG_LEVEL === 'info' ? 'error' : settings.LOG_LEVEL,
    },
    // Told at once, whatever the hour: people are watching.
    { salespeople: house, proactive: { quietHours: false, perHour: 1_000 } },
  )
}

async function tell(world: World, threads: readonly DemoThread[], interactive: boolean, print: Print) {
  const { erp, gateway, bot } = world
  const sync = bot.app.requireSync()
  print(`沙箱 ERP ${erp.baseUrl} · 沙箱微信网关 ${gateway.endpoint} · 数据 ${bot.app.config.settings.DATA_DIR}\n`)
  const titleOf = (ord: number) => erp.customer(ord)?.fields.name ?? `客户 ${ord}`
  sync.on((event) => {
    const line = eventLine(event, titleOf)
    if (line !== undefined) print(line)
  })
  if (bot.consoleUrl !== undefined) print(`控制台 ${bot.consoleUrl}\n`)
  await bot.connection.whenConnected()
  await replay(world, threads, { paceMs: interactive ? 120 : 0, print })
  const { dead } = await sync.drain()
  print(`\nERP 中的客户：\n${await customerTable(erp, bot.app.data.store)}\n`)
  print(await summaryLine(world, threads))
  const known = erp.customers().find((customer) => customer.owners.includes(house[0].erpUserId))
  if (known) {
    const line = `/erp 查客户 ${known.fields.name}`
    print(`💬 ${house[0].name} → 机器人：${line}`)
    await askAs(gateway, line, print)
  }
  if (interactive) await takeLines(gateway, print)
  return dead === 0
}
