import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addAdopt } from './adopt.ts'
import { addAudit } from './audit.ts'
import { addCareCommands } from './care.ts'
import { addDataCommands } from './data.ts'
import { addErpCommands } from './erp.ts'
import { addLive } from './live.ts'
import { addMigrate } from './migrate.ts'
import { addPerson } from './person.ts'
import { addRunCommands } from './run.ts'
import { addSandbox } from './sandbox.ts'
import { addScore } from './score.ts'
import { addSetup } from './setup.ts'
import { addSyncCommands } from './sync.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

/** Every command of the command line; errors are thrown, nothing ends the process. */
export function createProgram(): Command {
  const program = new Command('zhibang')
    .description('把微信里的销售对话变成智邦国际 ERP 里的客户')
    .version(version)
    .showHelpAfterError('（用 --help 查看用法）')
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
  addMigrate(program)
  // Subcommands do not inherit this: without it commander ends the process with its own exit codes.
  for (const command of everyCommand(program)) command.exitOverride()
  return program
}

const everyCommand = (command: Command): Command[] => [command, ...command.commands.flatMap(everyCommand)]
