import type { Command } from 'commander'
import { stopSignal } from '../app/stop.ts'
import { type Config, type Env, exportWechatySettings, missingErp, readEnv, resolveConfig } from '../config/index.ts'
import { port } from './arguments.ts'
import { exitCode } from './exit.ts'

// Wechaty takes a second to load: only the calls that need it do.
const loadBot = () => import('../app/bot.ts')
const loadDemo = () => import('../app/demo/demo.ts')

const defaultConsolePort = 8090
const consoleHint = `打开网页控制台，默认端口 ${defaultConsolePort}`
interface ConsoleOption {
  /** true: on the usual port. */
  console?: number | true
}
const portAsked = (asked: number | true | undefined) => (asked === true ? defaultConsolePort : asked)
const withConsole = (env: Env, asked: number | true | undefined): Env =>
  asked === undefined ? env : { ...env, CONSOLE_PORT: String(portAsked(asked)) }

/** `start`, `run`, `demo`. */
export function addRunCommands(program: Command): void {
  program
    .command('start')
    .description('有 ERP 设置时运行机器人，否则运行演示')
    .option('--console [port]', consoleHint, port)
    .action(async ({ console: page }: ConsoleOption) => {
      const config = resolveConfig(withConsole(readEnv(), page))
      await (config.erp ? run(config) : demo(config, { consolePort: portAsked(page) }))
    })
  program
    .command('run')
    .description('运行机器人：连接微信网关与 ERP')
    .action(() => run(resolveConfig(readEnv())))
  program
    .command('demo')
    .description('演示：沙箱 ERP 与沙箱微信，重放 data/demo 里的对话')
    .option('--conversations <folder>', '重放这个目录里的 .jsonl 对话，默认 data/demo')
    .option('--console [port]', consoleHint, port)
    .action(({ conversations, console: page }: ConsoleOption & { conversations?: string }) =>
      demo(resolveConfig(readEnv()), { folder: conversations, consolePort: portAsked(page) }),
    )
}

async function run(config: Config): Promise<void> {
  if (!config.erp) missingErp()
  exportWechatySettings(readEnv())
  const { startBot } = await loadBot()
  const stopping = stopSignal()
  const bot = await startBot(config, { reread: () => resolveConfig(readEnv()) })
  bot.app.logger.info('running', { erp: config.erp.baseUrl, dataDir: config.settings.DATA_DIR })
  const signal = await stopping
  bot.app.logger.info('stopping', { signal })
  await bot.stop()
  // gRPC and timers of third parties may linger: everything of ours is flushed.
  process.exit(exitCode.done)
}

async function demo(config: Config, options: { folder?: string; consolePort?: number }): Promise<void> {
  const { runDemo } = await loadDemo()
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true
  const ok = await runDemo(config, { interactive, ...options })
  process.exit(ok ? exitCode.done : exitCode.failed)
}
