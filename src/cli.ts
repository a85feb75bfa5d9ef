import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { addAdopt } from './cli/adopt.ts'
import { addAudit } from './cli/audit.ts'
import { addCareCommands } from './cli/care.ts'
import { addDataCommands } from './cli/data.ts'
import { addErpCommands } from './cli/erp.ts'
import { exitCode, report } from './cli/exit.ts'
import { addLive } from './cli/live.ts'
import { addPerson } from './cli/person.ts'
import { addRunCommands } from './cli/run.ts'
import { addSandbox } from './cli/sandbox.ts'
import { addScore } from './cli/score.ts'
import { addSetup } from './cli/setup.ts'
import { addSyncCommands } from './cli/sync.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

const program = new Command('zhibang')
  .description('把微信里的销售对话变成智邦国际 ERP 里的客户')
  .version(version)
  .showHelpAfterError('（用 --help 查看用法）')
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })

addRunCommands(program)
addScore(program)
addSyncCommands(program)
addSandbox(program)
addDataCommands(program)
addAudit(program)
addPerson(program)
addErpCommands(program)
addCareCommands(program)
addSetup(program)
addLive(program)
addAdopt(program)
// Subcommands do not inherit this: without it commander ends the process with its own exit codes.
for (const command of program.commands) {
  command.exitOverride()
  for (const inner of command.commands) inner.exitOverride()
}

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exitCode.done : exitCode.usage
  else report(error)
}
