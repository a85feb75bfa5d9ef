import type { Command } from 'commander'
import { stopSignal } from '../app/stop.ts'
import { type Config, missingErp, readEnv, resolveConfig } from '../config/index.ts'
import { exitCode } from './exit.ts'

// Wechaty takes a second to load: only the calls that need it do.
const loadBot = () => import('../app/bot.ts')
const loadDemo = () => import('../app/demo/demo.ts')

/** `start`, `run`, `demo`. */
export function addRunCommands(program: Command): void {
  program
    .command('start')
    .description('有 ERP 设置时运行机器人，否则运行演示')
    .action(async () => {
      const config = resolveConfig(readEnv())
      await (config.erp ? run(config) : demo(config))
    })
  program
    .command('run')
    .description('运行机器人：连接微信网关与 ERP')
    .action(() => run(resolveConfig(readEnv())))
  program
    .command('demo')
    .description('演示：沙箱 ERP 与沙箱微信，重放 data/demo 里的对话')
    .option('--conversations <folder>', '重放这个目录里的 .jsonl 对话，默认 data/demo')
    .action(({ conversations }: { conversations?: string }) => demo(resolveConfig(readEnv()), conversations))
}

async function run(config: Config): Promise<void> {
  if (!config.erp) missingErp()
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

async function demo(config: Config, folder?: string): Promise<void> {
  const { runDemo } = await loadDemo()
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true
  const ok = await runDemo(config, { interactive, folder })
  process.exit(ok ? exitCode.done : exitCode.failed)
}
